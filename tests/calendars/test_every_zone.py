"""Over every time zone, 2020 to 2040: series keep their wall time, no reminder is lost or doubled, files read back."""

import datetime as dt
from collections import Counter

import pytest
from dateutil import rrule

from rapport.calendars import Every, all_occurrences, invitation, occurrences, reminders_due, wall_of
from rapport.calendars.recurrence import as_ruled
from rapport.calendars.reminders import due_at
from tests.calendars import cases
from tests.calendars.cases import DAY, HOUR, MINUTE
from tests.calendars.reading import read

pytestmark = pytest.mark.once
AHEAD = (7 * DAY, DAY, 2 * HOUR, 30 * MINUTE)
WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


def test_series_hold_in_some_hundred_cases():
    for number in range(700, 1_000):
        holds(number)


def test_single_times_read_back_in_some_hundred_cases():
    for number in range(300):
        reads_back(cases.single_entry(number), [])


def test_what_was_read_back_is_written_as_the_same_file():
    for number in range(700, 800):
        case = cases.case(number)
        file = invitation(case.entry, guests=case.guests)
        entry, guests, _ = read(file.content)
        assert invitation(entry, guests=guests).content == file.content


@pytest.mark.prove
def test_series_hold_in_100_000_cases(figure):
    zones = Counter(holds(number) for number in range(100_000))

    count = sum(zones.values())
    figure(
        f"{count:,} series in {len(zones)} zones: no wall time moved, no reminder lost or doubled, all files read back"
    )
    assert set(zones) == set(cases.zone_names())


def holds(number):
    case = cases.case(number)
    try:
        keeps_its_wall_time(case.entry.when)
        is_the_same_through_a_window(case.entry.when, case.window)
        loses_and_doubles_no_reminder(case.entry.when, case.runs.moments(), case.agreed_at)
        reads_back(case.entry, case.guests)
    except Exception as error:
        error.add_note(f"case {number}: {case}")
        raise
    return case.entry.when.zone


def keeps_its_wall_time(series):
    days = [series.day(step) for step in range(series.size)]
    assert days == days_by_another_rule(series)
    for day in days:
        found = as_ruled(series, day)
        assert found.starts_at == moment_by_search(dt.datetime.combine(day, series.at), series.zone)
        assert found.ends_at - found.starts_at == series.length


def days_by_another_rule(series):
    """Return the days as a public library for such rules gives them."""
    weekday = WEEKDAYS[series.first_day.weekday()]
    end = (
        {"count": series.count}
        if series.count
        else {"until": dt.datetime.combine(series.last_day, dt.time.max)}
    )
    freq, day = (
        (rrule.WEEKLY, weekday) if series.every is Every.WEEK else (rrule.MONTHLY, weekday(series.nth))
    )
    start = dt.datetime.combine(series.first_day, series.at)
    return [each.date() for each in rrule.rrule(freq, start, series.interval, byweekday=day, **end)]


def moment_by_search(wall, zone):
    """Return the first moment at which the wall shows this, or would have shown it had the clock not been put forward.

    It asks only what walls show at moments, never the way back, which is what is being tested.
    """
    as_utc = wall.replace(tzinfo=dt.UTC)
    around = [
        as_utc + shift * HOUR for shift in (-50, -26, -15, -12, -9, -6, -3, -1, 1, 3, 6, 9, 12, 15, 26, 50)
    ]
    offsets = [wall_of(each, zone).replace(tzinfo=dt.UTC) - each for each in around]
    showing = [as_utc - each for each in set(offsets) if wall_of(as_utc - each, zone) == wall]
    return min(showing, default=None) or as_utc - _offset_before_gap(around, offsets, as_utc)


def _offset_before_gap(around, offsets, as_utc):
    """Return the last offset whose wall has not yet come to this time."""
    return [offset for moment, offset in zip(around, offsets, strict=True) if moment + offset <= as_utc][-1]


def is_the_same_through_a_window(series, window):
    expected = [each for each in all_occurrences(series) if each.span.touches(window)]
    assert occurrences(series, window.starts_at, window.ends_at) == expected


def loses_and_doubles_no_reminder(series, runs, agreed_at):
    """Let a job run at these moments; each reminder is due from its own time until the next one or the beginning."""
    sent = Counter()
    for run in runs:
        sent.update(
            each.key for each in reminders_due("uid", series, AHEAD, sent=sent, at=run, agreed_at=agreed_at)
        )
    assert sent == {key: 1 for each in all_occurrences(series) for key in _owed(each, runs, agreed_at)}


def _owed(occurrence, runs, agreed_at):
    dues = sorted((due_at(occurrence, lead), lead) for lead in AHEAD)
    ends = [moment for moment, _ in dues[1:]] + [occurrence.starts_at]
    for (begins, lead), ends_at in zip(dues, ends, strict=True):
        if begins >= agreed_at and any(begins <= run < ends_at for run in runs):
            minutes = lead // MINUTE
            yield f"uid/{occurrence.day}/{occurrence.wall:%Y-%m-%dT%H:%M}/{occurrence.zone}/{minutes}"


def reads_back(entry, guests):
    file = invitation(entry, guests=guests)
    found, found_guests, method = read(file.content)
    expected = type(entry)(**vars(entry) | {"when": cases.in_files(entry.when)})
    assert (found, found_guests, method) == (expected, guests, "REQUEST")
    assert max(len(line) for line in file.content.split(b"\r\n")) <= 75
