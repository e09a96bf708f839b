"""Reads of charters: the words, the lists, the money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rapport.core.access import find
from rapport.programmes.choices import CharterPartKind
from rapport.programmes.models import (
    Approval,
    BudgetLine,
    Charter,
    CommitteeSeat,
    Outcome,
    Programme,
)
from rapport.programmes.models.charter import CharterPart

PARTS: Mapping[str, type[CharterPart]] = {
    CharterPartKind.OUTCOME: Outcome,
    CharterPartKind.APPROVAL: Approval,
    CharterPartKind.SEAT: CommitteeSeat,
    CharterPartKind.BUDGET_LINE: BudgetLine,
}


@dataclass(frozen=True)
class BudgetSums:
    """What a programme has planned to spend, and what it has spent."""

    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.planned - self.spent


def charter_of(programme: Programme) -> Charter | None:
    """Return a programme's charter with its lists, in a fixed number of questions."""
    lists = ("outcomes", "approvals", "seats", "budget_lines")
    return Charter.objects.filter(programme=programme).prefetch_related(*lists).first()


def get_charter_part(programme: Programme, *, kind: CharterPartKind, id: str) -> CharterPart:  # noqa: A002
    """Return an entry of the charter of a programme that was loaded with rights checked."""
    parts = PARTS[kind]._default_manager
    return find(parts.filter(charter__programme=programme), id=id)  # type: ignore[misc]  # every part has a charter


def budget_sums(lines: Iterable[BudgetLine]) -> BudgetSums:
    lines = list(lines)
    zero = Decimal(0)
    return BudgetSums(sum((each.planned for each in lines), zero), sum((each.spent for each in lines), zero))
