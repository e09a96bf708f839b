"""Writes of sign-ins."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from rapport.accounts.models import Person
from rapport.accounts.services import (
    ensure_people,
    ensure_person,
    forget_ended_sessions,
    forget_unused_people,
)
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


def long_ago(days=8):
    return clock.now() - dt.timedelta(days=days)


@pytest.mark.django_db
def test_whoever_asked_for_a_code_and_never_came_is_forgotten_after_a_week():
    form = make.make_application_form()
    begin = reverse("join-begin", args=[form.public_id, "mentee"])
    Client().post(begin, {"email": "ada@example.org"})
    ada = Person.objects.get(email="ada@example.org")

    assert forget_unused_people() == 0
    with clock.at(clock.now() + dt.timedelta(days=8)):
        assert (forget_unused_people(), forget_unused_people()) == (1, 0)
    assert not Person.objects.filter(pk=ada.pk).exists()


@pytest.mark.django_db
def test_whoever_signed_in_or_is_referred_to_stays():
    signed_in = make.make_person(created_at=long_ago(), last_login=long_ago())
    imported = make.make_person(created_at=long_ago())
    make.make_profile(person=imported)
    applying = make.make_person(created_at=long_ago())
    make.make_application(person=applying, state="draft")
    new = make.make_person(created_at=long_ago(6))

    assert forget_unused_people() == 0
    assert Person.objects.filter(pk__in=[signed_in.pk, imported.pk, applying.pk, new.pk]).count() == 4
