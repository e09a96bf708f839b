"""Turns the rows of a table into people, or into faults that name row and column in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import merge
from typing import Any

from django.utils.translation import gettext as _

from rapport.programmes.choices import ColumnUse
from rapport.programmes.services.imports.cells import (
    Amount,
    read_amount,
    read_email,
    read_time_zone,
    split_answers,
)
from rapport.programmes.services.imports.columns import Column, with_options
from rapport.programmes.services.imports.faults import (
    MOST_PLACES,
    Fault,
    FaultKind,
    cell_fault,
    row_fault,
    shown,
)
from rapport.programmes.services.imports.hours import hours_in_words, read_hours
from rapport.questionnaires.choices import LONGEST_LINE, WITH_OPTIONS, QuestionKind
from rapport.tables import Row, Table

NAME_CHARACTERS = 200
OPTION_CHARACTERS = 200
ROWS_A_STEP = 500
# Without these nobody can be told from somebody else.
_WHO = frozenset({ColumnUse.EMAIL, ColumnUse.NAME, ColumnUse.FIRST_NAME, ColumnUse.LAST_NAME})


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """What a row says of a person; None (or an absent answer) means that it does not say."""

    row: int
    email: str
    name: str
    capacity: int | None = None
    time_zone: str | None = None
    availability: list[int] | None = None
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadRows:
    """`faults` cost their rows; `warnings` cost a single answer or nothing, and stand in rows that are read."""

    people: tuple[PersonRow, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    columns: tuple[Column, ...]


class _Unusable(Exception):
    """A cell that cannot be used, and the rest of the sentence about it."""

    def __init__(self, kind: FaultKind, why: str, *, column: str = "", cell: str = "") -> None:
        super().__init__(why)
        self.kind, self.why, self.column, self.cell = kind, why, column, cell


@dataclass(frozen=True)
class _Doubtful:
    """What a cell was read as that leaves something open."""

    value: Any
    kind: FaultKind
    why: str


def read_rows(
    table: Table, columns: Sequence[Column], *, tell: Callable[[int], None] = lambda _done: None
) -> ReadRows:
    """Read every row. `tell` hears how many are done. The columns come back with the options met on the way."""
    reader = _Reader(columns, table)
    people: list[PersonRow] = []
    faults, warnings = _defects(table, columns)
    lost = {fault.row for fault in faults}
    rows = merge(table.rows, table.partial, key=lambda row: row.number)
    for done, row in enumerate((row for row in rows if row.number not in lost), start=1):
        try:
            people.append(reader.read(row))
        except _Unusable as unusable:
            told = {"column": unusable.column, "cell": unusable.cell}
            faults.append(row_fault(row.number, unusable.kind, unusable.why, **told))
        if done % ROWS_A_STEP == 0:
            tell(done)
    tell(len(table.rows) + len(table.partial))
    people, doubles = _without_doubles(people, reader.heading_of(ColumnUse.EMAIL))
    read = {person.row for person in people}
    return ReadRows(
        tuple(people),
        _by_row([*faults, *doubles]),
        _by_row([fault for fault in [*warnings, *reader.warnings] if fault.row in read]),
        tuple(with_options(column, reader.options_met(column)) for column in columns),
    )


def _defects(table: Table, columns: Sequence[Column]) -> tuple[list[Fault], list[Fault]]:
    """What the table says of its own cells: it matters where the column is used, and most where it says who it is."""
    used = {column.heading: column.use for column in columns if column.use != ColumnUse.LEAVE_OUT}
    rest = {row.number for row in table.partial}
    faults: list[Fault] = []
    warnings: list[Fault] = []
    for defect in table.unreadable:
        if defect.row not in rest or used.get(defect.column) in _WHO:
            faults.append(Fault(defect.row, defect.column, str(defect), FaultKind.ROW_NOT_READABLE))
        elif defect.column in used:
            kind, why = FaultKind.CELL_NOT_READABLE, str(defect.why)
            warnings.append(row_fault(defect.row, kind, why, column=defect.column))
    return faults, warnings


def _by_row(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.row))


def _without_doubles(people: Sequence[PersonRow], column: str) -> tuple[list[PersonRow], list[Fault]]:
    """Of rows with one address none is taken: we cannot know which of them is meant."""
    rows_of: dict[str, list[int]] = {}
    for person in people:
        rows_of.setdefault(person.email, []).append(person.row)
    why = _("the e-mail address %(email)s stands in row %(other)d too.")
    faults = [
        row_fault(
            row,
            FaultKind.EMAIL_TWICE,
            why % {"email": email, "other": rows[0] if row != rows[0] else rows[1]},
            column=column,
            cell=email,
        )
        for email, rows in rows_of.items()
        if len(rows) > 1
        for row in rows
    ]
    return [person for person in people if len(rows_of[person.email]) == 1], faults


class _Reader:
    """Reads rows by a plan, and remembers which options it met."""

    def __init__(self, columns: Sequence[Column], table: Table) -> None:
        at = {heading: position for position, heading in enumerate(table.columns)}
        used = [column for column in columns if column.heading in at]
        self._by_use = {
            column.use: (at[column.heading], column.heading) for column in used if not column.is_question
        }
        self._questions = [(at[column.heading], column) for column in used if column.is_question]
        self.warnings: list[Fault] = []
        self._spelling = {
            column.key: {option.casefold(): option for option in column.options}
            for _at, column in self._questions
        }

    def heading_of(self, use: str) -> str:
        return self._by_use[use][1] if use in self._by_use else ""

    def options_met(self, column: Column) -> list[str]:
        return list(self._spelling.get(column.key, {}).values()) if column.is_question else []

    def read(self, row: Row) -> PersonRow:
        """Read who it is first: without that, nothing else in the row matters."""
        return PersonRow(
            row=row.number,
            email=self._email(row),
            name=self._name(row),
            capacity=self._read(row, ColumnUse.CAPACITY, _places),
            time_zone=self._read(row, ColumnUse.TIME_ZONE, _time_zone),
            availability=self._read(row, ColumnUse.AVAILABILITY, _availability),
            answers=dict(self._answers(row)),
        )

    def _cell(self, row: Row, use: str) -> str:
        return row.values[self._by_use[use][0]] if use in self._by_use else ""

    def _read(self, row: Row, use: str, read: Callable[[str], Any]) -> Any:
        cell = self._cell(row, use)
        return self._settled(row, self.heading_of(use), cell, read) if cell else None

    def _settled(self, row: Row, heading: str, cell: str, read: Callable[[str], Any]) -> Any:
        """Read an answer. One that cannot be read costs nobody their place: it is left empty, with a warning."""
        try:
            found = read(cell)
        except _Unusable as unusable:
            self._warn(row, heading, unusable.kind, unusable.why, cell)
            return None
        if isinstance(found, _Doubtful):
            self._warn(row, heading, found.kind, found.why, cell)
            return found.value
        return found

    def _warn(self, row: Row, heading: str, kind: FaultKind, why: str, cell: str) -> None:
        self.warnings.append(cell_fault(row.number, kind, why, column=heading, cell=cell))

    def _email(self, row: Row) -> str:
        cell, heading = self._cell(row, ColumnUse.EMAIL), self.heading_of(ColumnUse.EMAIL)
        if not cell:
            raise _Unusable(FaultKind.NO_EMAIL, _("there is no e-mail address."))
        email = read_email(cell)
        if email is None:
            why = _("“%(cell)s” is not an e-mail address.") % {"cell": shown(cell)}
            raise _Unusable(FaultKind.NOT_AN_EMAIL, why, column=heading, cell=cell)
        return email

    def _name(self, row: Row) -> str:
        parts = [self._cell(row, use) for use in (ColumnUse.NAME, ColumnUse.FIRST_NAME, ColumnUse.LAST_NAME)]
        name = " ".join((parts[0] or f"{parts[1]} {parts[2]}").split())
        if not name:
            raise _Unusable(FaultKind.NO_NAME, _("there is no name."))
        if len(name) > NAME_CHARACTERS:
            why = _("the name is longer than %(limit)d characters.") % {"limit": NAME_CHARACTERS}
            raise _Unusable(FaultKind.NAME_TOO_LONG, why)
        return name

    def _answers(self, row: Row) -> Iterator[tuple[str, Any]]:
        for position, column in self._questions:
            if cell := row.values[position]:
                answer = self._settled(row, column.heading, cell, partial(self._answer, column))
                if answer is not None:
                    yield column.key, answer

    def _answer(self, column: Column, cell: str) -> Any:
        match column.kind:
            case QuestionKind.NUMBER:
                return _number(cell)
            case QuestionKind.MULTIPLE:
                return [self._option(part, column) for part in split_answers(cell, column.separator)]
            case kind if kind in WITH_OPTIONS:
                return self._option(" ".join(cell.split()), column)
            case QuestionKind.LINE:
                return _line(cell)
            case _:
                return cell

    def _option(self, text: str, column: Column) -> str:
        """One spelling for each option: the one given, else the first that was met."""
        if len(text) > OPTION_CHARACTERS:
            why = _("this is too long for an answer out of a list. Please read the column as free text.")
            raise _Unusable(FaultKind.TOO_LONG_FOR_A_LIST, why)
        spelling = self._spelling[column.key]
        if column.options and column.kind == QuestionKind.SCALE and text.casefold() not in spelling:
            why = _("“%(cell)s” is not on the scale.") % {"cell": shown(text)}
            raise _Unusable(FaultKind.NOT_ON_THE_SCALE, why)
        return spelling.setdefault(text.casefold(), text)


def _line(cell: str) -> str:
    line = " ".join(cell.split())
    if len(line) > LONGEST_LINE:
        why = _(
            "this is longer than the %(limit)d characters of a line. Please read the column as free text."
        )
        raise _Unusable(FaultKind.TOO_LONG_FOR_A_LINE, why % {"limit": LONGEST_LINE})
    return line


def _places(cell: str) -> Any:
    amount = read_amount(cell)
    if amount is None or not isinstance(amount.value, int) or not 0 <= amount.value <= MOST_PLACES:
        why = _("“%(cell)s” is not a whole number from 0 to %(most)d.")
        raise _Unusable(FaultKind.NOT_PLACES, why % {"cell": shown(cell), "most": MOST_PLACES})
    return _lowest(cell, amount)


def _number(cell: str) -> Any:
    amount = read_amount(cell)
    if amount is None:
        why = _("“%(cell)s” is not a number.") % {"cell": shown(cell)}
        raise _Unusable(FaultKind.NOT_A_NUMBER, why)
    return _lowest(cell, amount)


def _lowest(cell: str, amount: Amount) -> Any:
    if not amount.is_lowest:
        return amount.value
    why = _("“%(cell)s” is read as %(number)s, the lower number.")
    return _Doubtful(
        amount.value, FaultKind.LOWEST_TAKEN, why % {"cell": shown(cell), "number": amount.value}
    )


def _time_zone(cell: str) -> str:
    zone = read_time_zone(cell)
    if zone is None:
        why = _("“%(cell)s” is not a time zone we know. Please write it like Europe/London or UTC+1.")
        raise _Unusable(FaultKind.NOT_A_TIME_ZONE, why % {"cell": shown(cell)})
    return zone


def _availability(cell: str) -> Any:
    hours = read_hours(cell)
    if hours is None:
        why = _(
            "we could not read the hours “%(cell)s”. Please write them like “Mon 9–12; Wed–Fri 14:00–16:30”."
        )
        raise _Unusable(FaultKind.NOT_HOURS, why % {"cell": shown(cell)})
    halves = list(hours.halves)
    if not hours.is_open_ended:
        return halves
    why = _("“%(cell)s” is read as %(hours)s.") % {"cell": shown(cell), "hours": hours_in_words(halves)}
    return _Doubtful(halves, FaultKind.END_OF_HOURS_CHOSEN, why)
