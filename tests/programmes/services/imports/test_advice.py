"""What a coordinator should think of before a column is taken as guessed."""

import pytest

from rapport.programmes.services.imports.advice import advise, column_notes
from rapport.programmes.services.imports.columns import Column, recognise
from rapport.programmes.services.imports.guessing import guess_columns
from rapport.questionnaires.models import Question
from rapport.tables import Row, Table


def table_of(heading, *values):
    return Table((heading,), tuple(Row(row, (value,)) for row, value in enumerate(values, start=2)))


def advice(heading, *values, questions=()):
    table = table_of(heading, *values)
    (found,) = advise(recognise(guess_columns(table, questions), questions), table, questions)
    return found


TOPICS = Question(key="topics", label="Topics", kind="multiple", options=["law", "tax"])
INTERESTS = Question(key="interests", label="Interests", kind="text")
YEARS = Question(key="years", label="Years of experience", kind="number")
GRADE = Question(key="grade", label="Grade", kind="scale", options=["Junior", "Senior"])
ALL = [TOPICS, INTERESTS, YEARS, GRADE]


@pytest.mark.parametrize(
    ("heading", "looks_like"),
    [
        ("Topic", "topics"),
        ("Your topics", "topics"),
        ("Tpoics", "topics"),
        ("Area of interest", "interests"),
        ("What are you interested in?", "interests"),
        ("Topics", None),
        ("Department", None),
        ("Hobby", None),
    ],
)
def test_heading_that_differs_a_little_from_a_question_is_told(heading, looks_like):
    found = advice(heading, "law", "tax", questions=ALL).looks_like
    assert (found and found.asked_as) == looks_like


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        (("law", "tax"), ["topics", "interests"]),
        (("3", "two", "4-5"), ["topics", "interests", "years"]),
        (("junior", "Senior"), ["topics", "interests", "grade"]),
    ],
)
def test_questions_that_the_cells_could_answer_are_offered(values, keys):
    assert [one.asked_as for one in advice("Anything", *values, questions=ALL).same_as] == keys


def test_column_is_offered_as_the_question_asks_it():
    found = advice("Topic", "Law, chess", "tax", "law, tax", questions=ALL).looks_like
    assert (found.use, found.wording, found.kind, found.options, found.separator) == (
        "question", "Topics", "multiple", ("law", "tax"), ",",
    )  # fmt: skip


def test_question_that_another_column_answers_is_not_suggested():
    table = Table(("Topic", "Topics"), (Row(2, ("law", "tax")), Row(3, ("tax", "law"))))
    columns = recognise(guess_columns(table, ALL), ALL)
    assert [found.looks_like for found in advise(columns, table, ALL)] == [None, None]


SEMICOLONS = (
    "Skills: answers are divided by a semicolon, but 2 cells hold only a comma, e.g. row 3 “law, tax”. "
)


@pytest.mark.parametrize(
    ("values", "notes"),
    [
        (
            ("law; tax", "law, tax", "tax, law", "tax; law", "law; tax"),
            [f"{SEMICOLONS}Each of these is read as one answer."],
        ),
        (("law; tax", "trade, domestic; law", "law"), []),
        (("law, tax", "tax"), []),
    ],
)
def test_mixed_signs_between_answers_are_told(values, notes):
    column = Column(heading="Skills", use="question", kind="multiple", separator=";")
    assert column_notes(column, table_of("Skills", *values)) == notes


@pytest.mark.parametrize(
    ("kind", "values", "is_told"),
    [
        ("single", [f"I like hill {n}" for n in range(9)] + ["no", "no"], True),
        ("multiple", [f"hill {n}; lake {n}" for n in range(9)], True),
        ("text", [f"I like hill {n}" for n in range(20)], False),
        ("single", ["law", "tax"] * 20 + [f"field {n}" for n in range(3)], False),
        ("single", ["a", "b", "c"], False),
    ],
)
def test_choices_that_are_nearly_all_unique_are_probably_free_text(kind, values, is_told):
    column = Column(heading="Hills", use="question", kind=kind)
    notes = column_notes(column, table_of("Hills", *values))
    assert [note.endswith("Choose “Free text” unless people picked them from a list.") for note in notes] == [
        True
    ] * is_told


def test_choices_that_somebody_wrote_down_are_choices_though_each_is_met_once():
    values = [f"team {n}" for n in range(20)]
    column = Column(heading="Team", use="question", kind="single", options=tuple(values))
    assert column_notes(column, table_of("Team", *values)) == []


@pytest.mark.parametrize(
    ("heading", "values", "notes"),
    [
        ("Availability", ("mostly", "it depends"), ["We could not read these as times; kept as text."]),
        (
            "Availability",
            ("evenings", "mornings") * 5,
            ["We could not read these as times; kept as a question of the kind “One of a list”."],
        ),
        ("Availability", ("Mon 9-12", "it depends"), []),
        ("Capacity", ("a few", "some"), ["We could not read these as numbers of places; kept as text."]),
        ("Time zone", ("here", "there"), ["We could not read these as time zones; kept as text."]),
        ("Hobbies", ("mostly hills",), []),
    ],
)
def test_columns_whose_cells_belie_their_heading_are_told(heading, values, notes):
    assert list(advice(heading, *values).notes) == notes


def test_columns_of_times_come_with_help():
    assert [advice("Availability", cell).is_about_times for cell in ("Mon 9-12", "mostly")] == [True, True]
    assert advice("Hobbies", "hills").is_about_times is False
