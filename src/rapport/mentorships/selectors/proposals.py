"""Proposals as the two people see them who are to answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.matching.selectors import ListedProposal
from rapport.mentorships.choices import Answer
from rapport.mentorships.models import ProposalAnswer
from rapport.mentorships.policies import proposals_put_to
from rapport.programmes.models import Participation


@dataclass(frozen=True)
class Sides:
    """A proposal from one side: who reads it, who is proposed, and what each has said so far."""

    proposal: Proposal
    own: Participation
    other: Participation
    own_answer: str
    other_answer: str

    @property
    def awaits_own_answer(self) -> bool:
        return self.is_open and not self.own_answer

    @property
    def is_open(self) -> bool:
        return self.proposal.shown_state == ProposalState.RELEASED

    @property
    def has_other_accepted(self) -> bool:
        """Only a yes is shown: who declined, and why, stays with the coordinator."""
        return self.other_answer == Answer.ACCEPTED


def get_proposal(*, by: Actor, id: str, may: May[Proposal]) -> Proposal:  # noqa: A002
    return load(proposals_put_to, by=by, id=id, may=may)


def sides_of(proposal: Proposal, *, by: Actor) -> Sides:
    """Return a proposal as the reader sees it."""
    is_mentee = proposal.mentee.profile.person_id == by.person.pk
    own, other = (proposal.mentee, proposal.mentor) if is_mentee else (proposal.mentor, proposal.mentee)
    answers: QuerySet[ProposalAnswer] = proposal.answers.all()
    said = {answer.participation_id: answer.answer for answer in answers}
    return Sides(proposal, own, other, said.get(own.pk, ""), said.get(other.pk, ""))


def proposals_awaiting(by: Actor) -> list[Sides]:
    """Return the open proposals that name the actor, the one that runs out first in front."""
    waiting = proposals_put_to(by).filter(pk__in=Proposal.objects.awaiting_answers().values("pk"))
    ordered = waiting.prefetch_related("answers").order_by("expires_at", "pk")
    return [sides_of(proposal, by=by) for proposal in ordered]


def answered_among(proposals: Iterable[Proposal | ListedProposal], *, by: Actor) -> set[int]:
    """Return the keys of those proposals that one of the two, or both, have answered."""
    keys = _sent_among(proposals)
    return set(_answers_open_to(by, keys).values_list("proposal", flat=True)) if keys else set()


def answers_to(proposals: Iterable[Proposal], *, by: Actor) -> dict[int, list[ProposalAnswer]]:
    """Return what was said to each proposal, by its key, for whoever runs the programme: reasons are for them alone."""
    said: dict[int, list[ProposalAnswer]] = {}
    if keys := _sent_among(proposals):
        answers = _answers_open_to(by, keys).select_related("participation__profile")
        for answer in answers.order_by("created_at", "pk"):
            said.setdefault(answer.proposal_id, []).append(answer)
    return said


def _sent_among(proposals: Iterable[Proposal | ListedProposal]) -> list[int]:
    """Leave out drafts: nobody has seen them."""
    return [proposal.pk for proposal in proposals if proposal.state != ProposalState.DRAFT]


def _answers_open_to(by: Actor, keys: list[int]) -> QuerySet[ProposalAnswer]:
    """Who runs a programme and is one of the two hears nothing here: their own case is not theirs to look into."""
    own = Q(proposal__mentee__profile__person=by.person) | Q(proposal__mentor__profile__person=by.person)
    return ProposalAnswer.objects.filter(proposal__in=keys).exclude(own)
