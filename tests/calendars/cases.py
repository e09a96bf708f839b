"""Generated series, entries and moments over every time zone and the years 2020 to 2040; a number makes always the same."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo, available_timezones

from rapport.calendars import (
    Answer,
    Cancelled,
    Entry,
    Every,
    Guest,
    Mailbox,
    Moved,
    Once,
    Series,
    Span,
    moment_of,
    nth_in_month,
    wall_of,
)
from rapport.calendars.recurrence import all_occurrences, as_ruled

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2040, 12, 31)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
NOT_IN_DATABASE = {"localtime", "Factory", "posixrules"}
LETTERS = "aZ09 äß€你🎉\u0301\u202e,;:=.'^%&<>[]{}|~`-_/?!#$*()@+"
WORDS = ("METHOD:CANCEL", "BEGIN:VEVENT", "END:VCALENDAR", "\\n", "\\", "\\,", '"', "A" * 80, "ü" * 45)


@dataclass(frozen=True)
class Runs:
    """When a job runs: every so often for some time, with one standstill of two days."""

    first: dt.datetime
    every: dt.timedelta
    stands_still_after: int

    def moments(self):
        out = self.first + self.stands_still_after * self.every
        runs = [self.first + step * self.every for step in range(40)]
        return [run for run in runs if not out < run < out + 2 * DAY]


@dataclass(frozen=True)
class Case:
    """A series and what surrounds it."""

    entry: Entry
    guests: list[Guest]
    window: Span
    runs: Runs
    agreed_at: dt.datetime


def case(number):
    """Return a case; the numbers go through the zones one by one, and every other one is near a change of clocks."""
    random = Random(number)
    zone = zone_names()[number % len(zone_names())]
    series = _series(random, zone)
    start = as_ruled(series, series.first_day).starts_at
    opens = start + random.randint(-20, 90) * DAY
    every = random.choice([11 * MINUTE, HOUR, 7 * HOUR])
    return Case(
        entry=_entry(random, series),
        guests=[_guest(random) for _ in range(random.randint(0, 2))],
        window=Span(opens, opens + random.randint(1, 60) * DAY),
        runs=Runs(start - random.randint(0, 40) * every, every, random.randint(0, 40)),
        agreed_at=start - random.choice([30 * DAY, DAY, 3 * HOUR]),
    )


def single_entry(number):
    """Return an entry that takes place once."""
    random = Random(number)
    zone = random.choice(zone_names())
    wall = dt.datetime.combine(_first_day(random, zone, 0), _time(random, is_early=random.random() < 0.5))
    return _entry(random, Once(wall, zone, _length(random)))


@cache
def zone_names():
    return sorted(available_timezones() - NOT_IN_DATABASE)


@cache
def days_of_change(zone):
    """Return the days on which clocks are changed in a zone."""
    noons = [dt.datetime(2020, 1, 1, 12) + step * DAY for step in range(0, (LAST - FIRST).days - 400, 2)]
    shown = [(noon, _offset(noon, zone)) for noon in noons]
    pairs = [(later, after) for (_, before), (later, after) in pairwise(shown) if before != after]
    return tuple((noon if _offset(noon - DAY, zone) != after else noon - DAY).date() for noon, after in pairs)


def _offset(wall, zone):
    return wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def _first_day(random, zone, intervals):
    near = days_of_change(zone)
    if near and intervals is not None:
        return max(FIRST, random.choice(near) - intervals * 7 * DAY)
    return FIRST + random.randrange((LAST - FIRST).days - 400) * DAY


def _time(random, *, is_early):
    return dt.time(
        random.randint(0, 3) if is_early else random.randint(0, 23), random.choice([0, 15, 30, 45, 59])
    )


def _length(random):
    return random.randint(15, 240) * MINUTE


def _series(random, zone):
    is_near = random.random() < 0.5
    every, interval, count = random.choice(list(Every)), random.randint(1, 3), random.randint(1, 8)
    first = _first_day(random, zone, random.randint(0, 3) * interval if is_near else None)
    ruled = Series(
        first_day=first,
        at=_time(random, is_early=is_near),
        zone=zone,
        length=_length(random),
        every=every,
        interval=interval,
        nth=nth_in_month(first) if every is Every.MONTH else None,
        count=count,
    )
    if random.random() < 0.5:
        ruled = replace(ruled, count=None, last_day=ruled.day(count - 1) + random.randint(0, 6) * DAY)
    steps = sorted(random.sample(range(count), min(count, random.choice([0, 0, 1, 2]))))
    return replace(ruled, changes=tuple(_change(random, ruled.day(step)) for step in steps))


def _change(random, day):
    if random.random() < 0.5:
        return Cancelled(day)
    to = dt.datetime.combine(day + random.randint(-9, 9) * DAY, _time(random, is_early=random.random() < 0.5))
    return Moved(day, to, random.choice([None, _length(random)]))


def _entry(random, when):
    return Entry(
        uid=f"{random.getrandbits(60):x}@example.org",
        sequence=random.randint(0, 99),
        title=_words(random),
        when=when,
        written_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + random.randrange(10**8) * dt.timedelta(seconds=1),
        organiser=Mailbox(_name(random), _email(random)),
        place=_words(random),
        text="\n".join(_words(random) for _ in range(random.randint(0, 3))),
        link=random.choice(["", "https://meet.example.org/a,b;c?d=e&f=g#h"]),
        page=random.choice(["", "https://rapport.example.org/meetings/7Kq2xwPmR4dt/"]),
    )


def _guest(random):
    return Guest(_name(random), _email(random), random.choice(list(Answer)), is_asked=random.random() < 0.5)


def _email(random):
    return f"{random.choice(['a.b', 'o-k', 'very+' * 9])}{random.randrange(99)}@{random.choice('xyz')}.example.org"


def _words(random):
    parts = [
        random.choice(WORDS) if random.random() < 0.3 else _letters(random)
        for _ in range(random.randint(0, 3))
    ]
    return " ".join(" ".join(parts).split())


def _letters(random):
    return "".join(random.choices(LETTERS, k=random.randint(1, 12)))


def _name(random):
    """Return a name without what names lose in files, whatever stands in it."""
    return " ".join(_letters(random).replace("'", "").split()) or "Asha"


def in_files(when):
    """Return what can be read back: moments where there was wall time, and a last day where there was a count."""
    if isinstance(when, Once):
        span = all_occurrences(when)[0].span
        return Once.from_moments(span.starts_at, span.ends_at)
    changes = tuple(kept for each in when.changes for kept in _in_files(when, each))
    return replace(when, count=None, last_day=when.day(when.size - 1), changes=changes)


def _in_files(when, change):
    if isinstance(change, Moved):
        starts_at, length = moment_of(change.wall, when.zone), change.length or when.length
        if (starts_at, length) == (as_ruled(when, change.day).starts_at, when.length):
            return []
        change = Moved(change.day, wall_of(starts_at, when.zone), None if length == when.length else length)
    return [change]
