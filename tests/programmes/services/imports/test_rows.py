"""Rows of a table become people: what a question of its kind can hold."""

import pytest

from rapport.programmes.choices import ColumnUse
from rapport.programmes.services.imports.columns import Column
from rapport.programmes.services.imports.faults import Cost, FaultKind
from rapport.programmes.services.imports.rows import read_rows
from rapport.questionnaires.choices import LONGEST_LINE, QuestionKind
from rapport.tables import Row, Table

HEADINGS = ("Name", "E-mail", "Motto")


def read(cell, kind):
    uses = (ColumnUse.NAME, ColumnUse.EMAIL, ColumnUse.QUESTION)
    columns = [
        Column(heading=heading, use=use, kind=kind) for heading, use in zip(HEADINGS, uses, strict=True)
    ]
    return read_rows(
        Table(columns=HEADINGS, rows=(Row(number=2, values=("Ada", "ada@example.org", cell)),)), columns
    )


@pytest.mark.parametrize(
    ("kind", "answer"), [(QuestionKind.LINE, "Slow and steady"), (QuestionKind.TEXT, "Slow  and\nsteady")]
)
def test_a_line_of_text_is_one_line(kind, answer):
    (person,) = read("Slow  and\nsteady", kind).people

    assert person.answers == {"motto": answer}


def test_what_a_line_cannot_hold_is_left_out_and_said():
    fits, too_long = (read("x" * length, QuestionKind.LINE) for length in (LONGEST_LINE, LONGEST_LINE + 1))

    assert (fits.people[0].answers, fits.warnings) == ({"motto": "x" * LONGEST_LINE}, ())
    (warning,) = too_long.warnings
    assert too_long.people[0].answers == {}
    assert (warning.kind, warning.cost) == (FaultKind.TOO_LONG_FOR_A_LINE, Cost.ANSWER)
    assert warning.sentence == (
        "Row 2, Motto: this is longer than the 300 characters of a line. Please read the column as free text."
    )
