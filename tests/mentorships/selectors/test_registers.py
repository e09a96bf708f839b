"""Which months kept the rule: what counts, what is still open, and what is judged leniently."""

import datetime as dt
from collections import Counter

import pytest
import time_machine

from rapport.mentorships.choices import MeetingState, MentorshipState, RuleVerdict
from rapport.mentorships.models import Attendance, Meeting
from rapport.mentorships.policies import can_oversee_mentorship
from rapport.mentorships.selectors import (
    RuleStanding,
    get_mentorship_with_entries,
    mentorships_of_cohort,
    months_of_cohort,
    names_of_parties,
    pairs_longest_without_meeting,
    pairs_without_required_meeting,
    register_of,
    standing_of_cohort,
)
from rapport.programmes.choices import MeetingMode
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_mid_may")]
JANUARY, FEBRUARY, MARCH, APRIL, MAY = (dt.date(2027, month, 1) for month in range(1, 6))


@pytest.fixture
def _mid_may():
    with time_machine.travel("2027-05-15 12:00:00Z", tick=False):
        yield


@pytest.fixture
def cohort():
    programme = make.make_programme(required_meetings=1, required_mode=MeetingMode.IN_PERSON)
    return make.make_cohort(programme=programme, starts_on=JANUARY, ends_on=dt.date(2027, 11, 30))


def pair(cohort, *, starts_on=dt.date(2027, 2, 10), **fields):
    return make.make_mentorship(
        mentee=make.make_participation(role=make.MENTEE, cohort=cohort),
        mentor=make.make_participation(role=make.MENTOR, cohort=cohort),
        starts_on=starts_on,
        **fields,
    )


def met(mentorship, day, **fields):
    usual = {"mode": MeetingMode.IN_PERSON, "state": MeetingState.CONFIRMED}
    return make.make_meeting(mentorship=mentorship, held_on=day, **(usual | fields))


def verdicts(mentorship):
    return {month.first: month.verdict for month in register_of(mentorship)}


def test_a_register_goes_from_the_first_month_to_this_one_the_newest_first(cohort):
    assert [month.first for month in register_of(pair(cohort))] == [MAY, APRIL, MARCH, FEBRUARY]


def test_whole_months_without_a_meeting_break_the_rule_part_months_do_not(cohort):
    assert verdicts(pair(cohort)) == {
        FEBRUARY: RuleVerdict.NOT_ASKED,
        MARCH: RuleVerdict.NOT_KEPT,
        APRIL: RuleVerdict.NOT_KEPT,
        MAY: RuleVerdict.OPEN,
    }


def test_a_meeting_keeps_the_rule_in_part_months_too(cohort):
    mentorship = pair(cohort)
    for day in (dt.date(2027, 2, 28), dt.date(2027, 3, 1), dt.date(2027, 5, 15)):
        met(mentorship, day)

    assert verdicts(mentorship) == {
        FEBRUARY: RuleVerdict.KEPT,
        MARCH: RuleVerdict.KEPT,
        APRIL: RuleVerdict.NOT_KEPT,
        MAY: RuleVerdict.KEPT,
    }


@pytest.mark.parametrize(
    "unfit",
    [
        {"state": MeetingState.DISPUTED},
        {"state": MeetingState.CANCELLED},
        {"state": MeetingState.PLANNED},
        {"mode": MeetingMode.PHONE},
    ],
)
def test_what_is_disputed_struck_out_planned_or_of_another_kind_does_not_count(cohort, unfit):
    mentorship = pair(cohort)
    met(mentorship, dt.date(2027, 3, 10), **unfit)

    assert verdicts(mentorship)[MARCH] == RuleVerdict.NOT_KEPT
    assert standing_of_cohort(cohort, MARCH) == RuleStanding(running=1, kept=0, not_kept=1)
    assert [each.counted for each in pairs_without_required_meeting(cohort, MARCH)] == [0]


def test_what_is_not_confirmed_yet_counts(cohort):
    mentorship = pair(cohort)
    met(mentorship, dt.date(2027, 3, 10), state=MeetingState.HELD)

    assert verdicts(mentorship)[MARCH] == RuleVerdict.KEPT


def test_a_meeting_that_one_missed_does_not_count(cohort):
    mentorship = pair(cohort)
    meeting = met(mentorship, dt.date(2027, 3, 10))
    Attendance.objects.filter(pk=meeting.attendances.first().pk).update(was_there=False)

    assert verdicts(mentorship)[MARCH] == RuleVerdict.NOT_KEPT
    assert standing_of_cohort(cohort, MARCH) == RuleStanding(running=1, kept=0, not_kept=1)
    assert [each.counted for each in pairs_without_required_meeting(cohort, MARCH)] == [0]


def test_two_meetings_are_asked_where_the_programme_asks_two(cohort):
    cohort.programme.required_meetings = 2
    cohort.programme.save()
    mentorship = pair(cohort)
    mentorship.refresh_from_db()
    for day in (dt.date(2027, 3, 1), dt.date(2027, 4, 1), dt.date(2027, 4, 30)):
        met(mentorship, day)

    found = verdicts(mentorship)
    assert (found[MARCH], found[APRIL]) == (RuleVerdict.NOT_KEPT, RuleVerdict.KEPT)


def test_without_a_rule_nothing_is_asked(cohort):
    cohort.programme.required_meetings = 0
    cohort.programme.save()
    mentorship = pair(cohort)
    mentorship.refresh_from_db()

    assert set(verdicts(mentorship).values()) == {RuleVerdict.NOT_ASKED}
    assert standing_of_cohort(cohort, MARCH) == RuleStanding(running=1, kept=0, not_kept=0)


def test_the_month_in_which_it_was_closed_is_lenient_and_the_last(cohort):
    mentorship = pair(cohort)
    mentorship.closed_at = dt.datetime(2027, 4, 20, tzinfo=dt.UTC)

    assert verdicts(mentorship) == {
        FEBRUARY: RuleVerdict.NOT_ASKED,
        MARCH: RuleVerdict.NOT_KEPT,
        APRIL: RuleVerdict.NOT_ASKED,
    }


def test_the_cohorts_view_and_each_register_say_the_same(cohort):
    mentorships = [pair(cohort), pair(cohort, starts_on=MARCH), pair(cohort, starts_on=dt.date(2027, 4, 9))]
    for mentorship, day in zip(mentorships, (3, 4, 5), strict=True):
        met(mentorship, dt.date(2027, day, 12))
        met(mentorship, dt.date(2027, day, 13), mode=MeetingMode.VIDEO)

    by_id = {mentorship.pk: mentorship for mentorship in mentorships}
    for month in (FEBRUARY, MARCH, APRIL, MAY):
        standing = standing_of_cohort(cohort, month)
        expected = {
            pk: verdicts(mentorship).get(month, RuleVerdict.NOT_ASKED) for pk, mentorship in by_id.items()
        }
        counts = Counter(expected.values())
        assert standing == RuleStanding(3, counts[RuleVerdict.KEPT], counts[RuleVerdict.NOT_KEPT])
        behind = {each.mentorship_id: each.verdict for each in pairs_without_required_meeting(cohort, month)}
        asked = {RuleVerdict.NOT_KEPT, RuleVerdict.OPEN}
        assert behind == {pk: verdict for pk, verdict in expected.items() if verdict in asked}
        longest = [each.mentorship_id for each in pairs_longest_without_meeting(cohort, month, most=3)]
        broke = {pk for pk, verdict in expected.items() if verdict == RuleVerdict.NOT_KEPT}
        assert set(longest) <= broke


def test_a_cohorts_months_count_who_kept_the_rule(cohort):
    first, second = pair(cohort), pair(cohort)
    met(first, dt.date(2027, 3, 12))
    met(second, dt.date(2027, 3, 12), mode=MeetingMode.PHONE)
    met(second, dt.date(2027, 5, 2))

    counts = [
        (m.first, m.kept, m.open, m.not_kept, m.not_asked, m.meetings) for m in months_of_cohort(cohort)
    ]
    assert counts == [
        (FEBRUARY, 0, 0, 0, 2, 0),
        (MARCH, 1, 0, 1, 0, 2),
        (APRIL, 0, 0, 2, 0, 0),
        (MAY, 1, 1, 0, 0, 1),
    ]


def test_a_cohort_without_mentorships_has_no_months(cohort):
    assert months_of_cohort(cohort) == []


def test_who_is_behind_comes_with_those_first_who_never_met(cohort):
    fine, late, never = pair(cohort), pair(cohort), pair(cohort)
    met(fine, dt.date(2027, 3, 2))
    met(late, dt.date(2027, 2, 20))

    behind = [each.mentorship_id for each in pairs_without_required_meeting(cohort, MARCH)]
    assert behind == [never.pk, late.pk]


def test_active_pairs_that_made_up_for_a_month_need_nobody(cohort):
    longest, later, caught_up, paused = (pair(cohort) for _ in range(4))
    met(later, dt.date(2027, 2, 20))
    met(caught_up, dt.date(2027, 4, 2))
    paused.state = MentorshipState.PAUSED
    paused.save()

    def found(month, most):
        return [each.mentorship_id for each in pairs_longest_without_meeting(cohort, month, most=most)]

    assert (found(MARCH, 3), found(MARCH, 1)) == ([longest.pk, later.pk], [longest.pk])
    assert found(MAY, 3) == []


def test_closed_mentorships_are_behind_with_nothing(cohort):
    pair(cohort, state=MentorshipState.CLOSED)

    assert pairs_without_required_meeting(cohort, MARCH) == []


def test_the_list_counts_as_the_register_does(cohort):
    mentorship = pair(cohort)
    met(mentorship, dt.date(2027, 5, 3))
    met(mentorship, dt.date(2027, 5, 4), mode=MeetingMode.VIDEO)
    met(mentorship, dt.date(2027, 5, 5), state=MeetingState.DISPUTED)
    coordinator = make.make_actor(programme=cohort.programme)

    row = mentorships_of_cohort(cohort, by=coordinator).get()

    assert (row.met_this_month, row.last_met_on) == (1, dt.date(2027, 5, 4))


# -- questions asked ---------------------------------------------------------------------------------------------


def crowd(cohort, count):
    for _ in range(count):
        met(pair(cohort), dt.date(2027, 3, 12))


def count_queries(act, queries):
    with queries() as asked:
        act()
    return len(asked)


@pytest.fixture
def queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


@pytest.mark.parametrize(
    "read",
    [
        lambda cohort: standing_of_cohort(cohort, MARCH),
        months_of_cohort,
        lambda cohort: names_of_parties(
            each.mentorship_id for each in pairs_without_required_meeting(cohort, APRIL)
        ),
    ],
)
def test_a_cohort_is_read_in_as_many_questions_for_three_as_for_thirty(cohort, queries, read):
    crowd(cohort, 3)
    few = count_queries(lambda: read(cohort), queries)
    crowd(cohort, 27)

    assert count_queries(lambda: read(cohort), queries) == few


def test_a_register_is_read_in_as_many_questions_for_three_entries_as_for_thirty(cohort, queries):
    mentorship = pair(cohort)
    coordinator = make.make_actor(programme=cohort.programme)

    def read():
        found = get_mentorship_with_entries(
            by=coordinator, id=mentorship.public_id, may=can_oversee_mentorship
        )
        return register_of(found)

    for _ in range(3):
        met(mentorship, dt.date(2027, 3, 12))
    few = count_queries(read, queries)
    for _ in range(27):
        met(mentorship, dt.date(2027, 3, 12))

    assert count_queries(read, queries) == few
    assert Meeting.objects.count() == 30
