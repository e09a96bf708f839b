"""Today names who meets others without a valid check, whose ends soon, and how many cannot be matched."""

import pytest

from rapport.reporting.selectors import NeedKind, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db

KINDS = (NeedKind.CLEARANCE_LAPSED, NeedKind.CLEARANCE_EXPIRING, NeedKind.CLEARANCE_WANTING)


def needs(cohort):
    return {need.kind: need for need in today_of_cohort(cohort).needs if need.kind in KINDS}


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR, name="Maya Moss")


@pytest.fixture
def check(mentor):
    return make.make_check(programme=mentor.cohort.programme)


def note(check, mentor, **fields):
    return make.make_clearance(background_check=check, profile=mentor.profile, **fields)


def in_a_mentorship(mentor):
    mentee = make.make_participation(role=make.MENTEE, cohort=mentor.cohort)
    make.make_mentorship(mentor=mentor, mentee=mentee)


def test_a_check_that_ran_out_on_an_active_mentorship_is_an_alert_about_the_person(mentor, check):
    in_a_mentorship(mentor)
    note(check, mentor, checked_on=make.days_ago(400), valid_until=make.days_ago(3))

    found = needs(mentor.cohort)

    alert = found[NeedKind.CLEARANCE_LAPSED]
    assert (alert.names, alert.subject, alert.days) == (("Maya Moss",), mentor.public_id, 2)
    assert alert.what == "A check has run out: “Police certificate”."
    assert found[NeedKind.CLEARANCE_WANTING].what == "1 person cannot be matched for want of a check."


def test_a_result_that_is_not_clear_alerts_as_well(mentor, check):
    in_a_mentorship(mentor)
    note(check, mentor, result="not-clear")

    assert (
        needs(mentor.cohort)[NeedKind.CLEARANCE_LAPSED].what == "A check is not clear: “Police certificate”."
    )


def test_without_a_mentorship_it_is_counted_alone(mentor, check):
    note(check, mentor, checked_on=make.days_ago(400), valid_until=make.days_ago(3))

    assert set(needs(mentor.cohort)) == {NeedKind.CLEARANCE_WANTING}


def test_checks_that_end_soon_are_counted_once(mentor, check):
    note(check, mentor, valid_until=make.days_ago(-20))
    other = make.make_participation(role=make.MENTOR, cohort=mentor.cohort)
    note(check, other, valid_until=make.days_ago(-200))

    (need,) = needs(mentor.cohort).values()
    assert (need.kind, need.what) == (NeedKind.CLEARANCE_EXPIRING, "1 check ends within 60 days.")


def test_references_that_do_not_come_are_counted_until_somebody_else_is_asked():
    application = make.make_application()
    cohort = application.cohort
    make.make_reference(application=application, state="given")
    make.make_reference(application=application, expires_at=make.clock.now())
    make.make_reference(application=make.make_application(cohort=cohort), state="declined")
    make.make_reference(application=make.make_application(cohort=cohort, state="accepted"), state="declined")

    def said():
        return [need.what for need in today_of_cohort(cohort).needs if need.kind == NeedKind.REFERENCES]

    assert said() == ["2 references do not come."]
    make.make_reference(application=application)
    assert said() == ["1 reference does not come."]


def test_a_programme_that_asks_for_nothing_needs_nothing(mentor):
    assert needs(mentor.cohort) == {}
