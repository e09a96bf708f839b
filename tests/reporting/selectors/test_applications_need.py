"""What Today says of applications: those that wait, those that nobody reviews, red reservations."""

import pytest

from rapport.recruitment.choices import ApplicationState, Light
from rapport.reporting.selectors import NeedKind, cohort_counts, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


def needs(cohort, kind, by=None):
    return [need for need in today_of_cohort(cohort, by=by).needs if need.kind == kind]


def test_what_waits_for_a_decision_is_counted_since_the_first(cohort):
    first = make.make_application(cohort=cohort, submitted_at=make.clock.now() - make.dt.timedelta(5))
    make.make_review(application=make.make_application(cohort=cohort))
    for state in (ApplicationState.DRAFT, ApplicationState.WAITLISTED, ApplicationState.DECLINED):
        make.make_application(cohort=cohort, state=state)

    (need,) = needs(cohort, NeedKind.APPLICATIONS)

    assert (need.what, need.detail) == (
        "2 applications wait for a decision.",
        "Nobody was asked to review 1 of them.",
    )
    assert need.since == first.submitted_at
    assert cohort_counts(cohort, by=make.make_actor(programme=cohort.programme)).applications == 2


def test_nothing_is_said_where_nothing_waits(cohort):
    make.make_application(cohort=cohort, state=ApplicationState.ACCEPTED)

    assert needs(cohort, NeedKind.APPLICATIONS) == []


def test_red_reservations_are_named_until_they_are_settled_or_decided(cohort):
    held_up = make.make_application(cohort=cohort, name="Ada")
    reservation = make.make_reservation(application=held_up, light=Light.RED)
    make.make_reservation(application=held_up, light=Light.AMBER)
    decided = make.make_application(cohort=cohort, state=ApplicationState.DECLINED)
    make.make_reservation(application=decided, light=Light.RED)

    (need,) = needs(cohort, NeedKind.RESERVATION)

    assert (need.names, need.subject) == (("Ada",), reservation.public_id)


def test_nobody_is_told_of_what_is_about_themselves(cohort):
    by = make.make_actor(programme=cohort.programme)
    own = make.make_application(cohort=cohort, person=by.person)
    make.make_reservation(application=own, light=Light.RED)

    assert needs(cohort, NeedKind.RESERVATION, by=by) == []
    assert len(needs(cohort, NeedKind.RESERVATION)) == 1
