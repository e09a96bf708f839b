"""Mentors and mentees from CSV or XLSX, with the answers that criteria and rules ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from rapport.cli.match.rules_file import RulesFile
from rapport.cli.outcomes import BAD_INPUT, CommandRefusedError
from rapport.matching.engine_adapter import Answer, Person
from rapport.matching.engine_adapter.answers import fold
from rapport.programmes.services.imports.cells import read_email, read_time_zone, split_answers
from rapport.programmes.services.imports.hours import read_availability
from rapport.tables import Row, Table, read_table

USUAL_EMAIL = ("email address", "e-mail address", "email", "e-mail", "mail")
USUAL_NAMES = (("name",), ("full name",), ("first name", "last name"), ("given name", "family name"))
YES = {"yes", "y", "true", "1", "x", "cleared", "trained", "ready", "unmatched"}


def read_people(path: Path, rules: RulesFile, *, side: str) -> tuple[Person, ...]:
    """Read one side; a row at fault is named with its number, and nothing is matched."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise CommandRefusedError(f"There is no file {path}.", exit_code=BAD_INPUT) from error
    table = read_table(content)
    if table.unreadable:
        _refuse(path, str(table.unreadable[0]))
    return _Sheet(path, table, rules, side).people()


@dataclass
class _Sheet:
    path: Path
    table: Table
    rules: RulesFile
    side: str

    def people(self) -> tuple[Person, ...]:
        self.position = {fold(column): place for place, column in enumerate(self.table.columns)}
        self.asked = {
            question.key: self._column(self.rules.question_columns[question.key][self.side], question.label)
            for question in self.rules.asked_of(self.side)
        }
        self.email = self._known_column("email", USUAL_EMAIL)
        self.names = self._name_columns()
        people = [self._person(row) for row in self.table.rows]
        self._refuse_repeated(people)
        return tuple(people)

    def _person(self, row: Row) -> Person:
        email = self._email(row)
        return Person(
            key=email or f"row {row.number}",
            content=email,
            identity=email,
            name=" ".join(filter(None, (row.values[place].strip() for place in self.names))),
            capacity=self._places(row),
            time_zone=self._time_zone(row),
            availability=self._availability(row),
            is_ready="ready" not in self.columns or self._says_yes(row, "ready"),
            was_unmatched=self._says_yes(row, "unmatched"),
            answers={key: self._answer(row, key, place) for key, place in self.asked.items()},
        )

    def _answer(self, row: Row, key: str, place: int) -> Answer:
        text = row.values[place].strip()
        separator = self.rules.question_columns[key]["separator"]
        if self.rules.questions[key].kind == "multiple" and separator:
            return tuple(split_answers(text, separator))
        return text or None

    def _email(self, row: Row) -> str:
        if self.email is None:
            return ""
        email = read_email(row.values[self.email])
        if email is None:
            self._refuse_cell(row, self.email, "is not an e-mail address")
        return fold(email)

    def _places(self, row: Row) -> int:
        setting = self._setting("places", 1)
        if isinstance(setting, int) and not isinstance(setting, bool) and setting >= 0:
            return setting
        place = self._column(str(setting), "places")
        text = row.values[place].strip()
        if not text:
            return 1
        if not text.isdecimal():
            self._refuse_cell(row, place, "is not a number of places")
        return int(text)

    def _time_zone(self, row: Row) -> str:
        cell = self._cell(row, "time_zone")
        if cell is None:
            return ""
        place, text = cell
        zone = read_time_zone(text)
        if zone is None:
            self._refuse_cell(row, place, "is not a time zone")
        return zone

    def _availability(self, row: Row) -> tuple[int, ...]:
        cell = self._cell(row, "availability")
        if cell is None:
            return ()
        place, text = cell
        hours = read_availability(text)
        if hours is None:
            self._refuse_cell(
                row, place, "does not say when someone is free, as “Mon–Wed 9–12; Fri afternoon” does"
            )
        return hours

    def _says_yes(self, row: Row, name: str) -> bool:
        cell = self._cell(row, name)
        return cell is not None and fold(cell[1]) in YES

    @property
    def columns(self) -> Mapping[str, Any]:
        return self.rules.columns[self.side]

    def _setting(self, name: str, default: Any) -> Any:
        return self.columns.get(name, default)

    def _cell(self, row: Row, name: str) -> tuple[int, str] | None:
        """The column's place and the text under a setting that names a column; None if either is empty."""
        if name not in self.columns:
            return None
        place = self._column(str(self.columns[name]), name)
        return (place, row.values[place].strip()) if row.values[place].strip() else None

    def _known_column(self, name: str, usual: Sequence[str]) -> int | None:
        if name in self.columns:
            return self._column(str(self.columns[name]), name)
        return next((self.position[column] for column in usual if column in self.position), None)

    def _name_columns(self) -> list[int]:
        if "name" in self.columns:
            given = self.columns["name"]
            return [
                self._column(str(column), "name")
                for column in (given if isinstance(given, list) else [given])
            ]
        usual = next((names for names in USUAL_NAMES if all(name in self.position for name in names)), ())
        return [self.position[name] for name in usual]

    def _column(self, column: str, what: str) -> int:
        if fold(column) not in self.position:
            known = ", ".join(self.table.columns)
            _refuse(self.path, f"there is no column “{column}” for “{what}”; there are {known}.")
        return self.position[fold(column)]

    def _refuse_repeated(self, people: Sequence[Person]) -> None:
        first: dict[str, int] = {}
        for person, row in zip(people, self.table.rows, strict=True):
            if person.key in first:
                _refuse(self.path, f"rows {first[person.key]} and {row.number} are both {person.key}.")
            first[person.key] = row.number

    def _refuse_cell(self, row: Row, place: int, why: str) -> NoReturn:
        column, text = self.table.columns[place], row.values[place].strip()
        _refuse(self.path, f"row {row.number}, column “{column}”: “{text}” {why}.")


def _refuse(path: Path, why: str) -> NoReturn:
    raise CommandRefusedError(f"{path}: {why}", exit_code=BAD_INPUT)
