"""When people are free: weekly hours on their own walls, days that differ, and what they have already promised."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from rapport.calendars.recurrence import DAY, Occurrence, When, all_occurrences
from rapport.calendars.walltime import Span, moment_of, wall_of

NOTHING = dt.timedelta(0)


@dataclass(frozen=True)
class Hours:
    """A part of a day on the wall; midnight as its end is that of the day."""

    start: dt.time
    end: dt.time

    def __post_init__(self) -> None:
        if self.end != dt.time.min and self.end <= self.start:
            raise ValueError(self.start, self.end)


@dataclass(frozen=True, order=True)
class Busy(Span):
    """What somebody has promised already, and what that is."""

    what: str = ""


@dataclass(frozen=True)
class Availability:
    """When one person can be met, in their own zone.

    `weekly` holds the hours of each weekday (Monday is 0). A day in `overrides` has its own hours, or none, in place of
    them. On days in `away`, both ends included, nothing is possible, whatever else is said of them. `buffer` is kept free
    before and after what they have promised.
    """

    zone: str
    weekly: Mapping[int, tuple[Hours, ...]]
    overrides: Mapping[dt.date, tuple[Hours, ...]] = field(default_factory=dict)
    away: tuple[tuple[dt.date, dt.date], ...] = ()
    busy: tuple[Span, ...] = ()
    buffer: dt.timedelta = NOTHING

    def hours_on(self, day: dt.date) -> tuple[Hours, ...]:
        """Return the hours of a day before anything was promised."""
        if any(first <= day <= last for first, last in self.away):
            return ()
        return self.overrides.get(day, self.weekly.get(day.weekday(), ()))


@dataclass(frozen=True)
class FreeTime:
    """A time at which all are free, and what each one's wall shows when it begins, in the order they were asked."""

    span: Span
    walls: tuple[dt.datetime, ...]


@dataclass(frozen=True)
class Conflict:
    """An occurrence that cannot be, and everything that it collides with, in order."""

    occurrence: Occurrence
    busy: tuple[Busy, ...]


def free_times(
    people: Sequence[Availability],
    within: Span,
    *,
    length: dt.timedelta,
    step: dt.timedelta = dt.timedelta(minutes=30),
) -> Iterator[FreeTime]:
    """Yield the times of this length at which everybody is free, in order.

    They begin a multiple of `step` after midnight on the first person's wall. The work grows with the days of the window
    and what was promised in it, once each.
    """
    if not people or length <= NOTHING or step <= NOTHING:
        raise ValueError(people, length, step)
    shared = [within]
    for person in people:
        shared = list(_common(shared, free_spans(person, within)))
    zones = [person.zone for person in people]
    for span in shared:
        for starts_at in _starts(span, length, step, zones[0]):
            yield FreeTime(
                Span(starts_at, starts_at + length), tuple(wall_of(starts_at, zone) for zone in zones)
            )


def free_spans(person: Availability, within: Span) -> list[Span]:
    """Return when one person is free, as few spans as possible, in order."""
    possible = _joined(_possible(person, within))
    taken = _joined(
        Span(each.starts_at - person.buffer, each.ends_at + person.buffer) for each in person.busy
    )
    return list(_common(_common(possible, [within]), _between(taken, within)))


def conflicts(when: When, busy: Iterable[Busy], *, buffer: dt.timedelta = NOTHING) -> list[Conflict]:
    """Return every occurrence that collides with something, in order.

    Both are gone through once, side by side; only what still lasts is looked at again.
    """
    waiting = sorted(busy)
    lasting: list[tuple[dt.datetime, Busy]] = []
    found, seen = [], 0
    for occurrence in all_occurrences(when):
        wanted = Span(occurrence.starts_at - buffer, occurrence.ends_at + buffer)
        while seen < len(waiting) and waiting[seen].starts_at < wanted.ends_at:
            heappush(lasting, (waiting[seen].ends_at, waiting[seen]))
            seen += 1
        while lasting and lasting[0][0] <= wanted.starts_at:
            heappop(lasting)
        colliding = sorted(each for _, each in lasting if each.touches(wanted))
        if colliding:
            found.append(Conflict(occurrence, tuple(colliding)))
    return found


def _possible(person: Availability, within: Span) -> Iterator[Span]:
    day, last = (wall_of(each, person.zone).date() for each in (within.starts_at - DAY, within.ends_at + DAY))
    while day <= last:
        for hours in person.hours_on(day):
            end_day = day + DAY if hours.end == dt.time.min else day
            starts_at = moment_of(dt.datetime.combine(day, hours.start), person.zone)
            yield Span(starts_at, moment_of(dt.datetime.combine(end_day, hours.end), person.zone))
        day += DAY


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, with those that overlap or meet as one, and none that is empty."""
    current: Span | None = None
    for span in sorted(each for each in spans if each.starts_at < each.ends_at):
        if current and span.starts_at <= current.ends_at:
            current = Span(current.starts_at, max(current.ends_at, span.ends_at))
        else:
            if current:
                yield current
            current = span
    if current:
        yield current


def _between(taken: Iterable[Span], within: Span) -> Iterator[Span]:
    """Yield what is left of a window; `taken` is joined."""
    free_from = within.starts_at
    for span in taken:
        if free_from < span.starts_at:
            yield Span(free_from, span.starts_at)
        free_from = max(free_from, span.ends_at)
    if free_from < within.ends_at:
        yield Span(free_from, within.ends_at)


def _common(some: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    """Yield what two joined lists of spans have in common."""
    left, right = iter(some), iter(others)
    one, other = next(left, None), next(right, None)
    while one and other:
        starts_at, ends_at = max(one.starts_at, other.starts_at), min(one.ends_at, other.ends_at)
        if starts_at < ends_at:
            yield Span(starts_at, ends_at)
        if one.ends_at <= other.ends_at:
            one = next(left, None)
        else:
            other = next(right, None)


def _starts(span: Span, length: dt.timedelta, step: dt.timedelta, zone: str) -> Iterator[dt.datetime]:
    """Yield when something can begin in a span, at full steps on the wall, whatever is done to the clock in between."""
    starts_at = span.starts_at
    while starts_at + length <= span.ends_at:
        wall = wall_of(starts_at, zone)
        over = (wall - dt.datetime.combine(wall.date(), dt.time.min)) % step
        if over:
            starts_at += step - over
        else:
            yield starts_at
            starts_at += step
