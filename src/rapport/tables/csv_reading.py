"""Reads delimited text in whatever encoding, separator and line ends a spreadsheet program chose."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext_lazy as _

from rapport.tables.errors import (
    CellTooLong,
    LettersNotReadable,
    QuoteInTheWrongPlace,
    QuoteNotClosed,
    WrongKindOfFile,
)
from rapport.tables.formulas import revive
from rapport.tables.limits import Limits
from rapport.tables.table import Record, Table, build_table, tidy

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 100_000
SAMPLE_RECORDS = 200
# Excel's own hint in the first line; it does not count as a row there.
_SEPARATOR_HINT = re.compile(r"sep=([,;\t|])(\r\n|\r|\n)", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_csv(content: bytes, limits: Limits) -> Table:
    text, encoding = decode(content)
    _refuse_binary(text)
    if hint := _SEPARATOR_HINT.match(text):
        delimiter, text = hint[1], text[hint.end() :]
    else:
        delimiter = guess_delimiter(text)
    table = build_table(_records(text, delimiter, limits), limits=limits, headings_bound_rows=True)
    return replace(table, encoding=encoding, delimiter=delimiter)


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: by mark, by pattern, then UTF-8, then Windows' western letters."""
    encoding = _encoding_by_mark(content) or _utf16_by_zeros(content[:4096])
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff"), encoding.removesuffix("-sig")
        except UnicodeDecodeError as error:
            raise LettersNotReadable(_line_of(content, error.start)) from error
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_western(content, error)


def _encoding_by_mark(content: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return encoding
    return ""


def _utf16_by_zeros(sample: bytes) -> str:
    """UTF-16 without its mark: in western text nearly every second byte is zero, always on the same side."""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _decode_western(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """cp1252 explains almost any bytes, so what is mostly sound UTF-8 is refused rather than garbled."""
    letters = sum(1 for byte in content if byte > 0x7F)  # noqa: PLR2004 - the end of ASCII
    sound = sum(len(found) for found in _MULTIBYTE.findall(content))
    if sound * 2 > letters:
        raise LettersNotReadable(_line_of(content, error.start)) from error
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as unknown:
        raise LettersNotReadable(_line_of(content, unknown.start)) from unknown


def _line_of(content: bytes, position: int) -> int:
    before = content[:position]
    return max(before.count(b"\n"), before.count(b"\r")) + 1


def _refuse_binary(text: str) -> None:
    """A stray control character is a fault of its row; many of them mean that this never was text."""
    sample = text[:10_000]
    if len(_CONTROLS.findall(sample)) > max(2, len(sample) // 100):
        raise WrongKindOfFile(_("not a table of text"))


def guess_delimiter(text: str) -> str:
    """The separator that splits the headings, and then splits most rows into as many cells as the headings.

    Trying the parser on a sample is what stands quoted newlines, titles above the headings and texts full of
    commas; counting characters a line does not.
    """
    sample = text[:SAMPLE_CHARACTERS]
    scores = [(_consistency(sample, delimiter), delimiter) for delimiter in DELIMITERS]
    (_share, width), best = max(scores, key=lambda score: score[0])
    return best if width > 1 else ","


def _consistency(sample: str, delimiter: str) -> tuple[float, int]:
    parser = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(record) for record in islice(parser, SAMPLE_RECORDS) if any(map(str.strip, record))]
    except csv.Error:
        return 0.0, 0
    headings = next((width for width in widths if width > 1), 0)
    if headings == 0:
        return 0.0, 0
    return round(widths.count(headings) / len(widths), 1), headings


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[Record]:
    parser = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(parser)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(error, number, limits) from error
        yield Record(number, [revive(tidy(cell)) if cell else cell for cell in cells])


def _fault(
    error: csv.Error, number: int, limits: Limits
) -> CellTooLong | QuoteNotClosed | QuoteInTheWrongPlace:
    """The parser has one exception for all its faults and tells them apart only by text."""
    if "unexpected end" in str(error):
        return QuoteNotClosed(number)
    if "field limit" in str(error):
        return CellTooLong(number, limits.cell_characters)
    return QuoteInTheWrongPlace(number)
