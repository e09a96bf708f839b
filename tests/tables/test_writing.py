"""What we write opens anywhere and nothing in it comes alive."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rapport.tables import read_table, write_csv, write_xlsx
from rapport.tables.formulas import disarm, revive
from rapport.tables.table import tidy

SIGNS = "=+-@＝＋－＠"
SKIPPED = " \t\r\n'\"\u200b\ufeff\u00a0"
nasty = st.text(
    st.sampled_from(SIGNS + SKIPPED + ";,|aé1") | st.characters(exclude_categories=["Cs"]), max_size=40
)

readable = nasty.map(
    lambda text: "".join(letter for letter in text if letter.isprintable() or letter in SKIPPED)
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20 7946", "'+44 20 7946"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\t'=1"),
        ("\r=1", "\r'=1"),
        ("  =1", "  '=1"),
        ("＝1+1", "'＝1+1"),
        ('"=1', "\"'=1"),
        ("law;=1+1", "law;'=1+1"),
        ("one\n- two", "one\n'- two"),
        ("'=1", "''=1"),
        ("a-b", "a-b"),
        ("O'Neil", "O'Neil"),
        ("zoe@example.org", "zoe@example.org"),
        ("", ""),
    ],
)
def test_text_that_could_start_a_formula_is_guarded(text, written):
    assert disarm(text) == written


def test_numbers_and_dates_stay_themselves():
    row = [-5, 2.5, Decimal("1.10"), True, date(2026, 2, 3), None, float("nan")]
    content = write_csv(list("abcdefg"), [row])
    assert content == (
        b'\xef\xbb\xbf"a","b","c","d","e","f","g"\r\n"-5","2.5","1.10","TRUE","2026-02-03","",""\r\n'
    )


def test_workbook_keeps_numbers_as_numbers_and_texts_as_texts():
    moment = datetime(2026, 2, 3, 14, tzinfo=UTC)
    content = write_xlsx(
        ["a", "=b"], [[-5, "-5"], [date(2026, 2, 3), moment], [10**16, "x"]], sheet_name="a/b?"
    )
    sheet = load_workbook(io.BytesIO(content))["a b"]
    assert [[(cell.value, cell.data_type) for cell in row] for row in sheet] == [
        [("a", "s"), ("=b", "s")],
        [(-5, "n"), ("-5", "s")],
        [(datetime(2026, 2, 3), "d"), ("2026-02-03 14:00:00+00:00", "s")],  # noqa: DTZ001 - as sheets have it
        [("10000000000000000", "s"), ("x", "s")],
    ]


def live(cell):
    """An oracle of its own: what a program that trims and unquotes would run."""
    return cell.lstrip(SKIPPED.replace("'", "") + "".join(map(chr, range(32)))).startswith(tuple(SIGNS))


@given(nasty)
@example("\ufeff;\t\n=1")
@example("x;';=1")
def test_no_text_comes_alive_in_csv_whatever_splits_it(text):
    content = write_csv(["heading", text], [["", text]])
    for delimiter in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter):
            assert [cell for cell in row if live(cell)] == []
    for line in re.split("[\r\n]", content.decode("utf-8-sig")):
        assert [cell for cell in line.split(";") if live(cell)] == []


@given(nasty)
def test_no_text_comes_alive_in_a_workbook(text):
    sheet = load_workbook(io.BytesIO(write_xlsx([text], [[text]]))).active
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "e"}
    assert [cell.value for row in sheet for cell in row if cell.data_type == "n"] in (
        [],
        [None],
        [None, None],
    )


@given(nasty)
def test_guard_comes_off_again(text):
    assert revive(disarm(text)) == text


@given(st.lists(readable, min_size=1, max_size=4))
def test_file_we_wrote_reads_back_the_same(texts):
    rows = [[str(number), text] for number, text in enumerate(texts)]
    table = read_table(write_csv(["number", "text"], rows))
    assert [row.values for row in table.rows] == [(number, tidy(text)) for number, text in rows]


def test_guarding_is_linear_in_the_length_of_the_text():
    text = "\n" * 200_000 + "a="
    assert disarm(text) == text


def test_very_long_texts_and_characters_xml_cannot_hold_still_open():
    sheet = load_workbook(io.BytesIO(write_xlsx(["a", "b"], [["x" * 40_000, "y\x00\x0bz"]]))).active
    assert (len(sheet["A2"].value), sheet["B2"].value) == (32_767, "y��z")
