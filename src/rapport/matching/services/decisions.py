"""A coordinator's word on a pair: pinned, or excluded."""

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.matching.choices import AdjustmentKind, PairVerdict, ProposalState
from rapport.matching.errors import AlreadyTogether, BadMatchSettings
from rapport.matching.models import Adjustment, PairDecision, Proposal
from rapport.matching.services.drafts import decide, end_draft, lock_draft, refuse_own_case
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Participation


@transaction.atomic
def pin_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """Keep these two together in every run to come."""
    draft = lock_draft(proposal, by=by)
    decide(draft.mentee, draft.mentor, PairVerdict.PIN, by=by)
    return _set_pin(draft, is_pinned=True, by=by)


@transaction.atomic
def unpin_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """Let the next run decide on these two again."""
    draft = lock_draft(proposal, by=by)
    PairDecision.objects.filter(mentee=draft.mentee_id, mentor=draft.mentor_id).delete()
    return _set_pin(draft, is_pinned=False, by=by)


def _set_pin(draft: Proposal, *, is_pinned: bool, by: Actor) -> Proposal:
    draft.is_pinned = is_pinned
    draft.save(update_fields=["is_pinned"])
    record_act("proposal-pinned" if is_pinned else "proposal-unpinned", draft, by=by)
    return draft


@transaction.atomic
def exclude_proposal(proposal: Proposal, *, by: Actor, note: str = "") -> Adjustment:
    """Never propose these two again in this cohort. *Also:* takes the draft back; both wait for the next run."""
    draft = lock_draft(proposal, by=by)
    adjustment = Adjustment.objects.create(run=draft.run, kind=AdjustmentKind.EXCLUDE, made_by=by.person)
    end_draft(draft, adjustment)
    decide(draft.mentee, draft.mentor, PairVerdict.EXCLUDE, by=by, note=note)
    record_act("pair-excluded", draft, by=by)
    return adjustment


@transaction.atomic
def exclude_pair(mentee: Participation, mentor: Participation, *, by: Actor, note: str = "") -> PairDecision:
    """Name two people who are not to be paired. *Also:* takes back a draft of theirs."""
    refuse_own_case(by, mentee, mentor)
    _check_pair(mentee, mentor)
    found = Proposal.objects.live().filter(mentee=mentee, mentor=mentor).first()
    if found is not None and found.state != ProposalState.DRAFT:
        raise AlreadyTogether
    if found is not None:
        exclude_proposal(found, by=by, note=note)
    decision = decide(mentee, mentor, PairVerdict.EXCLUDE, by=by, note=note)
    record_act("exclusion-named", decision, by=by)
    return decision


@transaction.atomic
def remove_exclusion(decision: PairDecision, *, by: Actor) -> None:
    """Let the next run propose these two again."""
    refuse_own_case(by, decision.mentee, decision.mentor)
    record_act("exclusion-removed", decision, by=by)
    decision.delete()


def _check_pair(mentee: Participation, mentor: Participation) -> None:
    if (mentee.role, mentor.role) != (ParticipantRole.MENTEE, ParticipantRole.MENTOR):
        raise BadMatchSettings
    if mentee.cohort_id != mentor.cohort_id:
        raise BadMatchSettings
