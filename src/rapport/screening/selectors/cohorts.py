"""Who in a cohort is cleared: what the page, its export and Today share."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rapport.accounts.models import normal_email
from rapport.core.actors import Actor
from rapport.core.search import text_holds
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import participations_of
from rapport.screening.choices import CheckState, Standing
from rapport.screening.models import BackgroundCheck
from rapport.screening.policies import screened_people_visible_to
from rapport.screening.selectors.standing import CheckStanding, checks_asked, standing_in, standings

WORST_FIRST = (
    Standing.NOT_CLEAR,
    Standing.EXPIRED,
    Standing.MISSING,
    Standing.PENDING,
    Standing.EXPIRING,
    Standing.CLEARED,
)


@dataclass(frozen=True)
class ClearanceRow:
    """One participant with the checks of their role."""

    participation: Participation
    checks: list[CheckStanding]

    @property
    def standing(self) -> Standing:
        """Return how they stand with the check that is worst."""
        held = {each.standing for each in self.checks}
        return next((standing for standing in WORST_FIRST if standing in held), Standing.CLEARED)

    @property
    def is_wanting(self) -> bool:
        """Whether they cannot be matched."""
        return any(each.is_wanting for each in self.checks)

    @property
    def lapsed(self) -> list[CheckStanding]:
        return [each for each in self.checks if each.check.is_required and each.has_lapsed]

    @property
    def expiring(self) -> list[CheckStanding]:
        return [each for each in self.checks if each.standing == Standing.EXPIRING]


def people_concerned() -> QuerySet[Participation]:
    """Return whoever takes part, or has left while a mentorship of theirs still runs."""
    return Participation.objects.exclude(state=ParticipationState.LEFT, places_taken=0)


def clearances_of_cohort(
    cohort: Cohort, *, by: Actor, role: str = "", standing: str = "", text: str = ""
) -> list[ClearanceRow]:
    """Return the participants of whom something is asked and who fit the filter; by name."""
    people = screened_people_visible_to(by).filter(cohort=cohort, pk__in=people_concerned().values("pk"))
    if role:
        people = people.filter(role=role)
    if text:
        by_address = Q(profile__person__email__contains=normal_email(text))
        people = people.filter(text_holds("profile__name", text) | by_address)
    rows = rows_of(people.order_by("profile__name", "pk"), checks_asked(cohort.programme))
    return [row for row in rows if not standing or row.standing == standing]


def clearance_rows(cohort: Cohort) -> list[ClearanceRow]:
    """Return everybody of a cohort with their checks, for Today."""
    asked = checks_asked(cohort.programme)
    if not asked:
        return []
    people = people_concerned().filter(cohort=cohort).select_related("profile")
    return rows_of(people.order_by("profile__name", "pk"), asked)


def rows_of(people: QuerySet[Participation], asked: list[BackgroundCheck]) -> list[ClearanceRow]:
    """Return those of whom something is asked, each with how they stand."""
    if not asked:
        return []
    found = standings(asked, people)
    rows = (
        ClearanceRow(one, [standing_in(found, one, check) for check in asked if check.role == one.role])
        for one in people
    )
    return [row for row in rows if row.checks]


def checks_of_participant(participation: Participation) -> list[CheckStanding]:
    """Return how one participant stands with what is asked of their role."""
    own = Participation.objects.filter(pk=participation.pk)
    asked = checks_asked(participation.cohort.programme)
    return [each for row in rows_of(own, asked) for each in row.checks]


def own_checks(
    by: Actor, *, participations: list[Participation] | None = None
) -> list[tuple[Participation, list[CheckStanding]]]:
    """Return what is asked of the actor in each role that they have, once a programme and role."""
    own = list(participations_of(by)) if participations is None else participations
    single = {(one.cohort.programme_id, one.role): one for one in reversed(own)}
    asked = list(
        BackgroundCheck.objects.filter(
            programme__in={programme for programme, _role in single}, state=CheckState.ASKED
        ).select_related("programme")
        if single
        else ()
    )
    rows = rows_of(Participation.objects.filter(pk__in=[one.pk for one in single.values()]), asked)
    checks = {row.participation.pk: row.checks for row in rows}
    return [(one, _of(one, checks.get(one.pk, []))) for one in reversed(single.values())]


def _of(one: Participation, checks: list[CheckStanding]) -> list[CheckStanding]:
    return [each for each in checks if each.check.programme_id == one.cohort.programme_id]


def count_standings(rows: list[ClearanceRow]) -> Counter[Standing]:
    """Count who stands how."""
    return Counter(row.standing for row in rows)
