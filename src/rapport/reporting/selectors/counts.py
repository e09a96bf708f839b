"""How many of each a cohort has: the numbers in the frame."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet

from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot, one_value
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.models import Mentorship
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import REVIEWABLE, ApplicationState
from rapport.recruitment.models import Application, Review


@dataclass(frozen=True)
class CohortCounts:
    """How many of each a cohort has now; of applications those that wait for a decision, of reviews the reader's own."""

    applications: int
    participants: int
    proposals: int
    mentorships: int
    reviews: int


@Prepared
def _counts() -> QuerySet[Cohort, tuple[Any, ...]]:
    own = OuterRef("pk")
    applications = Application.objects.filter(cohort=own, state=ApplicationState.SUBMITTED)
    people = Participation.objects.filter(cohort=own, state=ParticipationState.ACTIVE)
    proposals = Proposal.objects.filter(cohort=own, state__in=[ProposalState.DRAFT, ProposalState.RELEASED])
    mentorships = Mentorship.objects.filter(cohort=own).exclude(state=MentorshipState.CLOSED)
    reviews = Review.objects.filter(
        reviewer__person=Slot("person"),
        reviewer__organisation=OuterRef("programme__organisation"),
        given_at=None,
        application__state__in=sorted(REVIEWABLE),
    )
    return Cohort.objects.filter(pk=Slot("cohort")).values_list(
        *(one_value(rows, "COUNT", "pk") for rows in (applications, people, proposals, mentorships, reviews))
    )


def cohort_counts(cohort: Cohort, *, by: Actor) -> CohortCounts:
    """Count a cohort's open applications, people, open proposals and running mentorships in one question.

    With them come the reviews that wait for `by`, of whichever cohort: the rail shows them on every page.
    """
    return CohortCounts(*(_counts.ask_one(cohort=cohort.pk, person=by.person.pk) or (0, 0, 0, 0, 0)))
