"""Cells as people write them."""

import pytest

from rapport.programmes.services.imports.cells import (
    read_availability,
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


def hours(day, first, last):
    """Half-hours from `first` to `last` o'clock; Monday is day 0."""
    return {day * 48 + half for half in range(int(first * 2), int(last * 2))}


@pytest.mark.parametrize(
    ("cell", "free"),
    [
        ("Mon 9-12", hours(0, 9, 12)),
        ("Monday 09:00–10:30; Fri afternoon", hours(0, 9, 10.5) | hours(4, 13, 17)),
        ("Tue, Thu 2pm-4pm", hours(1, 14, 16) | hours(3, 14, 16)),
        ("Wed 2-4pm", hours(2, 14, 16)),
        ("Fri-Mon evenings", hours(4, 18, 21) | hours(5, 18, 21) | hours(6, 18, 21) | hours(0, 18, 21)),
        ("weekends 10 to 11", hours(5, 10, 11) | hours(6, 10, 11)),
        ("Sun 22-24", hours(6, 22, 24)),
        ("Sat", hours(5, 9, 18)),
        ("Mon & Wed", hours(0, 9, 18) | hours(2, 9, 18)),
        ("Tue 9-11; Fri", hours(1, 9, 11) | hours(4, 9, 18)),
        ("any time", set().union(*(hours(day, 9, 18) for day in range(7)))),
        ("", set()),
        ("whenever", None),
        ("Mon 12-9", None),
        ("Mon 9-25", None),
        ("9-12", None),
    ],
)
def test_hours_of_the_week(cell, free):
    read = read_availability(cell)
    assert (None if read is None else set(read)) == free


def test_answers_inside_one_cell_are_divided_trimmed_and_kept_once():
    assert split_answers(" law ;tax;; law;civil  law", ";") == ["law", "tax", "civil law"]
    assert split_answers("law\r\ntax", "\n") == ["law", "tax"]
