"""Writes of sign-ins."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session

from rapport.accounts.models import Person
from rapport.accounts.services import ensure_people, ensure_person, forget_ended_sessions
from rapport.core import clock
from tests import make


@pytest.mark.django_db
def test_people_are_made_once_whatever_the_letters_and_cannot_sign_in_by_password():
    known = make.make_person(email="asha@example.org", password="a long pass phrase")
    people = ensure_people(["ASHA@example.org", "Ben@Example.org", " ben@example.org"])
    assert people.keys() == {"asha@example.org", "ben@example.org"}
    assert (people["asha@example.org"], Person.objects.count()) == (known, 2)
    assert people["asha@example.org"].check_password("a long pass phrase")
    assert not people["ben@example.org"].has_usable_password()
    assert ensure_person("BEN@example.org") == people["ben@example.org"]


@pytest.mark.django_db
def test_sessions_that_are_over_go_and_the_others_stay():
    moment = clock.now()
    for key, hours in (("over", -1), ("running", 1)):
        ends = moment + dt.timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="typed", expire_date=ends)

    assert (forget_ended_sessions(), forget_ended_sessions()) == (1, 0)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["running"]
