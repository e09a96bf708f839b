"""What speaks against a decision about applications, whether or not there is a place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapport.core.actors import Actor
from rapport.core.errors import RapportError, WrongState
from rapport.core.models import check_transition
from rapport.programmes.choices import ParticipationState
from rapport.programmes.errors import AlreadyTakingPart, OwnCase
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import APPLICATION_TRANSITIONS, DECISIONS, HOLDING, ApplicationState
from rapport.recruitment.errors import ConsentWanting, RedReservationOpen
from rapport.recruitment.models import Application
from rapport.recruitment.selectors.guardians import without_consent
from rapport.recruitment.selectors.reservations import held_up


def refusals_of(
    cohort: Cohort, applications: Sequence[Application], *, to: str, by: Actor
) -> dict[int, RapportError]:
    """Return why these cannot be decided so, by the application's key; asked for all at once, or not at all for a no."""
    known = _Known.of(cohort, applications, to)
    refusals: dict[int, RapportError] = {}
    for each in applications:
        try:
            _check(each, to, by, known)
        except RapportError as refusal:
            refusals[each.pk] = refusal
    return refusals


@dataclass(frozen=True)
class _Known:
    """What else speaks against a place, looked up for all at once: keys of applications, and who takes part as what."""

    held_up: frozenset[int] = frozenset()
    without_consent: frozenset[int] = frozenset()
    taking_part: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(cls, cohort: Cohort, applications: Sequence[Application], to: str) -> "_Known":
        if to not in HOLDING:
            return cls()
        people = [each.person_id for each in applications]
        return cls(
            held_up(applications),
            without_consent(applications),
            taking_part(cohort, people) if to == ApplicationState.ACCEPTED else frozenset(),
        )


def _check(application: Application, to: str, by: Actor, known: _Known) -> None:
    if to not in DECISIONS:
        raise WrongState
    if application.person_id == by.person.pk:
        raise OwnCase
    check_transition(APPLICATION_TRANSITIONS, old=application.state, new=to)
    if application.pk in known.held_up:
        raise RedReservationOpen
    if application.pk in known.without_consent:
        raise ConsentWanting
    if (application.person_id, application.role) in known.taking_part:
        raise AlreadyTakingPart


def taking_part(cohort: Cohort, people: Collection[int]) -> frozenset[tuple[int, str]]:
    """Return who of these persons takes part in a cohort, and as what."""
    present = Participation.objects.filter(cohort=cohort, profile__person__in=people)
    current = present.exclude(state=ParticipationState.LEFT).order_by()
    return frozenset(current.values_list("profile__person", "role"))
