"""Before a first password somebody confirms by a fresh code that it is still them (ASVS 7.5.1, S5)."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from rapport.letters.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
SET, CONFIRM = "/account/password/set/", "/account/confirm/"
PASSWORD = {"password1": "four long quiet words", "password2": "four long quiet words"}


@pytest.fixture
def person():
    return make.make_profile().person


@pytest.fixture
def hand():
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False) as hand:
        yield hand


@pytest.fixture
def tab(person, hand):
    """Somebody who signed in six minutes ago."""
    tab = Client()
    tab.force_login(person)
    tab.get("/")
    hand.shift(dt.timedelta(minutes=6))
    return tab


def newest_code():
    return re.search(r"\n\n([A-Z0-9-]{6,9})\n", Letter.objects.latest("pk").text).group(1)


def has_password(person):
    person.refresh_from_db()
    return person.has_usable_password()


def ask(tab):
    return tab.post(CONFIRM, {"next": SET})


def type_in(tab, code):
    return tab.post(CONFIRM, {"next": SET, "code": code})


def test_an_open_session_alone_sets_no_password(tab, person):
    asked, sent = tab.get(SET), tab.post(SET, PASSWORD)

    assert (asked.url, sent.url) == (f"{CONFIRM}?next=%2Faccount%2Fpassword%2Fset%2F",) * 2
    assert not has_password(person)


def test_who_has_just_signed_in_sets_one(person, hand):
    tab = Client()
    tab.force_login(person)

    assert tab.get(SET).status_code == 200
    tab.post(SET, PASSWORD)
    assert has_password(person)


def test_the_newest_code_opens_the_way_for_a_few_minutes(tab, person, hand):
    ask(tab)
    first = newest_code()
    ask(tab)
    key = tab.session.session_key

    assert type_in(tab, first).status_code == 422
    assert type_in(tab, newest_code().lower()).url == SET
    assert tab.session.session_key != key
    assert tab.get(SET).status_code == 200
    hand.shift(dt.timedelta(minutes=6))
    assert tab.get(SET).status_code == 302


def test_a_code_works_once_for_three_tries_and_for_a_quarter_of_an_hour(tab, hand):
    ask(tab)
    code = newest_code()
    assert [type_in(tab, "AAA-AAA").status_code for _ in range(3)] == [422] * 3
    assert type_in(tab, code).status_code == 422

    ask(tab)
    hand.shift(dt.timedelta(minutes=16))
    assert type_in(tab, newest_code()).status_code == 422

    ask(tab)
    assert type_in(tab, newest_code()).status_code == 302
    assert type_in(tab, newest_code()).status_code == 422


def test_codes_are_sent_five_times_and_no_more(tab):
    for _ in range(8):
        ask(tab)
    assert Letter.objects.count() == 5


def test_the_code_lies_nowhere_but_in_the_letter(tab, person):
    ask(tab)
    letter = Letter.objects.get()

    assert (letter.to_address, letter.is_secret) == (person.email, True)
    assert newest_code() not in str(dict(tab.session))


def test_nobody_is_led_away_from_here(tab):
    ask(tab)
    answer = tab.post(CONFIRM, {"next": "https://evil.example/", "code": newest_code()})
    assert answer.url == reverse("home")
