"""A time zone as a calendar file describes it (VTIMEZONE), true for the years in which something takes place.

The library's own description puts the change to summer time an hour late and ends in 2037, so it is not used.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from rapport.calendars.recurrence import WEEK, nth_in_month

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONG_AGO = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - wall time, as all onsets are
FEWEST_FOR_RULE = 3
FIRST_YEAR = 2020
"""Where every description begins, unless something took place before. Some programs keep the first that they ever see of
a zone for all files, so that ours should say the same."""


@dataclass(frozen=True)
class Clock:
    """How a zone's clocks run between two changes."""

    offset: dt.timedelta
    name: str


@dataclass(frozen=True)
class Change:
    """One moment at which clocks are changed."""

    at: dt.datetime
    before: Clock
    after: Clock

    @property
    def onset(self) -> dt.datetime:
        """Return what the wall showed just as the clocks were changed, which is how files tell of it."""
        return (self.at + self.before.offset).replace(tzinfo=None)


def zone_description(zone: str, first_year: int, last_year: int) -> Timezone:
    """Return the description of a zone, right from the first year until ten years after the last one at least."""
    return _description(zone, min(first_year, FIRST_YEAR), (last_year // 10 + 2) * 10)


@lru_cache(maxsize=512)
def _description(zone: str, first_year: int, last_year: int) -> Timezone:
    """Return a description for these years.

    What happens once a year by a rule is told as one, for programs that read nothing else; what does not, by its dates.
    """
    changes = [each for year in range(first_year - 1, last_year + 2) for each in _changes(zone, year)]
    described = Timezone()
    described.add("tzid", zone)
    if not changes or changes[0].at.year >= first_year:
        clock = _clock(ZoneInfo(zone), dt.datetime(first_year - 1, 1, 1, tzinfo=dt.UTC))
        described.add_component(_observance(clock, clock, [LONG_AGO], last_year))
    for before, after in dict.fromkeys((each.before, each.after) for each in changes):
        onsets = [each.onset for each in changes if (each.before, each.after) == (before, after)]
        described.add_component(_observance(before, after, onsets, last_year))
    return described


@lru_cache(maxsize=20_000)
def _changes(zone: str, year: int) -> tuple[Change, ...]:
    """Return the changes of clocks in a year; two of them within a week do not happen."""
    info, found = ZoneInfo(zone), []
    start, end = dt.datetime(year, 1, 1, tzinfo=dt.UTC), dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC)
    before = _clock(info, start)
    while start < end:
        later = min(start + WEEK, end)
        after = _clock(info, later)
        if after != before:
            found.append(Change(_first_moment_of(info, before, start, later), before, after))
        before, start = after, later
    return tuple(found)


def _first_moment_of(zone: ZoneInfo, before: Clock, start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """Return the first second at which the clocks no longer run as before, by halving the time in between."""
    while end - start > dt.timedelta(seconds=1):
        middle = start + (end - start) // dt.timedelta(seconds=2) * dt.timedelta(seconds=1)
        if _clock(zone, middle) == before:
            start = middle
        else:
            end = middle
    return end


def _clock(zone: ZoneInfo, moment: dt.datetime) -> Clock:
    local = moment.astimezone(zone)
    offset = local.utcoffset()
    assert offset is not None  # noqa: S101 - zones of the database have one at every moment
    return Clock(offset, local.tzname() or zone.key)


def _observance(
    before: Clock, after: Clock, onsets: Sequence[dt.datetime], last_year: int
) -> TimezoneStandard | TimezoneDaylight:
    is_summer = (
        after.offset > before.offset and len(onsets) > 1
    )  # Irish law has it the other way round, calendars do not
    described = TimezoneDaylight() if is_summer else TimezoneStandard()
    described.add("dtstart", onsets[0])
    described.add("tzoffsetfrom", before.offset)
    described.add("tzoffsetto", after.offset)
    described.add("tzname", after.name)
    rule = _yearly_rule(onsets, last_year)
    if rule:
        described.add("rrule", rule)
        return described
    for onset in onsets[1:]:
        described.add(
            "rdate", [onset]
        )  # a line for each: of several on one line, some programs read the first
    return described


def _yearly_rule(onsets: Sequence[dt.datetime], last_year: int) -> vRecur | None:
    """Return the rule of what happens each year on the same weekday of a month, until after the last year."""
    first, years = onsets[0], [each.year for each in onsets]
    if len(onsets) < FEWEST_FOR_RULE or years != list(range(first.year, last_year + 2)):
        return None
    if len({(each.month, each.weekday(), each.time()) for each in onsets}) > 1:
        return None
    nth = _common_nth(onsets)
    if nth is None:
        return None
    return vRecur(FREQ="YEARLY", BYMONTH=first.month, BYDAY=f"{nth}{WEEKDAYS[first.weekday()]}")


def _common_nth(onsets: Sequence[dt.datetime]) -> int | None:
    """Return which weekday of its month each of them is: the last one where that is true of all, or the nth."""
    if all((each + WEEK).month != each.month for each in onsets):
        return -1
    found = {nth_in_month(each.date()) for each in onsets}
    return found.pop() if len(found) == 1 else None
