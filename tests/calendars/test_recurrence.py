"""Series keep their wall time, end when they should, and know what became of each of their days."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from rapport.calendars import (
    Cancelled,
    Every,
    Moved,
    Once,
    Series,
    all_occurrences,
    changed,
    next_occurrence,
    nth_in_month,
    occurrence_of,
    occurrences,
    split,
)
from rapport.calendars.errors import LastDayBeforeFirst, NotAnOccurrence, SeriesTooLong

pytestmark = pytest.mark.once
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
MONDAY = dt.date(2026, 3, 16)
WEEKLY = Series(MONDAY, dt.time(17, 0), "Europe/Berlin", HOUR, count=4)
FIRST_TUESDAY = dt.date(2026, 1, 6)
MONTHLY = Series(FIRST_TUESDAY, dt.time(9, 0), "Asia/Kolkata", HOUR, Every.MONTH, nth=1, count=3)


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def starts(when):
    return [each.starts_at for each in all_occurrences(when)]


def days(when):
    return [each.day for each in all_occurrences(when)]


# -- the rule ------------------------------------------------------------------------------------------------


def test_a_weekly_series_keeps_its_wall_time_when_clocks_change():
    assert starts(WEEKLY) == [
        utc(2026, 3, 16, 16),
        utc(2026, 3, 23, 16),
        utc(2026, 3, 30, 15),
        utc(2026, 4, 6, 15),
    ]
    assert {each.wall.time() for each in all_occurrences(WEEKLY)} == {dt.time(17, 0)}


def test_a_fortnightly_series_leaves_every_other_week_out():
    assert days(replace(WEEKLY, interval=2, count=3)) == [MONDAY, MONDAY + 14 * DAY, MONDAY + 28 * DAY]


def test_a_monthly_series_keeps_to_its_weekday():
    assert days(MONTHLY) == [dt.date(2026, 1, 6), dt.date(2026, 2, 3), dt.date(2026, 3, 3)]


def test_a_monthly_series_can_be_on_the_last_weekday():
    series = replace(MONTHLY, first_day=dt.date(2026, 1, 30), nth=-1, count=4)

    assert days(series) == [
        dt.date(2026, 1, 30),
        dt.date(2026, 2, 27),
        dt.date(2026, 3, 27),
        dt.date(2026, 4, 24),
    ]


def test_a_series_every_other_month_goes_over_the_end_of_the_year():
    series = replace(MONTHLY, first_day=dt.date(2025, 11, 12), nth=2, interval=2)

    assert days(series) == [dt.date(2025, 11, 12), dt.date(2026, 1, 14), dt.date(2026, 3, 11)]


def test_the_last_day_is_a_part_of_the_series():
    last = MONDAY + 14 * DAY

    assert days(replace(WEEKLY, count=None, last_day=last)) == [MONDAY, MONDAY + 7 * DAY, last]
    assert len(days(replace(WEEKLY, count=None, last_day=last - DAY))) == 2
    assert len(days(replace(MONTHLY, count=None, last_day=dt.date(2026, 3, 2)))) == 2
    assert len(days(replace(MONTHLY, count=None, last_day=dt.date(2026, 3, 3)))) == 3


@pytest.mark.parametrize(("day", "nth"), [(1, 1), (7, 1), (8, 2), (28, 4), (29, -1), (31, -1)])
def test_which_weekday_of_its_month_a_day_is(day, nth):
    assert nth_in_month(dt.date(2026, 1, day)) == nth


def test_a_time_that_is_skipped_takes_place_later_and_one_that_comes_twice_first():
    early = replace(WEEKLY, first_day=dt.date(2026, 3, 29), at=dt.time(2, 30), count=31)
    found = starts(early)

    assert (found[0], found[-1]) == (utc(2026, 3, 29, 1, 30), utc(2026, 10, 25, 0, 30))
    assert {each.ends_at - each.starts_at for each in all_occurrences(early)} == {HOUR}


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": None},
        {"last_day": MONDAY},
        {"count": 0},
        {"interval": 0},
        {"nth": 3},
        {"every": Every.MONTH},
        {"every": Every.MONTH, "nth": 2},
        {"every": Every.MONTH, "nth": 5, "first_day": dt.date(2026, 3, 30)},
        {"length": 0 * HOUR},
        {"length": 25 * HOUR},
        {"at": dt.time(17, 0, 30)},
        {"at": dt.time(17, 0, tzinfo=dt.UTC)},
        {"changes": (Cancelled(MONDAY), Cancelled(MONDAY))},
    ],
)
def test_a_series_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        replace(WEEKLY, **wrong)


def test_a_series_that_ends_before_it_begins_is_refused():
    with pytest.raises(LastDayBeforeFirst):
        replace(WEEKLY, count=None, last_day=MONDAY - DAY)


@pytest.mark.parametrize(
    "far", [{"count": None, "last_day": dt.date(2048, 1, 1)}, {"count": 2_000}, {"count": 600, "interval": 4}]
)
def test_a_series_of_a_lifetime_is_refused(far):
    with pytest.raises(SeriesTooLong):
        replace(WEEKLY, **far)


def test_what_takes_place_once_has_a_length_and_no_zone_of_its_own():
    with pytest.raises(ValueError, match=r"."):
        Once(dt.datetime(2026, 1, 1), "UTC", 0 * HOUR)
    with pytest.raises(ValueError, match=r"."):
        Once(utc(2026, 1, 1), "UTC", HOUR)


# -- changes ---------------------------------------------------------------------------------------------------


def test_a_cancelled_day_falls_away_and_counts():
    assert days(changed(WEEKLY, Cancelled(MONDAY))) == [
        MONDAY + 7 * DAY,
        MONDAY + 14 * DAY,
        MONDAY + 21 * DAY,
    ]


def test_a_moved_day_keeps_its_name():
    agreed_at = utc(2026, 3, 1)
    series = changed(WEEKLY, Moved(MONDAY, dt.datetime(2026, 3, 25, 8, 0), 2 * HOUR, agreed_at))
    found = {each.day: each for each in all_occurrences(series)}

    assert list(found) == [MONDAY + 7 * DAY, MONDAY, MONDAY + 14 * DAY, MONDAY + 21 * DAY]
    moved = found[MONDAY]
    assert (moved.starts_at, moved.ends_at) == (utc(2026, 3, 25, 7), utc(2026, 3, 25, 9))
    assert (moved.is_moved, moved.agreed_at) == (True, agreed_at)
    assert not found[MONDAY + 7 * DAY].is_moved


def test_a_moved_day_lasts_as_long_as_ever_unless_said_otherwise():
    series = changed(WEEKLY, Moved(MONDAY, dt.datetime(2026, 3, 17, 8, 0)))

    assert occurrence_of(series, MONDAY).ends_at == utc(2026, 3, 17, 8)


def test_the_last_word_on_a_day_counts():
    series = changed(changed(WEEKLY, Cancelled(MONDAY)), Moved(MONDAY, dt.datetime(2026, 3, 17, 8, 0)))

    assert [type(each) for each in series.changes] == [Moved]


def test_only_days_of_the_series_can_be_changed():
    with pytest.raises(NotAnOccurrence):
        changed(WEEKLY, Cancelled(MONDAY + DAY))


def test_a_change_of_a_day_that_the_series_no_longer_has_is_of_no_effect():
    late = MONDAY + 21 * DAY
    series = changed(WEEKLY, Moved(late, dt.datetime(2026, 3, 17, 8, 0)))

    assert days(replace(series, count=2)) == [MONDAY, MONDAY + 7 * DAY]


def test_what_became_of_a_day():
    series = changed(WEEKLY, Cancelled(MONDAY))

    assert occurrence_of(series, MONDAY + 7 * DAY).starts_at == utc(2026, 3, 23, 16)
    for day in (MONDAY, MONDAY + DAY):
        with pytest.raises(NotAnOccurrence):
            occurrence_of(series, day)


def test_a_series_is_split_with_its_changes():
    third = MONDAY + 14 * DAY
    series = changed(changed(WEEKLY, Cancelled(MONDAY)), Moved(third, dt.datetime(2026, 4, 1, 8, 0)))

    before, after = split(series, third - DAY)

    assert all_occurrences(before) + all_occurrences(after) == all_occurrences(series)
    assert (before.last_day, after.first_day, after.last_day) == (MONDAY + 7 * DAY, third, MONDAY + 21 * DAY)
    assert (before.changes, after.changes) == (series.changes[:1], series.changes[1:])


@pytest.mark.parametrize("day", [MONDAY, MONDAY - DAY, MONDAY + 22 * DAY])
def test_a_series_is_not_split_into_one(day):
    with pytest.raises(NotAnOccurrence):
        split(WEEKLY, day)


# -- windows ---------------------------------------------------------------------------------------------------


def test_a_window_holds_what_lasts_into_it_and_not_what_meets_it():
    at = utc(2026, 3, 23, 16)

    assert [each.day for each in occurrences(WEEKLY, at + HOUR / 2, at + 3 * HOUR)] == [MONDAY + 7 * DAY]
    assert occurrences(WEEKLY, at + HOUR, at + 3 * HOUR) == []
    assert occurrences(WEEKLY, at - HOUR, at) == []


def test_what_is_moved_into_a_window_is_found_and_what_is_moved_out_is_not():
    far = dt.datetime(2026, 9, 1, 8, 0)
    series = changed(WEEKLY, Moved(MONDAY, far))

    assert [each.day for each in occurrences(series, utc(2026, 9, 1), utc(2026, 9, 2))] == [MONDAY]
    assert occurrences(series, utc(2026, 3, 16), utc(2026, 3, 17)) == []


def test_what_takes_place_once_is_in_a_window_or_not():
    once = Once(dt.datetime(2026, 7, 1, 17, 0), "Europe/Berlin", HOUR)

    assert [each.starts_at for each in occurrences(once, utc(2026, 7, 1), utc(2026, 7, 2))] == [
        utc(2026, 7, 1, 15)
    ]
    assert occurrences(once, utc(2026, 7, 2), utc(2026, 7, 3)) == []


def test_moments_alone_are_something_that_takes_place_once():
    [found] = all_occurrences(Once.from_moments(utc(2026, 7, 1, 9, 0, 7), utc(2026, 7, 3, 9)))

    assert (found.starts_at, found.ends_at) == (utc(2026, 7, 1, 9, 0, 7), utc(2026, 7, 3, 9))


def test_the_next_one_is_what_has_not_ended():
    at = utc(2026, 3, 23, 16)

    assert next_occurrence(WEEKLY, at + HOUR / 2).starts_at == at
    assert next_occurrence(WEEKLY, at + HOUR).starts_at == utc(2026, 3, 30, 15)
    assert next_occurrence(WEEKLY, utc(2026, 4, 6, 16)) is None


def test_looking_into_the_last_week_of_twenty_years_takes_no_longer_than_into_the_first():
    long = replace(WEEKLY, count=None, last_day=dt.date(2046, 3, 1))

    def seconds(start):
        began = time.process_time()
        for _ in range(200):
            occurrences(long, start, start + 7 * DAY)
        return time.process_time() - began

    assert min(seconds(utc(2046, 2, 1)) for _ in range(5)) < 3 * min(
        seconds(utc(2026, 3, 20)) for _ in range(5)
    )


# -- the time zone database ------------------------------------------------------------------------------------


def test_under_the_rules_of_today_berlin_is_an_hour_or_two_ahead():
    assert starts(WEEKLY)[0] == utc(2026, 3, 16, 16)


@pytest.mark.usefixtures("new_rules")
def test_a_new_time_zone_database_moves_no_wall_time():
    assert starts(WEEKLY) == [
        utc(2026, 3, 16, 14),
        utc(2026, 3, 23, 14),
        utc(2026, 3, 30, 14),
        utc(2026, 4, 6, 14),
    ]
    assert {each.wall.time() for each in all_occurrences(WEEKLY)} == {dt.time(17, 0)}
    assert starts(Once(dt.datetime(2026, 3, 16, 17), "Europe/Berlin", HOUR)) == [utc(2026, 3, 16, 14)]
