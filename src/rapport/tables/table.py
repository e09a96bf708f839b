"""The table that both readers give back, and how loose records of cells become one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from rapport.tables.errors import (
    CellNotText,
    CellTooLong,
    FileIsEmpty,
    NoRows,
    RowNotReadable,
    RowTooLong,
    TooManyColumns,
    TooManyRows,
)
from rapport.tables.limits import Limits

# How far down we look for the headings below a title.
TITLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Record:
    """One line of cells as the file has it; `defects` are cells that the reader knows to be unusable."""

    number: int
    cells: Sequence[str]
    defects: tuple[tuple[int, type[RowNotReadable], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row's number as the spreadsheet program shows it."""

    number: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`rows` are sound. `partial` are rows with cells that cannot be read, which are left empty there.

    `unreadable` says what is wrong with each of those cells, and with rows of which nothing can be used.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    partial: tuple[Row, ...] = ()
    unreadable: tuple[RowNotReadable, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet_name: str = ""

    @property
    def rows_in_all(self) -> int:
        return len(self.rows) + len({fault.row for fault in self.unreadable})

    def values_of(self, column: str) -> list[str]:
        position = self.columns.index(column)
        return [row.values[position] for row in self.rows]


def build_table(records: Iterable[Record], *, limits: Limits, headings_bound_rows: bool) -> Table:
    """`headings_bound_rows`: a row wider than the headings is a fault (CSV), not a column without a name."""
    filled = _filled(records, limits)
    start = list(islice(filled, TITLE_ROWS))
    if not start:
        raise FileIsEmpty
    top = _heading_position(start)
    heading, body = start[top], [*start[top + 1 :], *filled]
    if not body:
        raise NoRows
    bound = len(heading.cells) if headings_bound_rows else limits.columns
    kept = _columns_in_use(heading, body, bound)
    columns, notes = _named(heading, kept)
    table = Table(columns=columns, rows=(), notes=tuple(notes))
    return _with_rows(table, body, kept, bound=bound, limits=limits)


def _filled(records: Iterable[Record], limits: Limits) -> Iterable[Record]:
    seen = 0
    for record in records:
        width = _width(record.cells)
        if width == 0 and not record.defects:
            continue
        if width > limits.columns:
            raise TooManyColumns(record.number, limits.columns)
        if seen > limits.rows:
            raise TooManyRows(limits.rows)
        seen += 1
        yield record


def _width(cells: Sequence[str]) -> int:
    for position in range(len(cells), 0, -1):
        if cells[position - 1]:
            return position
    return 0


def _heading_position(start: Sequence[Record]) -> int:
    """The first row, or the first below a title: a title fills one cell where a later row fills several."""
    counts = [sum(1 for cell in record.cells if cell) for record in start]
    return next((at for at, count in enumerate(counts) if count > 1), 0)


def _columns_in_use(heading: Record, body: Sequence[Record], bound: int) -> list[int]:
    used = {at for at, cell in enumerate(heading.cells) if cell}
    widest = min(bound, max(len(record.cells) for record in body))
    unnamed = set(range(widest)) - used
    for record in body:
        if not unnamed:
            break
        unnamed -= (found := {at for at in unnamed if at < len(record.cells) and record.cells[at]})
        used |= found
    return sorted(used)


def _named(heading: Record, kept: Sequence[int]) -> tuple[tuple[str, ...], list[str]]:
    names: list[str] = []
    notes: list[str] = []
    taken: set[str] = set()
    for at in kept:
        written = " ".join(heading.cells[at].split()) if at < len(heading.cells) else ""
        base = written or _("Column %(letter)s") % {"letter": column_letter(at)}
        name = _unique(base, taken)
        if not written:
            notes.append(_("One column has no heading; we call it “%(name)s”.") % {"name": name})
        elif name != written:
            notes.append(
                _("Two columns are called “%(written)s”; we call the second “%(name)s”.")
                % {"written": written, "name": name},
            )
        names.append(name)
    return tuple(names), notes


def _unique(base: str, taken: set[str]) -> str:
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base} ({count})"
    taken.add(name.casefold())
    return name


def column_letter(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA, as spreadsheets name their columns."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _with_rows(
    table: Table, body: Iterable[Record], kept: Sequence[int], *, bound: int, limits: Limits
) -> Table:
    rows: list[Row] = []
    partial: list[Row] = []
    unreadable: list[RowNotReadable] = []
    for record in body:
        if (width := _width(record.cells)) > bound:
            unreadable.append(RowTooLong(record.number, width, bound))
            continue
        cells = record.cells
        values = [cells[at] if at < len(cells) else "" for at in kept]
        if faults := _cell_faults(record, values, table.columns, kept, limits=limits):
            unreadable += faults.values()
            values = ["" if at in faults else value for at, value in enumerate(values)]
        (partial if faults else rows).append(Row(record.number, tuple(values)))
    return replace(table, rows=tuple(rows), partial=tuple(partial), unreadable=tuple(unreadable))


def _cell_faults(
    record: Record, values: Sequence[str], columns: Sequence[str], kept: Sequence[int], *, limits: Limits
) -> dict[int, RowNotReadable]:
    """What is wrong with cells of a row, by their place among those kept."""
    faults: dict[int, RowNotReadable] = {}
    for at, kind, details in record.defects:
        if at in kept:
            place = kept.index(at)
            faults.setdefault(place, kind(record.number, *details, column=columns[place]))
    for place, value in enumerate(values):
        if len(value) > limits.cell_characters:
            faults[place] = CellTooLong(record.number, limits.cell_characters, column=columns[place])
        elif "\0" in value:
            faults[place] = CellNotText(record.number, column=columns[place])
    return faults


# Every kind of space, and what no one sees or means: byte-order marks and zero-width spaces around a value.
_AROUND = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b\u2060"


def tidy(text: str) -> str:
    """A cell without what is invisible at its ends, its line ends made one kind."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(_AROUND)
