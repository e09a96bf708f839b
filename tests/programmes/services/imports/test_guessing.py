"""What the columns of a table are taken to be before anyone corrects them."""

import pytest

from rapport.programmes.services.imports.columns import recognise
from rapport.programmes.services.imports.guessing import guess_columns
from rapport.programmes.services.imports.scales import known_scale
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import Question
from rapport.tables import Row, Table


def table(**columns):
    rows = zip(*columns.values(), strict=True)
    return Table(
        tuple(name.replace("_", " ") for name in columns),
        tuple(Row(2 + at, row) for at, row in enumerate(rows)),
    )


def guess(heading, *values, questions=()):
    (column,) = guess_columns(Table((heading,), tuple(Row(2, (value,)) for value in values)), questions)
    return column


@pytest.mark.parametrize(
    ("heading", "value", "use"),
    [
        ("E-mail", "a@example.org", "email"),
        ("Email Address", "a@example.org", "email"),
        ("Full name", "A B", "name"),
        ("first_name", "A", "first-name"),
        ("Surname", "B", "last-name"),
        ("Max. number of mentees", "2", "capacity"),
        ("Capacity", "two", "capacity"),
        ("Capacity", "a few", "question"),
        ("Time zone", "Europe/Paris", "time-zone"),
        ("Time zone", "over there", "question"),
        ("Availability", "Mon 9-12", "availability"),
        ("Availability", "mostly", "question"),
        ("Contact", "a@example.org", "email"),
        ("role", "coordinator", "leave-out"),
        ("Is_Staff", "TRUE", "leave-out"),
        ("owner", "yes", "leave-out"),
        ("Password", "hunter2", "leave-out"),
        ("Current role at work", "Chef", "question"),
    ],
)
def test_use_comes_from_the_heading_if_the_cells_agree(heading, value, use):
    assert guess(heading, value).use == use


def test_a_use_is_given_once():
    columns = guess_columns(table(E_mail=["a@example.org"], Mail=["b@example.org"], Name=["A"]))
    assert [column.use for column in columns] == ["email", "question", "name"]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["law", "tax", "law", "tax"], "single"),
        (["law; tax", "tax", "law", "law; tax"], "multiple"),
        (["law, tax", "tax, law", "law"], "multiple"),
        (["low", "High", "medium"], "scale"),
        (["3", "4,5"], "number"),
        (["I like hills, rivers and lakes", "Long days, mostly", "Nothing much"], "text"),
        ([""], "text"),
    ],
)
def test_kind_comes_from_the_cells(values, kind):
    assert guess("Anything", *values).kind == kind


def test_known_scale_comes_whole_and_in_order_as_spelt_in_the_table():
    assert guess("Level", "high", "low").options == ("Very low", "low", "Medium", "high", "Very high")


def test_languages_are_several_even_where_each_person_speaks_one():
    assert guess("Languages", "French", "Urdu").kind == "multiple"


@pytest.mark.parametrize(
    ("heading", "is_sensitive"),
    [
        ("Gender identity", True),
        ("Ethnicity", True),
        ("Religion", True),
        ("characteristics", True),
        ("Racing", False),
    ],
)
def test_sensitive_is_told_by_the_name(heading, is_sensitive):
    assert guess(heading, "x").is_sensitive is is_sensitive


def test_question_asked_before_is_asked_the_same_way():
    asked = Question(key="grade", label="Grade", kind="scale", options=["b", "a"], is_sensitive=True)
    column = guess("GRADE", "a", "b", questions=[asked])
    assert (column.label, column.kind, column.options, column.is_sensitive) == (
        "Grade",
        "scale",
        ("b", "a"),
        True,
    )


@pytest.mark.parametrize("heading", ["Languages you speak", "languages you speak?", "Languages"])
def test_question_is_recognised_by_its_words_and_by_its_short_name(heading):
    asked = Question(key="languages", label="Languages you speak", kind="multiple")
    (column,) = recognise([guess(heading, "French", questions=[asked])], [asked])
    assert (column.label, column.key) == ("Languages you speak", "languages")


GRADES = ("EO", "HEO", "SEO", "Grade 7", "AA")


@pytest.mark.parametrize(
    ("answered", "values", "options"),
    [
        ((), GRADES, "of the cells"),
        (("grade",), GRADES, "of the question"),
        ((), ("Officer", "Manager"), "of the question"),
        ((), ("Bronze", "Gold", "Bronze"), "as met"),
    ],
)
def test_a_scale_that_nobody_answered_gives_way_to_the_one_in_the_cells(answered, values, options):
    asked = Question(key="grade", label="Grade", kind=QuestionKind.SCALE, options=["Officer", "Manager"])
    rows = tuple(Row(number, (value,)) for number, value in enumerate(values, start=2))

    (column,) = guess_columns(Table(("Grade",), rows), [asked], answered=answered)

    assert (
        column.options
        == {
            "of the cells": known_scale(list(GRADES)),
            "of the question": ("Officer", "Manager"),
            "as met": ("Bronze", "Gold"),
        }[options]
    )
