"""CSV as people really save it."""

import pytest

from rapport.tables import Limits, read_table
from rapport.tables import errors as e

LINES = "Name;E-mail\r\nZoë Müller;zoe@example.org\r\nIdris Ali;idris@example.org\r\n"
PEOPLE = [("Zoë Müller", "zoe@example.org"), ("Idris Ali", "idris@example.org")]


def values(content, **limits):
    return [row.values for row in read_table(content, limits=Limits(**limits)).rows]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_table(written, said):
    table = read_table(LINES.encode(written))
    assert (table.encoding, table.columns) == (said, ("Name", "E-mail"))
    assert [row.values for row in table.rows] == PEOPLE


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_separator_and_line_end_gives_the_same_table(delimiter, end):
    text = LINES.replace(";", delimiter).replace("\r\n", end)
    table = read_table(text.encode())
    assert table.delimiter == delimiter
    assert [row.values for row in table.rows] == PEOPLE


def test_mixed_line_ends_are_read_line_by_line():
    assert values(b"a,b\r\n1,2\r3,4\n5,6") == [("1", "2"), ("3", "4"), ("5", "6")]


def test_separator_is_guessed_past_texts_full_of_commas():
    text = "Name;About\nA;one, two, three\nB;four, five\nC;six\n"
    assert values(text.encode())[0] == ("A", "one, two, three")


def test_separator_hint_of_excel_is_obeyed_and_is_no_row():
    table = read_table(b"sep=|\r\na,b|c\r\n1|2\r\n")
    assert (table.columns, table.rows[0].number) == (("a,b", "c"), 2)


def test_one_column_needs_no_separator():
    assert values(b"E-mail\na@example.org\nb@example.org\n") == [("a@example.org",), ("b@example.org",)]


def test_quoted_line_breaks_and_blank_lines_keep_the_row_numbers_of_the_spreadsheet():
    table = read_table(b'a,b\n1,"two\r\nlines"\n\n,\n5,6\n')
    assert [(row.number, row.values) for row in table.rows] == [(2, ("1", "two\nlines")), (5, ("5", "6"))]


def test_title_above_the_headings_is_passed_over():
    table = read_table(b"Mentors of 2026,,\n\nName,E-mail,Skills\nA,a@example.org,law\n")
    assert (table.columns, table.rows[0].number) == (("Name", "E-mail", "Skills"), 4)


def test_short_rows_are_filled_and_values_trimmed():
    assert values("a,b,c\n \u00a0x\u200b ,y\n".encode()) == [("x", "y", "")]


def test_headings_become_unique_and_empty_ones_get_a_name():
    table = read_table(b"Skill, skill ,,\nlaw,tax,2,\n")
    assert table.columns == ("Skill", "skill (2)", "Column C")
    assert table.notes == (
        "Two columns are called “skill”; we call the second “skill (2)”.",
        "One column has no heading; we call it “Column C”.",
    )


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"", e.FileIsEmpty, "We could not read this file: it is empty."),
        (b"\xef\xbb\xbf\r\n \n", e.FileIsEmpty, "We could not read this file: it is empty."),
        (b",,\n,,\n", e.FileIsEmpty, "We could not read this file: it is empty."),
        (b"a,b\n\n", e.NoRows, "We could not read this file: it has headings and no rows below them."),
        (
            b'a,b\n1,2\n3,"4\n5,6\n',
            e.QuoteNotClosed,
            "We could not read row 3: a quotation mark opens a cell there, and none closes it.",
        ),
        (
            b'a,b\n"1"x,2\n',
            e.QuoteInTheWrongPlace,
            (
                "We could not read row 2: a cell goes on after its closing quotation mark. "
                "A quotation mark inside a cell is written twice."
            ),
        ),
        (
            "a,b\nZoë,é\nZo".encode() + b"\xeb,1\n",
            e.LettersNotReadable,
            (
                "We could not read this file: line 3 holds letters in another encoding than the rest. "
                "Please save the file as “CSV UTF-8” or as XLSX."
            ),
        ),
        (
            b"a,b\n\x81,1\n",
            e.LettersNotReadable,
            (
                "We could not read this file: line 2 holds letters in another encoding than the rest. "
                "Please save the file as “CSV UTF-8” or as XLSX."
            ),
        ),
    ],
)
def test_file_that_cannot_be_read_says_why(content, error, sentence):
    with pytest.raises(error) as raised:
        read_table(content)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("line", "rest", "sentence"),
    [
        (
            b"1,2,3",
            [],
            (
                "We could not read row 3: it has 3 cells, but there are only 2 headings. "
                "A cell that holds the separating character needs quotation marks around it."
            ),
        ),
        (b"1,x\0y", [("1", "")], "We could not read row 3: “b” holds a character that is not text."),
        (
            b"1," + b"x" * 32_001,
            [("1", "")],
            "We could not read row 3: “b” is longer than 32,000 characters.",
        ),
        (b"\0,x", [("", "x")], "We could not read row 3: “a” holds a character that is not text."),
    ],
)
def test_row_that_cannot_be_read_leaves_the_others(line, rest, sentence):
    table = read_table(b"a,b\nv,w\n" + line + b"\ny,z\n")
    assert [row.values for row in table.rows] == [("v", "w"), ("y", "z")]
    assert [row.values for row in table.partial] == rest
    assert ([str(fault) for fault in table.unreadable], table.rows_in_all) == ([sentence], 3)


def test_limits_are_kept():
    with pytest.raises(e.TooManyRows):
        values(b"a,b\n" + b"1,2\n" * 4, rows=3)
    with pytest.raises(e.TooManyColumns):
        values(b"a,b,c,d\n1,2,3,4\n", columns=3)
    with pytest.raises(e.FileTooLarge):
        values(b"a,b\n1,2\n", file_bytes=7)
    assert len(values(b"a,b\n" + b"1,2\n" * 3, rows=3)) == 3
