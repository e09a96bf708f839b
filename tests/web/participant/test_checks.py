"""My checks: what is asked of me and until when it counts, without the number; what I have to see to, at home."""

import pytest
from django.urls import reverse

from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def check(mentor):
    return make.make_check(programme=mentor.cohort.programme, guidance="Ask at the town hall.")


def words_of(mentor, name):
    return browser_of(make.participant_actor(mentor)).get(reverse(f"participant:{name}")).content.decode()


def test_nothing_is_asked_where_the_programme_asks_nothing(mentor):
    make.make_check(programme=mentor.cohort.programme, role=make.MENTEE)
    make.make_check()

    assert "Nothing is asked of you" in words_of(mentor, "check-list")


def test_somebody_reads_how_they_stand_and_no_number(mentor, check):
    make.make_clearance(background_check=check, profile=mentor.profile, number="SECRET-4711")

    words = words_of(mentor, "check-list")

    assert [
        each for each in ("Police certificate", "Ask at the town hall.", "cleared") if each not in words
    ] == []
    assert "SECRET-4711" not in words


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (None, "You can be matched once your coordinator has seen it."),
        ({"valid_until": make.days_ago(-20)}, "Please see to a new one before."),
        (
            {"checked_on": make.days_ago(400), "valid_until": make.days_ago(1)},
            "so you are not matched until your coordinator has noted a new one.",
        ),
        ({}, None),
        ({"result": "pending"}, None),
    ],
)
def test_home_says_what_there_is_to_see_to(mentor, check, fields, sentence):
    if fields is not None:
        make.make_clearance(background_check=check, profile=mentor.profile, **fields)

    words = words_of(mentor, "home")

    assert ("Your check: Police certificate" in words) == (sentence is not None)
    assert sentence is None or sentence in words
