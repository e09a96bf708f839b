"""Workbooks as Excel, LibreOffice and scripts leave them."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest

from rapport.tables import Limits, read_table
from rapport.tables import errors as e
from tests.tables.workbooks import SHEET, with_part, workbook


def only_row(*row, change=lambda _book: None):
    headings = [f"h{number}" for number in range(len(row))]
    return read_table(workbook(headings, row, change=change)).rows[0].values


def test_values_become_what_a_person_reads():
    row = (42, 42.0, 0.1 + 0.2, -3, True, date(2026, 2, 3), datetime(2026, 2, 3, 14, 5), time(9, 30), " x ")  # noqa: DTZ001 - as sheets have it
    assert only_row(*row) == ("42", "42", "0.3", "-3", "TRUE", "2026-02-03", "2026-02-03 14:05", "09:30", "x")


def test_length_of_time_is_read_as_written():
    assert only_row(timedelta(hours=1, minutes=30), "x") == ("1:30:00", "x")


def test_leading_zeros_of_the_format_are_kept():
    def pad(book):
        book.active["A2"].number_format = "000"

    assert only_row(7, 8, change=pad) == ("007", "8")


def test_first_visible_sheet_with_content_is_read_and_the_others_named():
    def add(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("Empty")
        book.create_sheet("Mentors").append(["Name", "E-mail"])
        book["Mentors"].append(["A", "a@example.org"])
        book.create_sheet("More").append(["x"])

    table = read_table(workbook(["secret", "s"], ["no", "n"], change=add))
    assert (table.sheet_name, table.rows[0].values) == ("Mentors", ("A", "a@example.org"))
    assert table.notes == ("The workbook has 2 sheets with content; we read the first, “Mentors”.",)


def test_cells_merged_downwards_count_for_each_row_and_sideways_for_the_first():
    def merge(book):
        book.active.merge_cells("B2:B4")
        book.active.merge_cells("A5:B5")

    rows = (["Name", "Department"], ["A", "Peace"], ["B", ""], ["C", ""], ["D", ""])
    table = read_table(workbook(*rows, change=merge))
    assert [row.values for row in table.rows] == [("A", "Peace"), ("B", "Peace"), ("C", "Peace"), ("D", "")]


def test_wrong_dimension_in_the_sheet_is_ignored():
    content = with_part(
        workbook(["a", "b"], ["1", "2"]),
        SHEET,
        lambda xml: re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1"', xml),
    )
    assert read_table(content).rows[0].values == ("1", "2")


def test_row_numbers_are_those_of_the_sheet():
    def gap(book):
        book.active["A9"], book.active["B9"] = "x", "y"

    assert [row.number for row in read_table(workbook(["a", "b"], ["1", "2"], change=gap)).rows] == [2, 9]


def test_formula_gives_its_saved_result():
    content = with_part(
        workbook(["a", "b"], ["=1+1", "x"]), SHEET, lambda xml: re.sub(rb"<v\s*/>|<v></v>", b"<v>2</v>", xml)
    )
    assert read_table(content).rows[0].values == ("2", "x")


def test_formula_without_a_result_and_error_cells_are_faults_of_their_rows():
    table = read_table(workbook(["Name", "Grade"], ["A", "=1+1"], ["B", "#N/A"], ["C", "x"]))
    assert [row.values for row in table.rows] == [("C", "x")]
    assert [(row.number, row.values) for row in table.partial] == [(2, ("A", "")), (3, ("B", ""))]
    assert table.rows_in_all == 3
    assert [str(fault) for fault in table.unreadable] == [
        (
            "We could not read row 2: “Grade” holds a formula without its result. "
            "Please open the file in your spreadsheet program, save it again and send the new copy."
        ),
        "We could not read row 3: “Grade” holds the error #N/A.",
    ]


def test_empty_workbook_is_empty():
    with pytest.raises(e.FileIsEmpty):
        read_table(workbook())


def test_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    with pytest.raises(e.FileDamaged):
        read_table(with_part(workbook(["a", "b"], ["1", "2"]), SHEET, lambda _xml: bomb))


def test_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    content = with_part(
        workbook(["a", "b"], ["1", "2"]), "xl/media/zeros.bin", lambda _old: b"\0" * 5_000_000
    )
    assert len(content) < 20_000
    with pytest.raises(e.FileTooLarge):
        read_table(content, limits=Limits(unpacked_bytes=4_000_000))


def test_limits_are_kept():
    with pytest.raises(e.TooManyRows):
        read_table(workbook(["a", "b"], *[["1", "2"]] * 4), limits=Limits(rows=3))
    with pytest.raises(e.TooManyColumns) as raised:
        read_table(workbook(["a", "b"], ["1", "2", "3", "4"]), limits=Limits(columns=3))
    assert str(raised.value) == "We could not read this file: row 2 has more than 3 columns."


def test_damaged_workbook_says_so():
    content = workbook(["a", "b"], ["1", "2"])
    for broken in (content[: len(content) // 2], with_part(content, SHEET, lambda xml: xml[:-40])):
        with pytest.raises(e.FileDamaged):
            read_table(broken)


def test_workbook_without_its_parts_is_damaged():
    bare = BytesIO()
    with zipfile.ZipFile(bare, "w") as archive:
        archive.writestr("xl/nothing.xml", "<x/>")
    with pytest.raises(e.FileDamaged):
        read_table(bare.getvalue())
