"""How many of each a cohort has: the numbers in the frame."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.models import Mentorship
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation


@dataclass(frozen=True)
class CohortCounts:
    """How many of each a cohort has now."""

    participants: int
    proposals: int
    mentorships: int


def cohort_counts(cohort: Cohort) -> CohortCounts:
    """Count a cohort's people, open proposals and running mentorships in one question."""
    row = (
        Cohort.objects.filter(pk=cohort.pk)
        .values(
            n_participants=_count(Participation.objects.filter(state=ParticipationState.ACTIVE)),
            n_proposals=_count(
                Proposal.objects.filter(state__in=[ProposalState.DRAFT, ProposalState.RELEASED])
            ),
            n_mentorships=_count(Mentorship.objects.exclude(state=MentorshipState.CLOSED)),
        )
        .get()
    )
    return CohortCounts(row["n_participants"], row["n_proposals"], row["n_mentorships"])


def _count(rows: QuerySet[Participation] | QuerySet[Proposal] | QuerySet[Mentorship]) -> Coalesce:
    counted = (
        rows.filter(cohort=OuterRef("pk")).order_by().values("cohort").annotate(n=Count("*")).values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
