"""Today says that the places run out while people still come in, and not once nobody does."""

import pytest

from rapport.recruitment.choices import ApplicationState
from rapport.reporting.selectors import NeedKind, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """A cohort with ten places, nine of them asked for."""
    cohort = make.make_cohort(state="recruiting")
    make.make_participation(role=make.MENTOR, cohort=cohort, capacity=10)
    for _ in range(9):
        make.make_participation(role=make.MENTEE, cohort=cohort, capacity=1)
    return cohort


def needs(cohort):
    return [need.what for need in today_of_cohort(cohort).needs if need.kind == NeedKind.INTAKE]


def test_nearly_full_while_the_page_is_public(cohort):
    assert needs(cohort) == []

    form = make.make_application_form(cohort=cohort)
    assert needs(cohort) == ["The intake is nearly full: 1 place is left."]

    form.last_day = make.days_ago(2)
    form.save()
    assert needs(cohort) == []


def test_nearly_full_while_somebody_waits_for_a_decision(cohort):
    make.make_application(cohort=cohort)
    assert needs(cohort) == ["The intake is nearly full: 1 place is left."]


def test_open_offers_count(cohort):
    make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    assert needs(cohort) == ["The intake is full: every place is asked for."]

    make.make_application(cohort=cohort, state=ApplicationState.OFFERED)
    assert needs(cohort) == ["The intake passes capacity: 11 places are asked for, and there are 10."]


def test_there_is_nothing_to_say_while_there_is_room(cohort):
    make.make_application_form(cohort=cohort)
    make.make_participation(role=make.MENTOR, cohort=cohort, capacity=10)
    assert needs(cohort) == []


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (17, []),
        (18, ["2 of 20 places for mentors are left."]),
        (20, ["All places for mentors are given: 20."]),
    ],
)
def test_places_of_those_who_apply_run_out_while_the_page_is_public(taken, told):
    cohort = make.make_cohort(state="recruiting")
    make.make_quota(cohort=cohort, role=make.MENTOR, places=20, taken=taken)
    assert needs(cohort) == []

    make.make_application_form(cohort=cohort)

    assert needs(cohort) == told
