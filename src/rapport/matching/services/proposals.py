"""Proposals on their way to people: released, withdrawn, also because one of the two steps back."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.matching import letters
from rapport.matching.choices import ProposalState
from rapport.matching.models import Proposal
from rapport.matching.selectors import Release, proposals_to_release, release_of
from rapport.matching.services.drafts import lock_drafts, refuse_own_case
from rapport.matching.services.endings import close_proposal, withdraw_proposals_of
from rapport.programmes.choices import CohortEvent, ParticipationState
from rapport.programmes.models import Cohort, Participation, Programme
from rapport.programmes.services.participations import move_participation
from rapport.programmes.services.programmes import advance_cohort
from rapport.recruitment.services.places import free_place_of
from rapport.training.services.events import free_event_places


@transaction.atomic
def release_proposals(cohort: Cohort, *, by: Actor, ids: Collection[str] | None = None) -> Release:
    """Send drafts to both sides: those with these ids, or all.

    *Also:* queues the letters; the first release moves the cohort on.

    Running mentorships and waiting proposals together never exceed anybody's capacity: a draft for which there is no
    place any more is held back, and so is one about whoever releases. Acceptance is guarded once more, by itself.
    """
    run = lock_drafts(cohort)
    _lock_people(proposals_to_release(cohort, ids))
    outcome = release_of(cohort, ids, by=by)
    if outcome.released and not Proposal.objects.filter(cohort=cohort).exclude(released_at=None).exists():
        advance_cohort(cohort, CohortEvent.FIRST_RELEASE, by=by)
    _withdraw_expired(cohort, outcome.released)
    moment, last_moment = clock.now(), answer_by(cohort.programme)
    for proposal in outcome.released:
        proposal.state = ProposalState.RELEASED
        proposal.released_at, proposal.expires_at = moment, last_moment
    Proposal.objects.bulk_update(outcome.released, ["state", "released_at", "expires_at"], batch_size=200)
    counts = {"released": len(outcome.released), "held_back": len(outcome.held_back)}
    if any(counts.values()):
        record_act("proposals-released", run, by=by, detail=counts)
    letters.proposals_released_invitation(outcome.released)
    return outcome


def answer_by(programme: Programme) -> dt.datetime:
    """Return the end of the last day on which a proposal that is released now can be answered."""
    last_day = clock.today(programme.time_zone) + dt.timedelta(days=programme.answer_days)
    return clock.end_of(last_day, programme.time_zone)


def _lock_people(drafts: Iterable[Proposal]) -> None:
    """Lock both sides of each draft, in the order of their keys, against acceptances at the same moment."""
    keys = {key for draft in drafts for key in (draft.mentee_id, draft.mentor_id)}
    list(Participation.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))


def _withdraw_expired(cohort: Cohort, released: Iterable[Proposal]) -> None:
    """Make way for a pair that gets a second chance: one open proposal a pair is all that the tables hold."""
    pairs = {(proposal.mentee_id, proposal.mentor_id) for proposal in released}
    late = Proposal.objects.expired().filter(cohort=cohort).values_list("pk", "mentee", "mentor")
    same = [pk for pk, mentee, mentor in late if (mentee, mentor) in pairs]
    Proposal.objects.filter(pk__in=same).update(state=ProposalState.WITHDRAWN, ended_at=clock.now())


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """Take a released proposal back. *Also:* writes to both sides; their places are free again at once."""
    refuse_own_case(by, proposal.mentee, proposal.mentor)
    keys = [proposal.mentee_id, proposal.mentor_id]
    list(Participation.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))
    fresh = (
        Proposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            "mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation"
        )
        .get(pk=proposal.pk)
    )
    close_proposal(fresh, to=ProposalState.WITHDRAWN)
    record_act("proposal-withdrawn", fresh, by=by)
    letters.proposal_withdrawn_notification(fresh)
    return fresh


@transaction.atomic
def move_participant(participation: Participation, *, to: str, by: Actor) -> Participation:
    """Pause, resume or end a participation. Mentorships that run are not touched.

    *Also:* whoever steps back is promised to nobody any more: proposals that wait are withdrawn, with a letter to
    both, so that the other one's place is free again at once. Whoever leaves also frees their place in the cohort, and
    those in training events; these rows are written before the audit's, as wherever a place is given.
    """
    if to == ParticipationState.LEFT:
        free_place_of(participation)
        free_event_places(participation)
    moved = move_participation(participation, to=to, by=by)
    if moved.state != ParticipationState.ACTIVE:
        for proposal in withdraw_proposals_of([moved.pk]):
            record_act("proposal-withdrawn", proposal, by=by)
            letters.proposal_withdrawn_notification(proposal)
    return moved
