"""Free times are when all are free, on everybody's own wall; nothing that collides is overlooked."""

import datetime as dt
import time
from dataclasses import replace
from random import Random

import pytest

from rapport.calendars import (
    Availability,
    Busy,
    Cancelled,
    Hours,
    Moved,
    Once,
    Series,
    Span,
    all_occurrences,
    changed,
    conflicts,
    free_spans,
    free_times,
    wall_of,
)
from tests.calendars.cases import zone_names

pytestmark = pytest.mark.once
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
EVENINGS = {weekday: (Hours(dt.time(17), dt.time(19)),) for weekday in range(5)}
ASHA = Availability("Europe/Berlin", EVENINGS)
MONDAY = dt.date(2026, 6, 15)
WEEK = Span(dt.datetime(2026, 6, 15, tzinfo=dt.UTC), dt.datetime(2026, 6, 22, tzinfo=dt.UTC))


def utc(day, hour, minute=0):
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=dt.UTC)


def free_days(person, within=WEEK):
    return [wall_of(span.starts_at, person.zone).day for span in free_spans(person, within)]


def starts(*people, within=WEEK, length=HOUR, step=30 * MINUTE):
    return [each.span.starts_at for each in free_times(people, within, length=length, step=step)]


# -- one person ------------------------------------------------------------------------------------------------


def test_weekly_hours_are_wall_time_of_their_person():
    found = free_spans(ASHA, WEEK)

    assert found == [Span(utc(day, 15), utc(day, 17)) for day in range(15, 20)]


def test_weekly_hours_keep_their_wall_time_when_clocks_change():
    around = Span(dt.datetime(2026, 3, 27, tzinfo=dt.UTC), dt.datetime(2026, 3, 31, tzinfo=dt.UTC))

    assert [span.starts_at.hour for span in free_spans(ASHA, around)] == [16, 15]


def test_a_day_of_its_own_takes_the_place_of_the_weekly_hours():
    own = {MONDAY: (), MONDAY + 5 * DAY: (Hours(dt.time(10), dt.time(11)),)}
    found = free_spans(replace(ASHA, overrides=own), WEEK)

    assert found[0] == Span(utc(16, 15), utc(16, 17))
    assert found[-1] == Span(utc(20, 8), utc(20, 9))


def test_whoever_is_away_is_not_free_whatever_else_is_said_of_the_day():
    away = replace(
        ASHA,
        away=((MONDAY + DAY, MONDAY + 2 * DAY),),
        overrides={MONDAY + DAY: (Hours(dt.time(10), dt.time(11)),)},
    )

    assert free_days(away) == [15, 18, 19]


def test_what_is_promised_is_not_free():
    busy = replace(ASHA, busy=(Span(utc(15, 15, 30), utc(15, 16)),))

    assert free_spans(busy, WEEK)[:2] == [Span(utc(15, 15), utc(15, 15, 30)), Span(utc(15, 16), utc(15, 17))]


def test_a_buffer_is_kept_on_both_sides_of_a_promise_and_not_of_the_day():
    busy = replace(ASHA, busy=(Span(utc(15, 16), utc(15, 16, 15)),), buffer=15 * MINUTE)

    assert free_spans(busy, WEEK)[:3] == [
        Span(utc(15, 15), utc(15, 15, 45)),
        Span(utc(15, 16, 30), utc(15, 17)),
        Span(utc(16, 15), utc(16, 17)),
    ]


def test_hours_that_meet_or_overlap_are_one():
    hours = (
        Hours(dt.time(17), dt.time(18)),
        Hours(dt.time(18), dt.time(19)),
        Hours(dt.time(17), dt.time(18, 30)),
    )

    assert free_spans(replace(ASHA, weekly={0: hours}), WEEK) == [Span(utc(15, 15), utc(15, 17))]


@pytest.mark.parametrize("inner", [((17,), (18,)), ((18,), (19,)), ((17, 30), (18,))])
def test_hours_within_others_or_next_to_them_change_nothing(inner):
    outer, within = Hours(dt.time(17), dt.time(19)), Hours(*(dt.time(*each) for each in inner))
    halves = (Hours(dt.time(17), dt.time(18)), Hours(dt.time(18), dt.time(19)))

    for hours in ((outer, within), (within, outer), halves):
        assert free_spans(replace(ASHA, weekly={0: hours}), WEEK) == [Span(utc(15, 15), utc(15, 17))]


def test_midnight_as_an_end_is_that_of_the_day():
    late = replace(ASHA, weekly={0: (Hours(dt.time(22), dt.time.min),)})

    assert free_spans(late, WEEK) == [Span(utc(15, 20), utc(15, 22))]


@pytest.mark.parametrize("end", [dt.time(16), dt.time(17)])
def test_hours_that_end_before_they_begin_are_refused(end):
    with pytest.raises(ValueError, match=r"."):
        Hours(dt.time(17), end)


def test_nothing_outside_the_window_is_free():
    narrow = Span(utc(15, 15, 20), utc(15, 16, 40))

    assert free_spans(ASHA, narrow) == [narrow]


def test_hours_that_are_skipped_are_not_free():
    night = Availability("Europe/Berlin", {6: (Hours(dt.time(2), dt.time(3)),)})
    sunday = Span(dt.datetime(2026, 3, 28, tzinfo=dt.UTC), dt.datetime(2026, 3, 30, tzinfo=dt.UTC))

    assert free_spans(night, sunday) == []


# -- several ---------------------------------------------------------------------------------------------------


def test_free_times_are_those_of_all_shown_on_everybodys_wall():
    mornings = Availability("America/New_York", {0: (Hours(dt.time(11), dt.time(12, 30)),)})

    found = list(free_times([ASHA, mornings], WEEK, length=HOUR, step=30 * MINUTE))

    assert [each.span for each in found] == [
        Span(utc(15, 15), utc(15, 16)),
        Span(utc(15, 15, 30), utc(15, 16, 30)),
    ]
    assert found[0].walls == (dt.datetime(2026, 6, 15, 17), dt.datetime(2026, 6, 15, 11))


def test_free_times_begin_at_full_steps_on_the_first_persons_wall():
    kathmandu = Availability("Asia/Kathmandu", {0: (Hours(dt.time(17, 10), dt.time(19)),)})

    found = list(free_times([kathmandu], WEEK, length=30 * MINUTE, step=30 * MINUTE))

    assert [each.walls[0].time() for each in found] == [dt.time(17, 30), dt.time(18), dt.time(18, 30)]


def test_a_time_that_just_fits_is_free_and_one_that_does_not_is_not():
    assert starts(ASHA, length=2 * HOUR)[0] == utc(15, 15)
    assert starts(ASHA, length=2 * HOUR + MINUTE) == []


@pytest.mark.parametrize("wrong", [{"length": 0 * HOUR}, {"step": 0 * HOUR}])
def test_free_times_of_no_length_or_step_are_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        list(free_times([ASHA], WEEK, **{"length": HOUR} | wrong))
    with pytest.raises(ValueError, match=r"."):
        list(free_times([], WEEK, length=HOUR))


def test_free_times_are_what_looking_at_every_minute_finds():
    for number in range(25):
        random = Random(number)
        people = [_somebody(random) for _ in range(2)]
        day = dt.datetime(2026, random.randint(1, 12), random.randint(1, 28), tzinfo=dt.UTC)
        window = Span(day, day + 2 * DAY)

        assert starts(*people, within=window, length=45 * MINUTE, step=15 * MINUTE) == [
            start for start in _minutes(window) if _is_free(people, start, 45 * MINUTE, 15 * MINUTE, window)
        ]


def _somebody(random):
    def hours():
        start = random.randint(0, 18)
        return (Hours(dt.time(start), dt.time(start + random.randint(1, 5), 30)),)

    start = dt.datetime(
        2026, random.randint(1, 12), random.randint(1, 28), random.randint(0, 23), tzinfo=dt.UTC
    )
    return Availability(
        random.choice(zone_names()),
        {weekday: hours() for weekday in range(7)},
        busy=tuple(Span(start + step * 7 * HOUR, start + (step * 7 + 1) * HOUR) for step in range(9)),
        buffer=random.choice([0, 10]) * MINUTE,
    )


def _minutes(window):
    return [
        window.starts_at + step * 5 * MINUTE
        for step in range((window.ends_at - window.starts_at) // (5 * MINUTE))
    ]


def _is_free(people, start, length, step, window):
    wall = wall_of(start, people[0].zone)
    if (wall.hour * 60 + wall.minute) * MINUTE % step or start + length > window.ends_at:
        return False
    minutes = [start + each * 5 * MINUTE for each in range(length // (5 * MINUTE))]
    return all(_is_free_for(person, minute, start, length) for person in people for minute in minutes)


def _is_free_for(person, minute, start, length):
    wall = wall_of(minute, person.zone)
    wanted = Span(start - person.buffer, start + length + person.buffer)
    in_hours = any(each.start <= wall.time() < each.end for each in person.hours_on(wall.date()))
    return in_hours and not any(each.touches(wanted) for each in person.busy)


def test_a_year_with_thousands_of_promises_is_quick():
    """Twice as much takes about twice as long, and not four times."""

    def seconds(years):
        window = Span(WEEK.starts_at, WEEK.starts_at + years * 365 * DAY)
        busy = tuple(
            Span(window.starts_at + step * HOUR, window.starts_at + (step + 0.5) * HOUR)
            for step in range(years * 4_000)
        )
        began = time.process_time()
        free_spans(replace(ASHA, busy=busy), window)
        return time.process_time() - began

    assert min(seconds(4) for _ in range(3)) < 12 * min(seconds(1) for _ in range(3))


# -- conflicts -------------------------------------------------------------------------------------------------

WEEKLY = Series(MONDAY, dt.time(17), "Europe/Berlin", HOUR, count=4)


def test_every_occurrence_that_collides_is_told_with_what():
    lesson = Busy(utc(15, 15, 30), utc(15, 18), "lesson")
    choir = Busy(utc(15, 15, 45), utc(15, 16, 15), "choir")
    whole_week = Busy(utc(22, 0), utc(30, 0), "holiday")

    found = conflicts(WEEKLY, [whole_week, choir, lesson])

    assert [(each.occurrence.day, each.busy) for each in found] == [
        (MONDAY, (lesson, choir)),
        (MONDAY + 7 * DAY, (whole_week,)),
        (MONDAY + 14 * DAY, (whole_week,)),
    ]


def test_what_meets_does_not_collide_unless_a_buffer_is_wanted():
    meeting = [Busy(utc(15, 14), utc(15, 15)), Busy(utc(15, 16), utc(15, 17))]

    assert conflicts(WEEKLY, meeting) == []
    assert len(conflicts(WEEKLY, meeting, buffer=MINUTE)[0].busy) == 2


def test_moved_and_cancelled_days_collide_where_they_are():
    there = Busy(utc(15, 15), utc(15, 16))

    assert conflicts(changed(WEEKLY, Cancelled(MONDAY)), [there]) == []
    assert conflicts(changed(WEEKLY, Moved(MONDAY, dt.datetime(2026, 6, 16, 17))), [there]) == []
    moved_there = changed(WEEKLY, Moved(MONDAY + 7 * DAY, dt.datetime(2026, 6, 15, 17, 30)))
    assert [each.occurrence.day for each in conflicts(moved_there, [there])] == [MONDAY, MONDAY + 7 * DAY]


def test_what_takes_place_once_collides_too():
    assert (
        len(
            conflicts(
                Once(dt.datetime(2026, 6, 15, 17), "Europe/Berlin", HOUR), [Busy(utc(15, 15), utc(15, 16))]
            )
        )
        == 1
    )


def test_conflicts_are_what_comparing_all_with_all_finds():
    for number in range(200):
        random = Random(number)
        series = replace(WEEKLY, count=random.randint(1, 20), interval=random.randint(1, 2))
        steps = random.sample(range(series.size), min(2, series.size))
        for step in steps:
            length = random.choice([None, 20 * HOUR])
            series = changed(
                series, Moved(series.day(step), dt.datetime(2026, 6, random.randint(15, 30), 12), length)
            )
        busy = [_busy(random, each) for each in range(60)]

        expected = {
            each.day: sorted(other for other in busy if other.touches(each.span))
            for each in all_occurrences(series)
        }
        found = {each.occurrence.day: list(each.busy) for each in conflicts(series, busy)}
        assert found == {day: others for day, others in expected.items() if others}


def _busy(random, number):
    starts_at = utc(13, 0) + random.randrange(100 * 24 * 4) * 15 * MINUTE
    return Busy(starts_at, starts_at + random.choice([15 * MINUTE, HOUR, 30 * HOUR, 300 * HOUR]), str(number))


def test_conflicts_of_many_years_are_quick():
    def seconds(years):
        series = replace(WEEKLY, count=None, last_day=MONDAY + years * 365 * DAY)
        busy = [
            Busy(utc(15, 0) + step * HOUR, utc(15, 0) + (step + 0.5) * HOUR) for step in range(years * 4_000)
        ]
        began = time.process_time()
        conflicts(series, busy)
        return time.process_time() - began

    assert min(seconds(8) for _ in range(3)) < 24 * min(seconds(1) for _ in range(3))
