"""What takes place once, every so many weeks or every so many months; kept as wall time and zone, told as moments.

What people agree on is what their clock will show. So a time is kept as that and a zone, and the moment in UTC is made of
them whenever it is asked for: a country that gives up its summer time moves no meeting.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rapport.calendars.errors import LastDayBeforeFirst, NotAnOccurrence, SeriesTooLong
from rapport.calendars.walltime import Span, moment_of, wall_of

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
LONGEST = dt.timedelta(days=366 * 21)
LAST = -1
NTHS = (1, 2, 3, 4, LAST)
"""Which weekdays of a month there are in every month."""
SLACK = 2 * DAY
"""No wall is further from UTC than a day, nor does any clock skip more than one."""


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Occurrence:
    """One time that something takes place.

    `day` is the day that the rule gave it and stays its name, to whatever time it is moved; `agreed_at` is when it was.
    """

    day: dt.date
    wall: dt.datetime
    zone: str
    span: Span
    is_moved: bool = False
    agreed_at: dt.datetime | None = None

    @property
    def starts_at(self) -> dt.datetime:
        return self.span.starts_at

    @property
    def ends_at(self) -> dt.datetime:
        return self.span.ends_at


@dataclass(frozen=True)
class Once:
    """What takes place a single time, when a clock in `zone` shows `wall`."""

    wall: dt.datetime
    zone: str
    length: dt.timedelta

    def __post_init__(self) -> None:
        if self.wall.tzinfo is not None or self.length <= dt.timedelta(0):
            raise ValueError(self.wall, self.length)

    @classmethod
    def from_moments(cls, starts_at: dt.datetime, ends_at: dt.datetime) -> "Once":
        """Return what is known as two moments only."""
        return cls(wall_of(starts_at, "UTC"), "UTC", ends_at - starts_at)


@dataclass(frozen=True)
class Cancelled:
    """The occurrence of that day does not take place."""

    day: dt.date


@dataclass(frozen=True)
class Moved:
    """The occurrence of that day takes place when the clock shows `wall` instead, and as long as ever or for `length`."""

    day: dt.date
    wall: dt.datetime
    length: dt.timedelta | None = None
    agreed_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        _check(self.wall, self.length or DAY)


@dataclass(frozen=True)
class Series:
    """What takes place at one wall time, every `interval` weeks on a weekday or every `interval` months on its `nth` one.

    `nth` is 1 to 4, or -1 for the last one of the month; the first day has to be such a day. The series ends with
    `last_day` or after `count` times, those that are cancelled included. Each `change` is about one of its days;
    changes about other days are of no effect, so that a series can be shortened without touching them.
    """

    first_day: dt.date
    at: dt.time
    zone: str
    length: dt.timedelta
    every: Every = Every.WEEK
    interval: int = 1
    nth: int | None = None
    last_day: dt.date | None = None
    count: int | None = None
    changes: tuple[Cancelled | Moved, ...] = ()

    def __post_init__(self) -> None:
        _check(dt.datetime.combine(self.first_day, self.at), self.length)
        _check_rule(self)
        if self.last_day and self.last_day < self.first_day:
            raise LastDayBeforeFirst
        if self.last_day and self.last_day - self.first_day > LONGEST:
            raise SeriesTooLong
        if self.count and (self.count - 1) * self.interval * _least(self.every) > LONGEST:
            raise SeriesTooLong
        if len({each.day for each in self.changes}) < len(self.changes):
            raise ValueError(self.changes)

    @property
    def size(self) -> int:
        """Return how many days the rule gives, whatever has become of them."""
        if self.count is not None:
            return self.count
        assert self.last_day is not None  # noqa: S101 - one of both is there
        steps = self._steps_to(self.last_day)
        return steps + 1 if self.day(steps) <= self.last_day else steps

    def day(self, step: int) -> dt.date:
        """Return the day that comes `step` intervals after the first one."""
        if self.every == Every.WEEK:
            return self.first_day + step * self.interval * WEEK
        years, month = divmod(self.first_day.month - 1 + step * self.interval, 12)
        return _weekday_of_month(self.first_day.year + years, month + 1, self.first_day.weekday(), self.nth)

    def days(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Yield the days of the rule from `first` to `last`, both included."""
        for step in range(max(0, self._steps_to(first)), min(self.size, self._steps_to(last) + 1)):
            day = self.day(step)
            if first <= day <= last:
                yield day

    def has(self, day: dt.date) -> bool:
        """Return whether the rule gives that day."""
        return any(self.days(day, day))

    def _steps_to(self, day: dt.date) -> int:
        """Return the step of the week or month that holds the day, or of the last one before it."""
        if self.every == Every.WEEK:
            return (day - self.first_day).days // (7 * self.interval)
        months = (day.year - self.first_day.year) * 12 + day.month - self.first_day.month
        return months // self.interval


When = Once | Series


def occurrences(when: When, start: dt.datetime, end: dt.datetime) -> list[Occurrence]:
    """Return what takes place between two moments, in order; what has begun before counts as long as it lasts.

    It takes as long as there are days in between and changes, however long the series has been going on.
    """
    window = Span(start, end)
    if isinstance(when, Once):
        found: Iterable[Occurrence] = [_once(when)]
    else:
        first = (start - SLACK - when.length).date()
        found = _of_days(when, when.days(first, (end + SLACK).date()))
    return sorted(
        (each for each in found if each.span.touches(window)), key=lambda each: (each.span, each.day)
    )


def all_occurrences(when: When) -> list[Occurrence]:
    """Return everything that takes place, in order."""
    if isinstance(when, Once):
        return [_once(when)]
    days = (when.day(step) for step in range(when.size))
    return sorted(_of_days(when, days), key=lambda each: (each.span, each.day))


def next_occurrence(when: When, at: dt.datetime) -> Occurrence | None:
    """Return what takes place next, or is taking place at that moment."""
    return next((each for each in all_occurrences(when) if each.ends_at > at), None)


def occurrence_of(series: Series, day: dt.date) -> Occurrence:
    """Return what has become of one day of the series, unless that is cancelled."""
    change = next((each for each in series.changes if each.day == day), None)
    if isinstance(change, Cancelled) or not series.has(day):
        raise NotAnOccurrence
    return _moved(series, change) if change else as_ruled(series, day)


def as_ruled(series: Series, day: dt.date) -> Occurrence:
    """Return what the rule gives for one of its days, whatever has become of it."""
    return _at(day, dt.datetime.combine(day, series.at), series.zone, series.length)


def changed(series: Series, change: Cancelled | Moved) -> Series:
    """Return the series with one of its days moved or cancelled, in place of what was said of that day before."""
    if not series.has(change.day):
        raise NotAnOccurrence
    others = tuple(each for each in series.changes if each.day != change.day)
    return replace(series, changes=tuple(sorted((*others, change), key=lambda each: each.day)))


def split(series: Series, day: dt.date) -> tuple[Series, Series]:
    """Return the series up to a day, and from that day on: to change or cancel what follows and leave the past alone.

    Both parts need something in them; a change goes with the day that it is about.
    """
    steps = [step for step in range(series.size) if series.day(step) >= day]
    if not steps or steps[0] == 0:
        raise NotAnOccurrence
    head, tail, last = series.day(steps[0] - 1), series.day(steps[0]), series.day(steps[-1])
    before = tuple(each for each in series.changes if each.day < tail)
    after = tuple(each for each in series.changes if each.day >= tail)
    return (
        replace(series, last_day=head, count=None, changes=before),
        replace(series, first_day=tail, last_day=last, count=None, changes=after),
    )


def nth_in_month(day: dt.date) -> int:
    """Return which weekday of its month a day is: 1 to 4, or -1 for a fifth one, which only some months have."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth in NTHS else LAST


def _of_days(series: Series, days: Iterable[dt.date]) -> Iterator[Occurrence]:
    """Yield what the rule gives for these days, and whatever was moved from any day to another time."""
    changed = {each.day for each in series.changes}
    yield from (as_ruled(series, day) for day in days if day not in changed)
    for each in series.changes:
        if isinstance(each, Moved) and series.has(each.day):
            yield _moved(series, each)


def _moved(series: Series, change: Moved) -> Occurrence:
    ruled = _at(change.day, change.wall, series.zone, change.length or series.length)
    return replace(ruled, is_moved=True, agreed_at=change.agreed_at)


def _once(when: Once) -> Occurrence:
    return _at(when.wall.date(), when.wall, when.zone, when.length)


def _at(day: dt.date, wall: dt.datetime, zone: str, length: dt.timedelta) -> Occurrence:
    starts_at = moment_of(wall, zone)
    return Occurrence(day, wall, zone, Span(starts_at, starts_at + length))


def _least(every: Every) -> dt.timedelta:
    return WEEK if every == Every.WEEK else 28 * DAY


def _weekday_of_month(year: int, month: int, weekday: int, nth: int | None) -> dt.date:
    if nth == LAST:
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return last - (last.weekday() - weekday) % 7 * DAY
    first = dt.date(year, month, 1)
    return first + (weekday - first.weekday()) % 7 * DAY + ((nth or 1) - 1) * WEEK


def _check(wall: dt.datetime, length: dt.timedelta) -> None:
    """Refuse what only a mistake in our own code can hand in: a time with a zone of its own, or what lasts for days."""
    if wall.tzinfo is not None or wall.second or wall.microsecond or not dt.timedelta(0) < length <= DAY:
        raise ValueError(wall, length)


def _check_rule(series: Series) -> None:
    ends = [each for each in (series.last_day, series.count) if each is not None]
    if len(ends) != 1 or series.interval < 1 or (series.count is not None and series.count < 1):
        raise ValueError(ends, series.interval)
    if (series.every == Every.MONTH) != (series.nth is not None):
        raise ValueError(series.every, series.nth)
    if series.nth is not None and (series.nth not in NTHS or series.day(0) != series.first_day):
        raise ValueError(series.first_day, series.nth)
