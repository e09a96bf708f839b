"""Turns the rows of a table into people, or into faults that name row and column in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rapport.programmes.choices import ColumnUse
from rapport.programmes.services.imports.cells import (
    read_availability,
    read_email,
    read_number,
    read_time_zone,
    split_answers,
)
from rapport.programmes.services.imports.columns import Column, with_options
from rapport.questionnaires.choices import WITH_OPTIONS, QuestionKind
from rapport.tables import Row, Table

NAME_CHARACTERS = 200
MOST_PLACES = 100
OPTION_CHARACTERS = 200
SHOWN_CHARACTERS = 60
ROWS_A_STEP = 500


@dataclass(frozen=True)
class Fault:
    """Something wrong with one row; `sentence` is whole and stands alone, `why` is the part that other rows may share."""

    row: int
    column: str
    sentence: str
    why: str = ""


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
    people: tuple[PersonRow, ...]
    faults: tuple[Fault, ...]
    columns: tuple[Column, ...]


ROWS_NAMED = 3


def faults_in_words(faults: Sequence[Fault]) -> list[str]:
    """Return a sentence for each fault; rows with the very same fault share one."""
    alike: dict[str, list[Fault]] = {}
    for fault in faults:
        alike.setdefault(fault.why or fault.sentence, []).append(fault)
    return [_shared(why, group) if len(group) > 1 else group[0].sentence for why, group in alike.items()]


def _shared(why: str, group: Sequence[Fault]) -> str:
    named = ", ".join(str(fault.row) for fault in group[:ROWS_NAMED])
    more = len(group) - ROWS_NAMED
    if more > 0:
        return _("Rows %(named)s and %(more)d more: %(why)s") % {"named": named, "more": more, "why": why}
    return _("Rows %(named)s: %(why)s") % {"named": named, "why": why}


class _Unusable(Exception):
    """A cell that cannot be used; the argument is the rest of the sentence."""


def read_rows(
    table: Table, columns: Sequence[Column], *, tell: Callable[[int], None] = lambda _done: None
) -> ReadRows:
    """Read every row. `tell` hears how many are done. The columns come back with the options met on the way."""
    reader = _Reader(columns, table)
    people: list[PersonRow] = []
    faults = [Fault(fault.row, fault.column, str(fault)) for fault in table.unreadable]
    for done, row in enumerate(table.rows, start=1):
        try:
            people.append(reader.read(row))
        except _Unusable as unusable:
            column, why = unusable.args
            sentence = _("Row %(row)d: %(why)s") % {"row": row.number, "why": why}
            faults.append(Fault(row.number, column, sentence, why))
        if done % ROWS_A_STEP == 0:
            tell(done)
    tell(len(table.rows))
    people, doubles = _without_doubles(people, reader.heading_of(ColumnUse.EMAIL))
    return ReadRows(
        tuple(people),
        tuple(sorted([*faults, *doubles], key=lambda fault: fault.row)),
        tuple(with_options(column, reader.options_met(column)) for column in columns),
    )


def _without_doubles(people: Sequence[PersonRow], column: str) -> tuple[list[PersonRow], list[Fault]]:
    """Of rows with one address none is taken: we cannot know which of them is meant."""
    rows_of: dict[str, list[int]] = {}
    for person in people:
        rows_of.setdefault(person.email, []).append(person.row)
    sentence = _("Row %(row)d: the e-mail address %(email)s stands in row %(other)d too.")
    faults = [
        Fault(
            row,
            column,
            sentence % {"row": row, "email": email, "other": rows[0] if row != rows[0] else rows[1]},
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
        self._spelling = {
            column.key: {option.casefold(): option for option in column.options}
            for _at, column in self._questions
        }

    def heading_of(self, use: str) -> str:
        return self._by_use[use][1] if use in self._by_use else ""

    def options_met(self, column: Column) -> list[str]:
        return list(self._spelling.get(column.key, {}).values()) if column.is_question else []

    def read(self, row: Row) -> PersonRow:
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

    def _read(self, row: Row, use: str, read: Callable[[str, str], Any]) -> Any:
        cell = self._cell(row, use)
        return read(cell, self.heading_of(use)) if cell else None

    def _email(self, row: Row) -> str:
        cell, heading = self._cell(row, ColumnUse.EMAIL), self.heading_of(ColumnUse.EMAIL)
        if not cell:
            raise _Unusable(heading, _("there is no e-mail address."))
        email = read_email(cell)
        if email is None:
            raise _Unusable(heading, _("“%(cell)s” is not an e-mail address.") % {"cell": _shown(cell)})
        return email

    def _name(self, row: Row) -> str:
        parts = [self._cell(row, use) for use in (ColumnUse.NAME, ColumnUse.FIRST_NAME, ColumnUse.LAST_NAME)]
        name = " ".join((parts[0] or f"{parts[1]} {parts[2]}").split())
        heading = self.heading_of(ColumnUse.NAME) or self.heading_of(ColumnUse.FIRST_NAME)
        if not name:
            raise _Unusable(heading, _("there is no name."))
        if len(name) > NAME_CHARACTERS:
            raise _Unusable(
                heading, _("the name is longer than %(limit)d characters.") % {"limit": NAME_CHARACTERS}
            )
        return name

    def _answers(self, row: Row) -> Iterator[tuple[str, Any]]:
        for position, column in self._questions:
            if cell := row.values[position]:
                yield column.key, self._answer(cell, column)

    def _answer(self, cell: str, column: Column) -> Any:
        match column.kind:
            case QuestionKind.NUMBER:
                number = read_number(cell)
                if number is None:
                    raise _Unusable(column.heading, _not_a_number(column, cell))
                return number
            case QuestionKind.MULTIPLE:
                return [self._option(part, column) for part in split_answers(cell, column.separator)]
            case kind if kind in WITH_OPTIONS:
                return self._option(" ".join(cell.split()), column)
            case _:
                return cell

    def _option(self, text: str, column: Column) -> str:
        """One spelling for each option: the one given, else the first that was met."""
        if len(text) > OPTION_CHARACTERS:
            why = _("“%(heading)s” is too long for an answer out of a list. Please read it as free text.")
            raise _Unusable(column.heading, why % {"heading": column.heading})
        spelling = self._spelling[column.key]
        if column.options and column.kind == QuestionKind.SCALE and text.casefold() not in spelling:
            why = _("“%(cell)s” is not on the scale of “%(heading)s”.")
            raise _Unusable(column.heading, why % {"cell": _shown(text), "heading": column.heading})
        return spelling.setdefault(text.casefold(), text)


def _places(cell: str, heading: str) -> int:
    places = read_number(cell)
    if not isinstance(places, int) or not 0 <= places <= MOST_PLACES:
        why = _("“%(heading)s” is “%(cell)s”, but must be a whole number from 0 to %(most)d.")
        raise _Unusable(heading, why % {"heading": heading, "cell": _shown(cell), "most": MOST_PLACES})
    return places


def _time_zone(cell: str, heading: str) -> str:
    zone = read_time_zone(cell)
    if zone is None:
        why = _("“%(cell)s” is not a time zone we know. Please write it like Europe/London or UTC+1.")
        raise _Unusable(heading, why % {"cell": _shown(cell)})
    return zone


def _availability(cell: str, heading: str) -> list[int]:
    hours = read_availability(cell)
    if hours is None:
        why = _(
            "we could not read the hours “%(cell)s”. Please write them like “Mon 9–12; Wed–Fri 14:00–16:30”."
        )
        raise _Unusable(heading, why % {"cell": _shown(cell)})
    return list(hours)


def _not_a_number(column: Column, cell: str) -> str:
    return _("“%(heading)s” is “%(cell)s”, which is not a number.") % {
        "heading": column.heading,
        "cell": _shown(cell),
    }


def _shown(cell: str) -> str:
    """A cell as a sentence can carry it."""
    cell = " ".join(cell.split())
    return cell if len(cell) <= SHOWN_CHARACTERS else f"{cell[: SHOWN_CHARACTERS - 1]}…"
