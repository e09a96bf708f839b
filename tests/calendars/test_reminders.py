"""Reminders are sent once and in time, whatever happens to clocks, to the job or to what they remind of."""

import datetime as dt
from dataclasses import replace

import pytest

from rapport.calendars import Cancelled, Moved, Once, Series, changed, next_reminder_at, reminders_due

pytestmark = pytest.mark.once
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
AHEAD = (DAY, HOUR)
MEETING = Once(dt.datetime(2026, 6, 15, 17, 0), "Europe/Berlin", HOUR)
STARTS = dt.datetime(2026, 6, 15, 15, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 6, 15)
WEEKLY = Series(MONDAY, dt.time(17, 0), "Europe/Berlin", HOUR, count=3)


def due(at, *, when=MEETING, sent=(), ahead=AHEAD, **options):
    return reminders_due("uid", when, ahead, sent=sent, at=at, **options)


def leads(at, **options):
    return [each.ahead for each in due(at, **options)]


def test_a_reminder_is_due_from_its_time_on():
    assert leads(STARTS - DAY - MINUTE) == []
    assert leads(STARTS - DAY) == [DAY]
    assert leads(STARTS - HOUR - MINUTE) == [DAY]
    assert leads(STARTS - HOUR) == [HOUR]
    assert leads(STARTS - MINUTE) == [HOUR]


def test_what_has_begun_needs_no_reminder():
    assert leads(STARTS) == []
    assert leads(STARTS + MINUTE) == []


def test_a_reminder_that_was_sent_is_not_due():
    [sent] = due(STARTS - DAY)

    assert leads(STARTS - 2 * HOUR, sent={sent.key}) == []
    assert leads(STARTS - HOUR, sent={sent.key}) == [HOUR]


def test_after_a_standstill_only_the_newest_is_sent_and_no_older_one_after_it():
    [late] = due(STARTS - HOUR / 2)

    assert late.ahead == HOUR
    assert leads(STARTS - HOUR / 4, sent={late.key}) == []


def test_a_key_says_of_what_it_reminds():
    [reminder] = due(STARTS - DAY)

    assert reminder.key == "uid/2026-06-15/2026-06-15T17:00/Europe/Berlin/1440"
    assert (reminder.due_at, reminder.occurrence.starts_at) == (STARTS - DAY, STARTS)


def test_every_occurrence_has_reminders_of_its_own():
    keys = {each.key for at in range(3) for each in due(STARTS + at * 7 * DAY - HOUR, when=WEEKLY)}

    assert len(keys) == 3


def test_several_that_are_due_are_told_in_order():
    found = due(STARTS - 2 * DAY, when=WEEKLY, ahead=(30 * DAY,))

    assert [each.occurrence.day for each in found] == [MONDAY, MONDAY + 7 * DAY, MONDAY + 14 * DAY]


def test_a_day_before_is_the_same_time_on_the_wall():
    """The night in between has 23 hours."""
    sunday = replace(MEETING, wall=dt.datetime(2026, 3, 29, 17, 0))
    same_time_on_saturday = dt.datetime(2026, 3, 28, 16, 0, tzinfo=dt.UTC)

    [reminder] = due(same_time_on_saturday, when=sunday)
    assert reminder.due_at == same_time_on_saturday
    assert due(same_time_on_saturday - MINUTE, when=sunday) == []


def test_an_hour_before_is_an_hour():
    night = replace(MEETING, wall=dt.datetime(2026, 3, 29, 3, 30))

    [reminder] = due(dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC), when=night)
    assert reminder.ahead == HOUR


def test_days_and_hours_go_together():
    [reminder] = due(STARTS - DAY, ahead=(DAY + 2 * HOUR,))

    assert reminder.due_at == STARTS - DAY - 2 * HOUR


def test_what_is_cancelled_needs_no_reminder():
    assert leads(STARTS - HOUR, when=changed(WEEKLY, Cancelled(MONDAY))) == []


def test_what_is_moved_is_told_again():
    [before] = due(STARTS - DAY, when=WEEKLY)
    moved = changed(WEEKLY, Moved(MONDAY, dt.datetime(2026, 6, 18, 17, 0)))

    assert leads(STARTS + 2 * DAY, when=moved, sent={before.key}) == [DAY]


def test_whoever_has_just_agreed_is_not_reminded_of_it():
    agreed_at = STARTS - 2 * HOUR

    assert leads(STARTS - 2 * HOUR, agreed_at=agreed_at) == []
    assert leads(STARTS - HOUR, agreed_at=agreed_at) == [HOUR]
    assert leads(STARTS - HOUR, agreed_at=STARTS - HOUR) == [HOUR]


def test_moving_one_day_takes_no_reminder_from_the_others():
    moved = changed(WEEKLY, Moved(MONDAY, dt.datetime(2026, 6, 15, 18, 0), agreed_at=STARTS - 2 * HOUR))
    long_ago = STARTS - 90 * DAY

    assert leads(STARTS - 2 * HOUR, when=moved, agreed_at=long_ago) == []
    assert leads(STARTS, when=moved, agreed_at=long_ago) == [HOUR]
    assert leads(STARTS + 6 * DAY, when=moved, agreed_at=long_ago) == [DAY]


@pytest.mark.usefixtures("new_rules")
def test_a_new_time_zone_database_sends_nothing_again():
    assert due(STARTS - DAY)[0].key == "uid/2026-06-15/2026-06-15T17:00/Europe/Berlin/1440"


@pytest.mark.parametrize("lead", [0 * HOUR, -HOUR])
def test_a_reminder_comes_before(lead):
    with pytest.raises(ValueError, match=r"."):
        due(STARTS, ahead=(DAY, lead))


def test_without_reminders_none_is_due():
    assert due(STARTS - HOUR, ahead=()) == []
    assert next_reminder_at(MEETING, (), after=STARTS) is None


def test_when_the_next_one_falls_due():
    assert next_reminder_at(WEEKLY, AHEAD, after=STARTS - 2 * DAY) == STARTS - DAY
    assert next_reminder_at(WEEKLY, AHEAD, after=STARTS - DAY) == STARTS - HOUR
    assert next_reminder_at(WEEKLY, AHEAD, after=STARTS) == STARTS + 6 * DAY
    assert next_reminder_at(WEEKLY, AHEAD, after=STARTS + 14 * DAY) is None
