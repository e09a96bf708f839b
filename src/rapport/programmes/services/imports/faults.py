"""What is wrong in the rows of a table, what it costs, and many faults of one kind in one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

MOST_PLACES = 100
SENTENCES_KEPT = 100
SHOWN_CHARACTERS = 60


class Cost(StrEnum):
    """What a fault takes away; with NOTHING a cell was read, but not to the letter."""

    PERSON = "person"
    ANSWER = "answer"
    NOTHING = "nothing"


class FaultKind(StrEnum):
    ROW_NOT_READABLE = "row-not-readable"
    NO_EMAIL = "no-email"
    NOT_AN_EMAIL = "not-an-email"
    EMAIL_TWICE = "email-twice"
    NO_NAME = "no-name"
    NAME_TOO_LONG = "name-too-long"
    CELL_NOT_READABLE = "cell-not-readable"
    NOT_PLACES = "not-places"
    TOO_FEW_PLACES = "too-few-places"
    NOT_A_TIME_ZONE = "not-a-time-zone"
    NOT_HOURS = "not-hours"
    NOT_A_NUMBER = "not-a-number"
    NOT_ON_THE_SCALE = "not-on-the-scale"
    TOO_LONG_FOR_A_LIST = "too-long-for-a-list"
    TOO_LONG_FOR_A_LINE = "too-long-for-a-line"
    LOWEST_TAKEN = "lowest-taken"
    END_OF_HOURS_CHOSEN = "end-of-hours-chosen"


_COST_A_PERSON = frozenset(
    {
        FaultKind.ROW_NOT_READABLE,
        FaultKind.NO_EMAIL,
        FaultKind.NOT_AN_EMAIL,
        FaultKind.EMAIL_TWICE,
        FaultKind.NO_NAME,
        FaultKind.NAME_TOO_LONG,
    }
)
_COST_NOTHING = frozenset({FaultKind.LOWEST_TAKEN, FaultKind.END_OF_HOURS_CHOSEN})
_TOGETHER = {
    FaultKind.ROW_NOT_READABLE: ngettext_lazy(
        "%(n)d row could not be read", "%(n)d rows could not be read", "n"
    ),
    FaultKind.NO_EMAIL: ngettext_lazy(
        "%(n)d row has no e-mail address", "%(n)d rows have no e-mail address", "n"
    ),
    FaultKind.NOT_AN_EMAIL: ngettext_lazy(
        "%(n)d cell is not an e-mail address", "%(n)d cells are not an e-mail address", "n"
    ),
    FaultKind.EMAIL_TWICE: ngettext_lazy(
        "%(n)d row has the e-mail address of another", "%(n)d rows have the e-mail address of another", "n"
    ),
    FaultKind.NO_NAME: ngettext_lazy("%(n)d row has no name", "%(n)d rows have no name", "n"),
    FaultKind.NAME_TOO_LONG: ngettext_lazy("%(n)d name is too long", "%(n)d names are too long", "n"),
    FaultKind.CELL_NOT_READABLE: ngettext_lazy(
        "%(n)d cell could not be read", "%(n)d cells could not be read", "n"
    ),
    FaultKind.NOT_PLACES: ngettext_lazy(
        "%(n)d cell is not a whole number from 0 to 100",
        "%(n)d cells are not a whole number from 0 to 100",
        "n",
    ),
    FaultKind.TOO_FEW_PLACES: ngettext_lazy(
        "%(n)d number is below the places taken already",
        "%(n)d numbers are below the places taken already",
        "n",
    ),
    FaultKind.NOT_A_TIME_ZONE: ngettext_lazy(
        "%(n)d cell is not a time zone we know", "%(n)d cells are not a time zone we know", "n"
    ),
    FaultKind.NOT_HOURS: ngettext_lazy(
        "%(n)d cell could not be read as times", "%(n)d cells could not be read as times", "n"
    ),
    FaultKind.NOT_A_NUMBER: ngettext_lazy("%(n)d cell is not a number", "%(n)d cells are not a number", "n"),
    FaultKind.NOT_ON_THE_SCALE: ngettext_lazy(
        "%(n)d cell is not on the scale", "%(n)d cells are not on the scale", "n"
    ),
    FaultKind.TOO_LONG_FOR_A_LIST: ngettext_lazy(
        "%(n)d cell is too long for an answer out of a list",
        "%(n)d cells are too long for an answer out of a list",
        "n",
    ),
    FaultKind.TOO_LONG_FOR_A_LINE: ngettext_lazy(
        "%(n)d cell is too long for a line of text", "%(n)d cells are too long for a line of text", "n"
    ),
    FaultKind.LOWEST_TAKEN: ngettext_lazy(
        "%(n)d cell names a span, of which we take the lower number",
        "%(n)d cells name a span, of which we take the lower number",
        "n",
    ),
    FaultKind.END_OF_HOURS_CHOSEN: ngettext_lazy(
        "%(n)d cell leaves an end open; we take a day to go from 8:00 to 21:00",
        "%(n)d cells leave an end open; we take a day to go from 8:00 to 21:00",
        "n",
    ),
}


@dataclass(frozen=True)
class Fault:
    """Something wrong with one row; `sentence` is whole and stands alone."""

    row: int
    column: str
    sentence: str
    kind: FaultKind
    cell: str = ""

    @property
    def cost(self) -> Cost:
        if self.kind in _COST_A_PERSON:
            return Cost.PERSON
        return Cost.NOTHING if self.kind in _COST_NOTHING else Cost.ANSWER


@dataclass(frozen=True)
class FaultGroup:
    """Faults of one kind in one column: what they have in common, and the first of them one by one.

    A fault that is alone says all in `sentence`.
    """

    cost: str
    kind: str
    sentence: str
    in_all: int
    sentences: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def row_fault(row: int, kind: FaultKind, why: str, *, column: str = "", cell: str = "") -> Fault:
    """Word a fault whose reason names the column where that matters."""
    return Fault(row, column, _("Row %(row)d: %(why)s") % {"row": row, "why": why}, kind, cell)


def cell_fault(row: int, kind: FaultKind, why: str, *, column: str, cell: str = "") -> Fault:
    """Word a fault of a single cell."""
    sentence = _("Row %(row)d, %(column)s: %(why)s") % {"row": row, "column": column, "why": why}
    return Fault(row, column, sentence, kind, cell)


def group_faults(faults: Iterable[Fault]) -> list[FaultGroup]:
    """Put faults of one kind in one column together, those that cost most first."""
    alike: dict[tuple[FaultKind, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.kind, fault.column), []).append(fault)
    groups = [_group(group) for group in alike.values()]
    return sorted(groups, key=lambda group: list(Cost).index(Cost(group.cost)))


def _group(faults: Sequence[Fault]) -> FaultGroup:
    first = faults[0]
    if len(faults) == 1:
        return FaultGroup(first.cost, first.kind, first.sentence, 1)
    sentences = tuple(fault.sentence for fault in faults[:SENTENCES_KEPT])
    return FaultGroup(first.cost, first.kind, _in_common(faults), len(faults), sentences)


def _in_common(faults: Sequence[Fault]) -> str:
    """“Capacity: 4 cells are not a number, e.g. row 3 “a few”.”"""
    first, what = faults[0], _TOGETHER[faults[0].kind] % {"n": len(faults)}
    if first.column:
        what = _("%(column)s: %(what)s") % {"column": first.column, "what": what}
    if first.cell:
        sentence = _("%(what)s, e.g. row %(row)d “%(cell)s”.")
        return sentence % {"what": what, "row": first.row, "cell": shown(first.cell)}
    return _("%(what)s, e.g. row %(row)d.") % {"what": what, "row": first.row}


def shown(cell: str) -> str:
    """A cell as a sentence can carry it."""
    cell = " ".join(cell.split())
    return cell if len(cell) <= SHOWN_CHARACTERS else f"{cell[: SHOWN_CHARACTERS - 1]}…"
