"""How a proposal ends: accepted, declined or withdrawn. The acts themselves live where their other effects do."""

from collections.abc import Collection

from django.db.models import Q

from rapport.core import clock
from rapport.core.models import check_transition
from rapport.matching.choices import PROPOSAL_TRANSITIONS, ProposalState
from rapport.matching.models import PastPair, Proposal

SIDES = (
    "mentee__profile__person",
    "mentor__profile__person",
    "cohort__programme__organisation",
)


def close_proposal(proposal: Proposal, *, to: str) -> Proposal:
    """End one proposal, whose row the caller has locked and re-read."""
    check_transition(PROPOSAL_TRANSITIONS, old=proposal.state, new=to)
    proposal.state, proposal.ended_at = to, clock.now()
    proposal.save(update_fields=["state", "ended_at"])
    return proposal


def remember_pair(proposal: Proposal) -> None:
    """Note that these two were together, so that a later cohort can leave them apart."""
    PastPair.objects.get_or_create(
        mentor=proposal.mentor.profile,
        mentee=proposal.mentee.profile,
        defaults={"organisation": proposal.mentor.profile.organisation},
    )


def withdraw_proposals_of(participations: Collection[int]) -> list[Proposal]:
    """Withdraw what still waits for these participations, which have no place for it; return what was withdrawn."""
    theirs = Q(mentee__in=participations) | Q(mentor__in=participations)
    waiting = Proposal.objects.awaiting_answers().filter(theirs)
    withdrawn = list(
        waiting.select_related(*SIDES).select_for_update(of=("self",), no_key=True).order_by("pk")
    )
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in withdrawn]).update(
        state=ProposalState.WITHDRAWN, ended_at=clock.now()
    )
    return withdrawn
