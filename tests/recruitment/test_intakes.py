"""How full a cohort is, open offers counted, and what a decision would bring it to."""

from decimal import Decimal

import pytest

from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.selectors.intakes import drafts_and_room_of, intake_of, intakes_of, outlook_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """A cohort with ten places from two mentors; a third has left."""
    cohort = make.make_cohort()
    for _ in range(2):
        make.make_participation(role=make.MENTOR, cohort=cohort, capacity=5)
    make.leave(make.make_participation(role=make.MENTOR, cohort=cohort, capacity=5))
    return cohort


def take_in(cohort, mentees):
    for _ in range(mentees):
        make.make_participation(role=make.MENTEE, cohort=cohort, capacity=1)


@pytest.mark.parametrize(
    ("mentees", "is_nearly_full", "is_over"),
    [(8, False, False), (9, True, False), (10, True, False), (11, False, True)],
)
def test_a_warning_comes_before_the_places_are_gone(cohort, mentees, is_nearly_full, is_over):
    take_in(cohort, mentees)

    intake = intake_of(cohort)

    room = intake.room
    assert (room.is_nearly_full, room.is_over) == (is_nearly_full, is_over)
    assert (room.places, room.left) == (10, 10 - mentees)
    assert intake.mentees_a_mentor == (Decimal(mentees) / 2).quantize(Decimal("0.1"))


def test_nobody_is_warned_before_there_is_anybody_who_mentors():
    cohort = make.make_cohort()
    take_in(cohort, 1)
    intake = intake_of(cohort)
    assert (intake.room.is_over, intake.mentees_a_mentor) == (False, None)


def test_past_cohorts_are_no_intakes():
    current = make.make_cohort(state="running")
    make.make_cohort(programme=current.programme, state="closed")
    assert [each.cohort for each in intakes_of(current.programme)] == [current]


def test_open_offers_to_mentees_count_as_taken_up_and_nothing_else_that_waits(cohort):
    take_in(cohort, 7)
    for _ in range(2):
        make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    make.make_application(cohort=cohort, role=make.MENTOR, state=ApplicationState.OFFERED)
    for state in (ApplicationState.SUBMITTED, ApplicationState.WAITLISTED, ApplicationState.EXPIRED):
        make.make_application(cohort=cohort, state=state)

    room = intake_of(cohort).room

    assert (room.places, room.needed, room.offered, room.is_nearly_full) == (10, 9, 2, True)
    assert intakes_of(cohort.programme)[0].room == room


def test_the_prepared_question_answers_the_same(cohort):
    assert drafts_and_room_of(make.make_cohort()) == (0, intake_of(make.make_cohort()).room)
    take_in(cohort, 3)
    make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    make.make_application(cohort=cohort, state=ApplicationState.DRAFT)

    assert drafts_and_room_of(cohort) == (1, intake_of(cohort).room)


def test_who_is_let_in_is_counted_before_it_is_decided(cohort):
    make.make_charter(programme=cohort.programme, mentors_wanted=9, mentees_wanted=10)
    take_in(cohort, 8)
    offered = make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    chosen = [offered, *(make.make_application(cohort=cohort) for _ in range(2))]

    outlook = outlook_of(cohort, chosen, to=ApplicationState.ACCEPTED)

    assert [(each.role, each.people, each.wanted, each.too_many) for each in outlook.coming] == [
        (make.MENTEE, 11, 10, 1)
    ]
    assert (outlook.room.needed, outlook.room.is_over) == (11, True)


def test_mentors_bring_places_once_they_are_in_and_not_by_an_offer(cohort):
    mentor = make.make_application(cohort=cohort, role=make.MENTOR)
    places = {
        to: outlook_of(cohort, [mentor], to=to).room.places
        for to in (ApplicationState.ACCEPTED, ApplicationState.OFFERED)
    }
    assert places == {
        ApplicationState.ACCEPTED: 10 + cohort.programme.mentor_capacity,
        ApplicationState.OFFERED: 10,
    }


def test_a_no_brings_nobody_in(cohort):
    assert outlook_of(cohort, [make.make_application(cohort=cohort)], to=ApplicationState.DECLINED) is None


@pytest.mark.parametrize(("taken", "is_told"), [(8, False), (9, True), (10, True)])
def test_the_places_of_those_who_apply_run_out_with_a_warning(cohort, taken, is_told):
    make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    make.make_quota(cohort=cohort, role=make.MENTEE, places=10, taken=taken)
    make.make_quota(cohort=cohort, role=make.MENTOR, taken=90)

    _drafts, room = drafts_and_room_of(cohort)

    told = [(each.role, each.places, each.left, each.offered) for each in room.running_out]
    assert told == ([(make.MENTEE, 10, 10 - taken, 1)] if is_told else [])


def test_a_role_that_has_no_places_runs_out_of_none(cohort):
    make.make_quota(cohort=cohort, role=make.MENTOR, places=0)

    assert intake_of(cohort).room.running_out == []


def test_places_of_those_who_are_chosen_are_counted_before_it_is_decided(cohort):
    offered = make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    make.make_quota(cohort=cohort, role=make.MENTEE, places=3)
    chosen = [offered, *(make.make_application(cohort=cohort) for _ in range(3))]
    chosen.append(make.make_application(cohort=cohort, role=make.MENTOR))

    outlook = outlook_of(cohort, chosen, to=ApplicationState.ACCEPTED)

    mentees, mentors = outlook.coming
    assert (mentees.fresh, mentees.given.left, mentees.beyond) == (3, 2, 1)
    assert (mentors.fresh, mentors.given.left, mentors.beyond) == (1, None, 0)
    assert (mentees.people, mentors.people, outlook.room.needed) == (3, 3, 3)


def test_mentors_for_whom_there_is_no_place_bring_none(cohort):
    make.make_quota(cohort=cohort, role=make.MENTOR, places=1)
    chosen = [make.make_application(cohort=cohort, role=make.MENTOR) for _ in range(3)]

    outlook = outlook_of(cohort, chosen, to=ApplicationState.ACCEPTED)

    assert outlook.coming[0].people == 2 + 1
    assert outlook.room.places == 10 + cohort.programme.mentor_capacity


def test_offers_to_each_role_are_counted_once(cohort):
    for role in (make.MENTEE, make.MENTEE, make.MENTOR):
        make.make_application(cohort=cohort, role=role, state=ApplicationState.OFFERED)
    mentor = make.make_application(cohort=cohort, role=make.MENTOR)

    (coming,) = outlook_of(cohort, [mentor], to=ApplicationState.OFFERED).coming

    room = intake_of(cohort).room
    assert [(each.role, each.offered) for each in room.given] == [(make.MENTEE, 2), (make.MENTOR, 1)]
    assert (coming.people, room.offered) == (2 + 1 + 1, 2)
