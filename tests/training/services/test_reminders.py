"""Before a required training runs out its person is written to, once, by itself."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState, ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.training.models import Course
from rapport.training.services.reminders import remind_next_refresher
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def course(mentor):
    return make.make_course(programme=mentor.cohort.programme, renewal_days=365)


def sweep():
    while remind_next_refresher():
        pass
    return list(Letter.objects.values_list("kind", "to_address"))


INVITED, LAPSED = "training-refresher-invitation", "training-lapsed-notification"


@pytest.mark.parametrize(("days", "letters"), [(334, []), (335, [INVITED]), (400, [LAPSED])])
def test_a_letter_goes_out_thirty_days_before_or_after_it_has_run_out(mentor, course, days, letters):
    make.make_study(
        course=course, profile=mentor.profile, completed_on=clock.today("UTC") - dt.timedelta(days)
    )

    assert sweep() == [(kind, mentor.profile.person.email) for kind in letters]


def test_nobody_is_written_to_twice(mentor, course):
    make.make_study(course=course, profile=mentor.profile, completed_on=make.days_ago(350))
    sweep()

    with clock.at(clock.now() + dt.timedelta(days=10)):
        assert len(sweep()) == 1


def test_whoever_has_done_it_again_needs_no_letter(mentor, course):
    for days in (350, 3):
        make.make_study(course=course, profile=mentor.profile, completed_on=make.days_ago(days))

    assert sweep() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Participation.objects.update(state=ParticipationState.LEFT),
        lambda: Cohort.objects.update(state=CohortState.CLOSED),
        lambda: Course.objects.update(is_required=False),
        lambda: Course.objects.update(state="withdrawn"),
        lambda: Course.objects.update(renewal_days=None),
    ],
)
def test_who_need_not_do_it_is_left_alone(mentor, course, change):
    make.make_study(course=course, profile=mentor.profile, completed_on=make.days_ago(350))
    change()

    assert sweep() == []
