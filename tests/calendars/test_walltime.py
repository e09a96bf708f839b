"""The one rule for hours that are skipped or come twice."""

import datetime as dt

import pytest

from rapport.calendars.walltime import Span, is_plain, moment_of, wall_of

pytestmark = pytest.mark.once
HOUR = dt.timedelta(hours=1)


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ((2026, 7, 1, 17, 0), "Europe/Berlin", (2026, 7, 1, 15, 0)),
        ((2026, 12, 1, 17, 0), "Europe/Berlin", (2026, 12, 1, 16, 0)),
        (
            (2026, 3, 29, 2, 30),
            "Europe/Berlin",
            (2026, 3, 29, 1, 30),
        ),  # skipped: half past three, summer time
        ((2026, 10, 25, 2, 30), "Europe/Berlin", (2026, 10, 25, 0, 30)),  # twice: the first
        ((2026, 4, 24, 0, 15), "Africa/Cairo", (2026, 4, 23, 22, 15)),  # skipped at midnight
        ((2026, 10, 4, 2, 10), "Australia/Lord_Howe", (2026, 10, 3, 15, 40)),  # skipped for half an hour
        ((2011, 12, 30, 9, 0), "Pacific/Apia", (2011, 12, 30, 19, 0)),  # a whole day was skipped
    ],
)
def test_a_wall_time_is_one_moment(wall, zone, moment):
    assert moment_of(dt.datetime(*wall), zone) == utc(*moment)


def test_a_skipped_time_falls_later_by_what_is_skipped():
    assert wall_of(
        moment_of(dt.datetime(2026, 3, 29, 2, 30), "Europe/Berlin"), "Europe/Berlin"
    ) == dt.datetime(2026, 3, 29, 3, 30)


def test_moments_are_told_in_utc():
    assert moment_of(dt.datetime(2026, 7, 1), "Asia/Kolkata").tzinfo is dt.UTC


def test_a_fold_that_somebody_hands_in_changes_nothing():
    wall = dt.datetime(2026, 10, 25, 2, 30)

    assert moment_of(wall.replace(fold=1), "Europe/Berlin") == moment_of(wall, "Europe/Berlin")


@pytest.mark.parametrize(
    ("wall", "hours", "plain"),
    [
        ((2026, 3, 29, 2, 30), 1, False),  # begins in the gap
        ((2026, 3, 29, 1, 30), 1, False),  # ends in it
        ((2026, 3, 29, 1, 30), 3, False),  # has it in between
        ((2026, 3, 29, 0, 0), 2, False),  # ends as it begins: some say two, some say three
        ((2026, 3, 29, 3, 0), 1, True),
        ((2026, 3, 29, 0, 0), 1, True),
        ((2026, 10, 25, 2, 0), 1, False),  # comes twice
        ((2026, 10, 25, 1, 0), 1, False),  # ends at a time that comes twice
        ((2026, 10, 25, 3, 0), 1, True),
        ((2026, 10, 25, 0, 30), 1, True),
    ],
)
def test_times_that_can_be_misread_are_told_apart(wall, hours, plain):
    assert is_plain(dt.datetime(*wall), hours * HOUR, "Europe/Berlin") is plain


def test_spans_that_meet_do_not_touch():
    at = utc(2026, 1, 1)
    first, second = Span(at, at + HOUR), Span(at + HOUR, at + 2 * HOUR)

    assert not first.touches(second)
    assert not second.touches(first)
    assert first.touches(Span(at + HOUR / 2, at + 2 * HOUR))
    assert Span(at, at + 3 * HOUR).touches(second)
