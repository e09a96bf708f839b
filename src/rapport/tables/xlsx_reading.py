"""Reads the first visible sheet with content of an XLSX workbook, without trusting the archive."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from rapport.tables.errors import (
    CellHasError,
    FileDamaged,
    FileIsEmpty,
    FileTooLarge,
    FormulaWithoutResult,
    RowNotReadable,
    TableError,
    TooManyColumns,
)
from rapport.tables.limits import Limits
from rapport.tables.table import Record, Table, build_table, tidy

MANY_PARTS = 5_000
# Where the root element begins, nothing may have declared entities; a workbook never does.
_PROLOGUE_BYTES = 4_096
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})
_MERGED = re.compile(rb'<mergeCell [^<>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_FORMULA_ALONE = re.compile(
    rb'<c [^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*'
    rb"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>",
)
_ZEROS = re.compile(r"0{2,}")


def read_xlsx(content: bytes, limits: Limits) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive, limits)
            return _read(content, archive, limits)
    except (TableError, MemoryError):
        raise
    except Exception as error:  # a broken workbook fails anywhere in the library, as anything
        raise FileDamaged from error


def _refuse_bombs(archive: zipfile.ZipFile, limits: Limits) -> None:
    """The declared sizes hold: zipfile reads no byte beyond them."""
    parts = archive.infolist()
    if len(parts) > MANY_PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise FileTooLarge(limits.unpacked_bytes // 1_000_000)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                opening = stream.read(_PROLOGUE_BYTES).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in opening or b"<!ENTITY" in opening:
                raise FileDamaged


def _read(content: bytes, archive: zipfile.ZipFile, limits: Limits) -> Table:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second to load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that we do not use
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as workbook:
            sheets: list[Any] = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            filled = [sheet for sheet in sheets if _has_content(sheet)]
            if not filled:
                raise FileIsEmpty
            gaps = _gaps(archive.read(filled[0]._worksheet_path))  # noqa: SLF001 - read-only sheets hide merges
            records = _filled_down(_records(filled[0], gaps, limits), gaps)
            table = build_table(records, limits=limits, headings_bound_rows=False)
    notes = table.notes
    if len(filled) > 1:
        several = _("The workbook has %(count)d sheets with content; we read the first, “%(name)s”.")
        notes = (several % {"count": len(filled), "name": filled[0].title}, *notes)
    return replace(table, sheet_name=filled[0].title, notes=notes)


def _has_content(sheet: Any) -> bool:
    sheet.reset_dimensions()  # some programs write A1 for every sheet
    return any(value not in {None, ""} for row in sheet.iter_rows(values_only=True) for value in row)


@dataclass(frozen=True)
class Gaps:
    """What the read-only sheet leaves out: formulas that were never calculated, cells merged downwards."""

    formulas: dict[int, list[int]]
    merged: dict[int, list[tuple[int, int]]]


def _gaps(xml: bytes) -> Gaps:
    formulas: dict[int, list[int]] = {}
    merged: dict[int, list[tuple[int, int]]] = {}
    if b"<f" in xml:
        for letters, row in _FORMULA_ALONE.findall(xml):
            formulas.setdefault(int(row), []).append(_position(letters))
    for letters, first, last in _MERGED.findall(xml):
        if int(last) > int(first):
            merged.setdefault(int(first), []).append((_position(letters), int(last)))
    return Gaps(formulas, merged)


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position - 1


def _records(sheet: Any, gaps: Gaps, limits: Limits) -> Iterator[Record]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_text(cell) if cell.value is not None else "" for cell in row]
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise TooManyColumns(number, limits.columns)
        yield Record(number, cells[: limits.columns], _defects(number, cells, gaps))


def _defects(
    number: int, cells: Sequence[str], gaps: Gaps
) -> tuple[tuple[int, type[RowNotReadable], tuple[str, ...]], ...]:
    uncalculated = ((at, FormulaWithoutResult, ()) for at in gaps.formulas.get(number, ()))
    errors = ((at, CellHasError, (cell,)) for at, cell in enumerate(cells) if cell in _ERRORS)
    return tuple(chain(uncalculated, errors))


def _filled_down(records: Iterator[Record], gaps: Gaps) -> Iterator[Record]:
    """People read a value merged over several rows as belonging to each of them."""
    if not gaps.merged:
        yield from records
        return
    current: dict[int, tuple[int, str]] = {}
    for record in records:
        for at, last in gaps.merged.get(record.number, ()):
            if at < len(record.cells) and record.cells[at]:
                current[at] = (last, record.cells[at])
        current = {at: until for at, until in current.items() if until[0] >= record.number}
        yield replace(record, cells=_overlaid(record.cells, current)) if any(record.cells) else record


def _overlaid(cells: Sequence[str], current: dict[int, tuple[int, str]]) -> list[str]:
    wide = [*cells, *[""] * (max(current, default=-1) + 1 - len(cells))]
    for at, (_last, value) in current.items():
        wide[at] = wide[at] or value
    return wide


def _text(cell: Any) -> str:
    """What a person would copy from the sheet: 42 and not 42.0, dates as ISO, 007 if the format says so."""
    match cell.value:
        case str(text):
            return tidy(text)
        case bool(truth):
            return "TRUE" if truth else "FALSE"
        case int(number) | float(number):
            return _number(number, cell.number_format)
        case datetime() as moment:
            return _moment(moment)
        case time() as clock:
            return clock.isoformat("seconds" if clock.second else "minutes")
        case other:
            return str(other)


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.15g}"
    if _ZEROS.fullmatch(number_format):
        return f"{int(value):0{len(number_format)}d}"
    return str(int(value))


def _moment(value: datetime) -> str:
    value = value.replace(microsecond=0)
    if value.time() == time(0):
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")
