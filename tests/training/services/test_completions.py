"""What is noted by hand counts as done, from its day, and can be taken back."""

import pytest

from rapport.core import clock
from rapport.programmes.models import Participation
from rapport.training.choices import Standing
from rapport.training.models import Study
from rapport.training.selectors import progress_in, readiness_of
from rapport.training.services.completions import note_readiness, note_readiness_of_all
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def by(mentor):
    return make.make_actor(role="coordinator", programme=mentor.cohort.programme)


def is_trained(participation):
    participation.refresh_from_db()
    own = Participation.objects.filter(pk=participation.pk)
    return readiness_of(own, participation.cohort.programme).is_trained(participation)


def test_without_courses_what_is_noted_is_all_there_is(mentor, by):
    note_readiness(mentor, trained_on=make.days_ago(3), cleared_on=None, by=by)

    assert (is_trained(mentor), Study.objects.count()) == (True, 0)


def test_a_day_noted_by_hand_counts_for_every_required_course(mentor, by):
    course = make.make_course(programme=mentor.cohort.programme, renewal_days=365)
    make.make_course(programme=mentor.cohort.programme, is_required=False)
    assert not is_trained(mentor)

    note_readiness(mentor, trained_on=make.days_ago(3), cleared_on=None, by=by)

    study = Study.objects.get()
    assert (study.course, study.completed_on, study.noted_by) == (course, make.days_ago(3), by.person)
    assert is_trained(mentor)


def test_a_day_long_ago_has_run_out_already(mentor, by):
    make.make_course(programme=mentor.cohort.programme, renewal_days=365)

    note_readiness(mentor, trained_on=make.days_ago(400), cleared_on=None, by=by)

    assert not is_trained(mentor)


def test_saving_the_same_day_again_notes_nothing_more(mentor, by):
    make.make_course(programme=mentor.cohort.programme)
    for _time in range(2):
        note_readiness(mentor, trained_on=make.days_ago(3), cleared_on=None, by=by)

    assert Study.objects.count() == 1


def test_taking_the_day_away_lets_them_do_the_course_again(mentor, by):
    course = make.make_course(programme=mentor.cohort.programme)
    make.make_study(course=course, profile=mentor.profile)
    note_readiness(mentor, trained_on=make.days_ago(1), cleared_on=None, by=by)

    note_readiness(mentor, trained_on=None, cleared_on=None, by=by)

    assert not is_trained(mentor)
    own = make.participant_actor(mentor)
    assert progress_in(course, by=own).standing.standing == Standing.TO_DO


def test_many_are_noted_at_once_also_those_whose_training_ran_out(mentor, by):
    course = make.make_course(programme=mentor.cohort.programme, renewal_days=31)
    lapsed, done = (
        make.make_participation(
            role=make.MENTOR, cohort=mentor.cohort, trained_on=make.days_ago(9), cleared_on=make.days_ago(9)
        )
        for _each in range(2)
    )
    make.make_study(course=course, profile=lapsed.profile, completed_on=make.days_ago(40))
    make.make_study(course=course, profile=done.profile, completed_on=make.days_ago(2))
    people = [mentor, lapsed, done]

    noted = note_readiness_of_all(mentor.cohort, ids=[one.public_id for one in people], by=by)

    assert noted == 2
    assert [is_trained(one) for one in people] == [True, True, True]
    assert [one.trained_on for one in people] == [clock.today("UTC"), clock.today("UTC"), make.days_ago(9)]


def test_a_completion_is_known_in_every_cohort_of_the_programme(mentor):
    programme = mentor.cohort.programme
    course = make.make_course(programme=programme)
    make.make_study(course=course, profile=mentor.profile)
    again = make.make_participation(
        role=make.MENTOR, cohort=make.make_cohort(programme=programme), profile=mentor.profile
    )

    assert is_trained(again)
