"""Cells as people write them: addresses, numbers, time zones, hours of the week."""

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rapport.accounts.models import normal_email

EMAIL_CHARACTERS = 254
_ADDRESS_IN_BRACKETS = re.compile(r"<([^<>]+)>\s*$")
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+\-−–])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?")

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
_DAY_SPAN = re.compile(r"^([a-z]+)\s*(?:-|–|to)\s*([a-z]+)$", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"\s*(?:,|&|\+|/|\band\b)\s*|\s+")


def read_email(text: str) -> str | None:
    """The address as it is stored, also out of “Zoë <zoe@example.org>” and “mailto:”; None if it is none."""
    if found := _ADDRESS_IN_BRACKETS.search(text):
        text = found[1]
    address = normal_email(text.strip().removeprefix("mailto:"))
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= EMAIL_CHARACTERS else None


def read_number(text: str) -> float | int | None:
    """A number with a decimal point or comma; whole ones as whole numbers."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    number = float(text.strip().replace(",", ".").replace("−", "-"))
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 10**15 else number


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


@lru_cache(maxsize=1_000)
def read_time_zone(text: str) -> str | None:
    """An IANA zone however it is capitalised, or whole hours from UTC."""
    if found := _OFFSET.fullmatch(text.strip()):
        hours = int(found[2]) * (1 if found[1] == "+" else -1)
        return _zones().get(f"etc/gmt{-hours:+d}") if hours else "UTC"  # the sign of Etc/GMT is turned round
    return _zones().get(text.strip().replace(" ", "_").casefold())


def split_answers(text: str, separator: str) -> list[str]:
    parts = text.splitlines() if separator == "\n" else text.split(separator)
    return list(dict.fromkeys(tidied for part in parts if (tidied := " ".join(part.split()))))


@lru_cache(maxsize=1_000)
def read_availability(text: str) -> tuple[int, ...] | None:
    """Half-hours of the week, 0 being Monday 00:00: “Mon–Wed 9–12; Fri afternoon”. None if it cannot be read."""
    hours: set[int] = set()
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        read = _read_span(" ".join(part.split()).strip(" .,"))
        if read is None:
            return None
        hours |= read
    return tuple(sorted(hours))


def _read_span(part: str) -> set[int] | None:
    found = _hours_in(part)
    if found is None:
        return None
    (first, last), days_text = found
    days = _days_in(days_text.strip(" :,").casefold())
    if not days or not 0 <= first < last <= HALF_HOURS_A_DAY:
        return None
    return {day * HALF_HOURS_A_DAY + half for day in days for half in range(first, last)}


def _hours_in(part: str) -> tuple[tuple[int, int], str] | None:
    """The hours at the end of a part, else all day, and what stands before them."""
    if found := _HOURS.search(part):
        if part[found.end() :].strip(" hH"):
            return None
        return _clock_span(found), part[: found.start()]
    for word, span in _TIMES_OF_DAY.items():
        if part.casefold().endswith(word):
            return span, part[: -len(word)]
    return _TIMES_OF_DAY["all day"], part


def _clock_span(found: re.Match[str]) -> tuple[int, int]:
    from_hour, from_minute, from_half, to_hour, to_minute, to_half = found.groups()
    return (
        _half_hour(from_hour, from_minute, from_half or (to_half if int(from_hour) < int(to_hour) else None)),
        _half_hour(to_hour, to_minute, to_half),
    )


def _half_hour(hour: str, minute: str | None, half: str | None) -> int:
    """A free half-hour starts no earlier than said, so minutes round to the nearest half."""
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.casefold() == "pm" else 0)
    return hours * 2 + round(int(minute or 0) / 30)


def _days_in(text: str) -> set[int] | None:
    if text in _GROUPS:
        return set(_GROUPS[text])
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
