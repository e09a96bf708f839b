"""Writes CSV and XLSX that open anywhere and in which nothing can come alive as a formula."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from rapport.tables.formulas import disarm

Value = str | Promise | int | float | Decimal | date | datetime | time | None

CELL_CHARACTERS = 32_767
EXACT_DIGITS = 10**15
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def write_csv(columns: Sequence[str | Promise], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with its mark, CRLF, every cell quoted: what Excel, LibreOffice and scripts all read.

    Numbers stay numbers, −5 too. A text that could start a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([disarm(str(column)) for column in columns])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _csv_value(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal) and math.isfinite(value):
        return f"{value:f}" if isinstance(value, Decimal) else repr(value)
    return disarm(_as_text(value))


def write_spreadsheet(kind: str, columns: Sequence[str | Promise], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write as `kind`: "xlsx" or "csv"."""
    return write_xlsx(columns, rows) if kind == "xlsx" else write_csv(columns, rows)


def write_xlsx(
    columns: Sequence[str | Promise], rows: Iterable[Sequence[Value]], *, sheet_name: str = "Sheet1"
) -> bytes:
    """One sheet, the headings frozen; every text is stored with the type of text, so none is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second to load

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_NO_SHEET_NAME.sub(" ", sheet_name)[:31].strip() or "Sheet1")
    sheet.freeze_panes = "A2"
    for row in ([str(column) for column in columns], *rows):
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _xlsx_cell(sheet: Any, value: Value) -> Any:
    """`quotePrefix` keeps a text a text even after someone edits the cell in Excel."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - half a second to load

    if _is_native(value):
        return value
    text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", _as_text(value))
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=text[:CELL_CHARACTERS])
    cell.data_type = "s"  # what it looked like, a formula or an error, does not matter
    cell.quotePrefix = disarm(text) != text
    return cell


def _is_native(value: Value) -> bool:
    """What a workbook stores exactly as itself; it knows no time zones and only 15 digits."""
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float | Decimal):
        return math.isfinite(value) and -EXACT_DIGITS < value < EXACT_DIGITS
    if isinstance(value, datetime | time):
        return value.tzinfo is None and not (isinstance(value, datetime) and value.year < 1900)  # noqa: PLR2004
    return isinstance(value, date) and value.year >= 1900  # noqa: PLR2004 - the calendar of spreadsheets begins


def _as_text(value: Value) -> str:
    if value is None or (isinstance(value, float | Decimal) and not math.isfinite(value)):
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
