"""Who has places free for a proposal: capacity, less the mentorships that run, less the proposals that wait."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from rapport.matching.models import Proposal
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Cohort, Participation

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class PlacesFree(TypedDict):
        places_free: int

    WithPlaces = WithAnnotations[Participation, PlacesFree]


@dataclass(frozen=True)
class PlaceCounts:
    """How many could take part in a match run now, and how many places they have."""

    mentors: int
    mentor_places: int
    mentees: int
    mentee_places: int

    @property
    def is_enough(self) -> bool:
        return self.mentor_places >= self.mentee_places


def with_places_free(participations: QuerySet[Participation]) -> "QuerySet[WithPlaces]":
    """Annotate each with `places_free`."""
    return participations.annotate(
        places_free=F("capacity") - F("places_taken") - _waiting("mentor") - _waiting("mentee")
    )


def _waiting(side: str) -> Coalesce:
    waiting = Proposal.objects.awaiting_answers().filter(**{side: OuterRef("pk")}).order_by()
    counted = waiting.values(side).annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def participations_with_places(cohort: Cohort) -> "QuerySet[WithPlaces]":
    """Return who takes part actively and has a place free, with `places_free`."""
    active = Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE)
    return with_places_free(active).filter(places_free__gt=0)


def count_places(cohort: Cohort) -> PlaceCounts:
    rows = (
        participations_with_places(cohort)
        .order_by()
        .values("role")
        .annotate(people=Count("pk"), places=Sum("places_free"))
    )
    found = {row["role"]: (row["people"], row["places"]) for row in rows}
    mentors, mentor_places = found.get(ParticipantRole.MENTOR, (0, 0))
    mentees, mentee_places = found.get(ParticipantRole.MENTEE, (0, 0))
    return PlaceCounts(mentors, mentor_places, mentees, mentee_places)
