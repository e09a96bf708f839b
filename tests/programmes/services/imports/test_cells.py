"""Cells as people write them."""

import pytest

from rapport.programmes.services.imports.cells import (
    Amount,
    read_amount,
    read_email,
    read_number,
    read_time_zone,
    split_answers,
)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        (" Zoe@Example.ORG ", "zoe@example.org"),
        ("Zoë Li <Zoe@example.org>", "zoe@example.org"),
        ("mailto:zoe@example.org", "zoe@example.org"),
        ("zoe(at)example.org", None),
        ("zoe@example", None),
        ("a@b.org, c@d.org", None),
        (f"{'x' * 250}@example.org", None),
    ],
)
def test_addresses(cell, address):
    assert read_email(cell) == address


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3", 3),
        ("-2", -2),
        ("3,5", 3.5),
        ("2.0", 2),
        ("1e9", None),
        ("1 000", None),
        ("three", None),
        ("nan", None),
    ],
)
def test_numbers(cell, number):
    assert read_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ("europe/london", "Europe/London"),
        ("America/New York", "America/New_York"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT -3:00", "Etc/GMT+3"),
        ("UTC", "UTC"),
        ("Middle-earth", None),
    ],
)
def test_time_zones(cell, zone):
    assert read_time_zone(cell) == zone


@pytest.mark.parametrize(
    ("cell", "number", "is_lowest"),
    [
        ("2", 2, False),
        ("two", 2, False),
        ("Ten", 10, False),
        ("up to 3", 3, False),
        ("2 mentees", 2, False),
        ("3 max.", 3, False),
        ("2-3", 2, True),
        ("2 – 3", 2, True),
        ("3 to 2", 2, True),
        ("one or two", 1, True),
        ("4+", 4, True),
    ],
)
def test_amounts_in_words_and_spans(cell, number, is_lowest):
    assert read_amount(cell) == Amount(number, is_lowest)


@pytest.mark.parametrize(
    "cell", ["a few", "2 on Mondays", "twofold", "eleven", "2026-03-02", "two hundred", "", "1-2-3"]
)
def test_what_is_no_amount(cell):
    assert read_amount(cell) is None


def test_answers_inside_one_cell_are_divided_trimmed_and_kept_once():
    assert split_answers(" law ;tax;; law;civil  law", ";") == ["law", "tax", "civil law"]
    assert split_answers("law\r\ntax", "\n") == ["law", "tax"]
