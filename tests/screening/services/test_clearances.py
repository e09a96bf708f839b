"""Noting a check: the last day, the note on the participation, corrections, and nobody in their own case."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from rapport.audit.models import AuditEvent
from rapport.core.errors import WrongState
from rapport.programmes.errors import OwnCase
from rapport.screening.models import Clearance
from rapport.screening.services.checks import edit_check, move_check
from rapport.screening.services.clearances import note_clearance
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def by(mentor):
    return make.make_actor(programme=mentor.cohort.programme)


@pytest.fixture
def check(mentor):
    return make.make_check(programme=mentor.cohort.programme, validity_months=36)


def note(mentor, check, by, **fields):
    return note_clearance(
        mentor, check, by=by, **({"result": "clear", "checked_on": make.days_ago(3)} | fields)
    )


def test_without_a_last_day_it_counts_as_long_as_the_programme_says(mentor, check, by):
    day = dt.date(2026, 3, 5)

    entry = note(mentor, check, by, checked_on=day, issuer="Police", number="4711")

    assert (entry.valid_until, entry.issuer, entry.number) == (dt.date(2029, 3, 5), "Police", "4711")
    assert entry.noted_by == by.person


def test_a_last_day_that_is_given_stands(mentor, check, by):
    assert note(mentor, check, by, valid_until=make.days_ago(-9)).valid_until == make.days_ago(-9)


@pytest.mark.parametrize("result", ["pending", "not-clear"])
def test_what_is_not_clear_has_no_last_day(mentor, check, by, result):
    assert note(mentor, check, by, result=result).valid_until is None


def test_another_validity_leaves_entries_as_they_were_noted(mentor, check, by):
    entry = note(mentor, check, by)
    edit_check(check, by=by, validity_months=1)
    entry.refresh_from_db()

    assert entry.valid_until == check.last_day(entry.checked_on)


def test_the_participation_says_since_when_somebody_is_cleared(mentor, check, by):
    card = make.make_check(programme=mentor.cohort.programme, name="Card")
    note(mentor, check, by)
    mentor.refresh_from_db()
    assert mentor.cleared_on is None

    note(mentor, card, by, checked_on=make.days_ago(1))
    mentor.refresh_from_db()
    assert mentor.cleared_on == make.days_ago(1)

    note(mentor, card, by, checked_on=make.days_ago(0), result="not-clear")
    mentor.refresh_from_db()
    assert mentor.cleared_on is None


def test_a_correction_stands_in_the_place_of_an_entry_once(mentor, check, by):
    wrong = note(mentor, check, by, number="1")
    right = note(mentor, check, by, number="2", corrects=wrong)

    assert (right.corrects, Clearance.objects.get(pk=wrong.pk).number) == (wrong, "1")
    with pytest.raises(WrongState):
        note(mentor, check, by, corrects=wrong)
    assert [event.act for event in AuditEvent.objects.filter(act__startswith="clearance")] == [
        "clearance-noted",
        "clearance-corrected",
    ]
    assert "number" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_an_entry_about_something_else_is_not_corrected(mentor, check, by):
    other = make.make_check(programme=mentor.cohort.programme, name="Card")

    with pytest.raises(WrongState):
        note(mentor, check, by, corrects=note(mentor, other, by))


def test_nobody_clears_themselves(mentor, check):
    own = make.staff_actor(make.make_membership(profile=mentor.profile, programme=mentor.cohort.programme))

    with pytest.raises(OwnCase):
        note(mentor, check, own)
    assert not Clearance.objects.exists()


@pytest.mark.parametrize("fields", [{"role": "mentee"}, {"programme": None}])
def test_a_check_of_another_role_or_programme_is_not_noted(mentor, by, fields):
    asked = {"programme": mentor.cohort.programme} | fields

    with pytest.raises(WrongState):
        note(mentor, make.make_check(**asked), by)


def test_the_database_refuses_a_last_day_before_the_check(mentor, check):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_clearance(
            background_check=check,
            profile=mentor.profile,
            checked_on=make.days_ago(1),
            valid_until=make.days_ago(2),
        )


def test_a_check_is_asked_for_no_longer_and_again(check, by):
    assert move_check(check, to="withdrawn", by=by).state == "withdrawn"
    assert move_check(check, to="asked", by=by).state == "asked"
    with pytest.raises(WrongState):
        move_check(check, to="asked", by=by)


def test_what_is_under_way_clears_nobody_and_a_corrected_day_goes_back(mentor, check, by):
    first = note(mentor, check, by, checked_on=make.days_ago(100))
    note(mentor, check, by, checked_on=make.days_ago(1), result="pending")
    mentor.refresh_from_db()
    assert mentor.cleared_on == make.days_ago(100)

    note(mentor, check, by, checked_on=make.days_ago(200), corrects=first)
    mentor.refresh_from_db()
    assert mentor.cleared_on == make.days_ago(200)
