"""What a charter's plans are worth beside what has happened: cost per mentorship, the coordinator's hours."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from rapport.mentorships.choices import RUNNING_STATES
from rapport.mentorships.models import Mentorship
from rapport.programmes.models import Charter, Programme
from rapport.programmes.selectors.charters import BudgetSums

CENT = Decimal("0.01")


@dataclass(frozen=True)
class ProgrammeFigures:
    """How many mentorships there have been and are, what one costs, and what looking after them takes."""

    begun: int
    running: int
    wanted: int
    spent_each: Decimal | None
    planned_each: Decimal | None
    hours_a_week: Decimal
    hours_a_week_wanted: Decimal


def figures_of_programme(programme: Programme, charter: Charter, sums: BudgetSums) -> ProgrammeFigures:
    """Return the figures of a programme. What was planned is shared among the mentees wanted in each cohort."""
    begun, running = _mentorships(programme)
    wanted = charter.mentees_wanted or 0
    return ProgrammeFigures(
        begun=begun,
        running=running,
        wanted=wanted,
        spent_each=_each(sums.spent, begun),
        planned_each=_each(sums.planned, wanted),
        hours_a_week=charter.hours_a_week(running),
        hours_a_week_wanted=charter.hours_a_week(wanted),
    )


def _mentorships(programme: Programme) -> tuple[int, int]:
    here = Mentorship.objects.filter(cohort__programme=programme).order_by()
    counted = here.aggregate(begun=Count("pk"), running=Count("pk", filter=Q(state__in=RUNNING_STATES)))
    return counted["begun"], counted["running"]


def _each(amount: Decimal, number: int) -> Decimal | None:
    return (amount / number).quantize(CENT) if number and amount else None
