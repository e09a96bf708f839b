"""The hours of a week as people write them, and in words again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

HALF_HOURS_A_DAY = 48
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r|days)?", re.IGNORECASE)
_GROUPS = {
    "weekday": range(5),
    "weekdays": range(5),
    "weekend": range(5, 7),
    "weekends": range(5, 7),
    "daily": range(7),
    "every day": range(7),
    "any day": range(7),
    "any time": range(7),
    "anytime": range(7),
}
_TIMES_OF_DAY = {
    "mornings": (18, 24),
    "morning": (18, 24),
    "lunchtimes": (24, 28),
    "lunchtime": (24, 28),
    "lunch": (24, 28),
    "afternoons": (26, 34),
    "afternoon": (26, 34),
    "evenings": (36, 42),
    "evening": (36, 42),
    "all day": (18, 36),
}
_HOURS = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?\s*(?:-|–|to|until)\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?",
    re.IGNORECASE,
)
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h)?"
_AFTER = re.compile(
    rf"(?:after|from|past)\s+{_CLOCK}(?:\s+onwards?)?$|{_CLOCK}(?:\s+onwards?|\s*\+)$", re.IGNORECASE
)
_BEFORE = re.compile(rf"(?:before|until|till|up to)\s+{_CLOCK}$", re.IGNORECASE)
# Between which hours we take people to be free who name one end alone; and from when a bare hour is in the morning.
_OPEN_DAY = (16, 42)
_MORNING = 8
_DAY_SPAN = re.compile(r"^([a-z]+)\s*(?:-|–|to)\s*([a-z]+)$", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"\s*(?:,|&|\+|/|\band\b)\s*|\s+")
_BETWEEN_PIECES = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_DAY_BEHIND = re.compile(r"(.+?)\s+on\s+(.+)", re.IGNORECASE)
BETWEEN_SPANS = "; "


@dataclass(frozen=True)
class Hours:
    """Half-hours of the week, 0 being Monday 00:00; with `is_open_ended` one end of a span was ours to choose."""

    halves: tuple[int, ...]
    is_open_ended: bool = False


@dataclass(frozen=True)
class _Span:
    """Half-hours of a day, and the words before them, which name the days."""

    first: int
    last: int
    days_text: str
    is_open_ended: bool = False


_ALL_DAY = _TIMES_OF_DAY["all day"]


def read_availability(text: str) -> tuple[int, ...] | None:
    """Half-hours of the week: “Mon–Wed 9–12; Fri afternoon”. None if it does not say exactly when."""
    hours = read_hours(text)
    return None if hours is None or hours.is_open_ended else hours.halves


@lru_cache(maxsize=1_000)
def read_hours(text: str) -> Hours | None:
    """Read also what leaves an end open, as “Mon after 5pm” does. None if it cannot be read."""
    halves: set[int] = set()
    is_open_ended = False
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        plain = " ".join(part.split()).strip(" .,")
        read = _read_span(plain) or _read_pieces(plain)
        if read is None:
            return None
        halves.update(read.halves)
        is_open_ended = is_open_ended or read.is_open_ended
    return Hours(tuple(sorted(halves)), is_open_ended)


def _read_span(part: str) -> Hours | None:
    if behind := _DAY_BEHIND.fullmatch(part):
        part = f"{behind[2]} {behind[1]}"
    span = _span_in(part) or _Span(*_ALL_DAY, part)
    days = _days_in(span.days_text.strip(" :,").casefold())
    if not days or not 0 <= span.first < span.last <= HALF_HOURS_A_DAY:
        return None
    halves = (day * HALF_HOURS_A_DAY + half for day in days for half in range(span.first, span.last))
    return Hours(tuple(halves), span.is_open_ended)


def _read_pieces(part: str) -> Hours | None:
    """“Mon, Wed evenings, Fri 9–12”: days wait for the hours that follow them; “Mon 9–12, 14–16” is all Monday."""
    read: list[Hours | None] = []
    waiting, days_text = "", ""
    for piece in _BETWEEN_PIECES.split(part):
        waiting = f"{waiting}, {piece}" if waiting else piece
        if span := _span_in(waiting):
            is_without_days = not span.days_text.strip(" :,")
            read.append(_read_span(f"{days_text} {waiting}" if is_without_days and days_text else waiting))
            days_text = days_text if is_without_days else span.days_text
            waiting = ""
    if waiting:
        read.append(_read_span(waiting))
    sound = [hours for hours in read if hours is not None]
    if len(sound) != len(read) or len(read) < 2:  # noqa: PLR2004 - one piece alone was read before
        return None
    halves = {half for hours in sound for half in hours.halves}
    return Hours(tuple(halves), any(hours.is_open_ended for hours in sound))


def _span_in(part: str) -> _Span | None:
    """The hours at the end of a part, and what stands before them."""
    if found := _HOURS.search(part):
        if part[found.end() :].strip(" hH"):
            return None
        return _Span(
            *_clock_span(found), re.sub(r"\bfrom\s*$", "", part[: found.start()], flags=re.IGNORECASE)
        )
    if found := _AFTER.search(part):
        return _Span(_start(found), _OPEN_DAY[1], part[: found.start()], is_open_ended=True)
    if found := _BEFORE.search(part):
        return _Span(_OPEN_DAY[0], _half_hour(*found.groups()), part[: found.start()], is_open_ended=True)
    for word, (first, last) in _TIMES_OF_DAY.items():
        if part.casefold().endswith(word):
            return _Span(first, last, part[: -len(word)])
    return None


def _clock_span(found: re.Match[str]) -> tuple[int, int]:
    from_hour, from_minute, from_half, to_hour, to_minute, to_half = found.groups()
    return (
        _half_hour(from_hour, from_minute, from_half or (to_half if int(from_hour) < int(to_hour) else None)),
        _half_hour(to_hour, to_minute, to_half),
    )


def _start(found: re.Match[str]) -> int:
    """“After 5” without more is the afternoon."""
    groups = found.groups()
    hour, minute, half = groups[:3] if groups[0] else groups[3:]
    is_bare = not minute and not half and int(hour) < _MORNING
    return _half_hour(hour, minute, "pm" if is_bare else half)


def _half_hour(hour: str, minute: str | None, half: str | None) -> int:
    """A free half-hour starts no earlier than said, so minutes round to the nearest half."""
    hours = int(hour)
    if half and half.casefold() != "h":
        hours = hours % 12 + (12 if half.casefold() == "pm" else 0)
    return hours * 2 + round(int(minute or 0) / 30)


def _days_in(text: str) -> set[int] | None:
    if text in _GROUPS:
        return set(_GROUPS[text])
    text = text.removeprefix("every ").removeprefix("on ")
    if span := _DAY_SPAN.match(text):
        first, last = _day(span[1]), _day(span[2])
        return None if first is None or last is None else set(_wrapped(first, last))
    days = [_day(word) for word in _BETWEEN_DAYS.split(text) if word]
    return None if not days or None in days else {day for day in days if day is not None}


def _day(word: str) -> int | None:
    found = _DAY.fullmatch(word)
    return DAYS.index(found[1].casefold()) if found else None


def _wrapped(first: int, last: int) -> Iterator[int]:
    yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))


def hours_in_words(half_hours: Iterable[int]) -> str:
    """“Mon 9:00–12:00; Fri 13:00–17:00”, as an import reads it."""
    spans = []
    for _offset, run in groupby(enumerate(sorted(set(half_hours))), key=_run_of):
        halves = [half for _place, half in run]
        day, first = divmod(halves[0], HALF_HOURS_A_DAY)
        spans.append(f"{DAYS[day].capitalize()} {_clock(first)}–{_clock(first + len(halves))}")
    return BETWEEN_SPANS.join(spans)


def _run_of(placed: tuple[int, int]) -> tuple[int, int]:
    """Half-hours that follow each other on one day differ from their place by the same number."""
    place, half = placed
    return half - place, half // HALF_HOURS_A_DAY


def _clock(half: int) -> str:
    return f"{half // 2}:{half % 2 * 30:02d}"
