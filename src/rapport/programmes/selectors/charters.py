"""Reads of charters: the words, the lists, the money, and how full each intake is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from rapport.core.access import find
from rapport.programmes.choices import (
    CharterPartKind,
    CohortState,
    ParticipantRole,
    ParticipationState,
)
from rapport.programmes.models import (
    Approval,
    BudgetLine,
    Charter,
    Cohort,
    CommitteeSeat,
    Outcome,
    Participation,
    Programme,
)
from rapport.programmes.models.charter import CharterPart

PARTS: Mapping[str, type[CharterPart]] = {
    CharterPartKind.OUTCOME: Outcome,
    CharterPartKind.APPROVAL: Approval,
    CharterPartKind.SEAT: CommitteeSeat,
    CharterPartKind.BUDGET_LINE: BudgetLine,
}
NEARLY_FULL = Decimal("0.9")


@dataclass(frozen=True)
class BudgetSums:
    """What a programme has planned to spend, and what it has spent."""

    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.planned - self.spent


@dataclass(frozen=True)
class Intake:
    """How many take part in a cohort, how many places the mentors offer, and how many the mentees need."""

    cohort: Cohort
    mentors: int = 0
    mentees: int = 0
    places: int = 0
    places_needed: int = 0

    @property
    def places_left(self) -> int:
        return self.places - self.places_needed

    @property
    def mentees_a_mentor(self) -> Decimal | None:
        """How many mentees come to one mentor; nothing where there is no mentor."""
        return (Decimal(self.mentees) / self.mentors).quantize(Decimal("0.1")) if self.mentors else None

    @property
    def is_over(self) -> bool:
        """Hold where more is asked for than there is; not while nobody has come yet who offers places."""
        return self.mentors > 0 and self.places_needed > self.places

    @property
    def is_nearly_full(self) -> bool:
        """Hold from nine tenths on, so that a warning comes before the last place is gone."""
        return self.mentors > 0 and self.places * NEARLY_FULL <= self.places_needed <= self.places


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


def intakes_of(programme: Programme) -> list[Intake]:
    """Return how full the cohorts are that are not over, the newest first."""
    cohorts = programme.cohorts.exclude(state=CohortState.CLOSED).order_by("-starts_on", "pk")
    counted = _counted_people(Q(cohort__in=cohorts))
    return [_intake(cohort, counted) for cohort in cohorts]


def intake_of(cohort: Cohort) -> Intake:
    """Return how full one cohort is."""
    return _intake(cohort, _counted_people(Q(cohort=cohort)))


Counted = dict[tuple[int, str], tuple[int, int]]


def _counted_people(which: Q) -> Counted:
    """Return how many people of each role there are in a cohort, and how many places they have between them."""
    active = Participation.objects.filter(which, state=ParticipationState.ACTIVE).order_by()
    rows = active.values_list("cohort", "role").annotate(Count("pk"), Sum("capacity"))
    return {(cohort, role): (people, places) for cohort, role, people, places in rows}


def _intake(cohort: Cohort, counted: Counted) -> Intake:
    mentors, places = counted.get((cohort.pk, ParticipantRole.MENTOR), (0, 0))
    mentees, needed = counted.get((cohort.pk, ParticipantRole.MENTEE), (0, 0))
    return Intake(cohort, mentors, mentees, places, needed)
