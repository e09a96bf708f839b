"""Dates, counts and initials read as people write them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from rapport.programmes.models import Programme
from rapport.web.wording import NOUNS, counted, counted_role, day, initials, moment

UTC = dt.UTC


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Divya Iyer", "DI"),
        ("prem nair", "PN"),
        ("Prem", "P"),
        ("Dr Asha K. Verma", "AV"),
        ("Prof. Dr", "PD"),
        ("Ana-María Ñúñez", "AÑ"),
        ("Åsa Öberg", "ÅÖ"),
        ("दिव्या अय्यर", "दअ"),
        ("sana.mirza@example.org", "SM"),
        ("", "?"),
        ("  42 ", "?"),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@time_machine.travel(dt.datetime(2027, 2, 1, tzinfo=UTC))
def test_a_day_of_this_year_goes_without_its_year() -> None:
    assert day(dt.date(2027, 2, 3)) == "Wed 3 Feb"


@time_machine.travel(dt.datetime(2027, 2, 1, tzinfo=UTC))
def test_a_day_of_another_year_carries_it() -> None:
    assert day(dt.date(2026, 2, 3)) == "Tue 3 Feb 2026"


@time_machine.travel(dt.datetime(2027, 2, 1, tzinfo=UTC))
def test_a_moment_is_told_in_the_readers_own_time() -> None:
    with timezone.override("Asia/Kolkata"):
        assert moment(dt.datetime(2027, 2, 3, 20, 0, tzinfo=UTC)) == "Thu 4 Feb, 01:30 (your time)"


@time_machine.travel(dt.datetime(2026, 12, 31, 20, 0, tzinfo=UTC))
def test_the_year_turns_with_the_readers_clock() -> None:
    with timezone.override("Asia/Kolkata"):
        assert day(dt.date(2027, 1, 1)) == "Fri 1 Jan"


def test_nothing_is_said_of_a_moment_that_is_not_there() -> None:
    assert (day(None), moment(None)) == ("", "")


def test_counts_agree_with_their_noun() -> None:
    assert [counted(n, "person") for n in (0, 1, 1204)] == ["0 people", "1 person", "1,204 people"]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_found_under_its_own_singular(noun: str) -> None:
    assert counted(1, noun) == f"1 {noun}"


@pytest.mark.parametrize(
    ("word", "plural", "said"),
    [
        ("mentor", "", ["0 mentors", "1 mentor", "1,204 mentors"]),
        ("peer mentor", "", ["0 peer mentors", "1 peer mentor", "1,204 peer mentors"]),
        ("buddy", "", ["0 buddies", "1 buddy", "1,204 buddies"]),
        ("coach", "", ["0 coaches", "1 coach", "1,204 coaches"]),
        ("Pate", "Paten", ["0 Paten", "1 Pate", "1,204 Paten"]),
        ("mentor", "mentores", ["0 mentores", "1 mentor", "1,204 mentores"]),
    ],
)
def test_a_programme_counts_in_its_own_words(word: str, plural: str, said: list[str]) -> None:
    programme = Programme(mentor_word=word, mentor_word_plural=plural)
    assert [counted_role(n, programme, "mentor") for n in (0, 1, 1204)] == said
