"""How many of each a cohort has: the numbers in the frame."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet

from rapport.core.prepared import Prepared, Slot, one_value
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.models import Mentorship
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application


@dataclass(frozen=True)
class CohortCounts:
    """How many of each a cohort has now; of applications those that wait for a decision."""

    applications: int
    participants: int
    proposals: int
    mentorships: int


@Prepared
def _counts() -> QuerySet[Cohort, tuple[Any, ...]]:
    own = OuterRef("pk")
    applications = Application.objects.filter(cohort=own, state=ApplicationState.SUBMITTED)
    people = Participation.objects.filter(cohort=own, state=ParticipationState.ACTIVE)
    proposals = Proposal.objects.filter(cohort=own, state__in=[ProposalState.DRAFT, ProposalState.RELEASED])
    mentorships = Mentorship.objects.filter(cohort=own).exclude(state=MentorshipState.CLOSED)
    return Cohort.objects.filter(pk=Slot("cohort")).values_list(
        *(one_value(rows, "COUNT", "pk") for rows in (applications, people, proposals, mentorships))
    )


def cohort_counts(cohort: Cohort) -> CohortCounts:
    """Count a cohort's open applications, people, open proposals and running mentorships in one question."""
    return CohortCounts(*(_counts.ask_one(cohort=cohort.pk) or (0, 0, 0, 0)))
