"""Drafts of the newest run, locked against everybody else who changes them."""

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.matching.choices import PairVerdict, ProposalState
from rapport.matching.errors import RunNotFinished
from rapport.matching.models import Adjustment, MatchRun, PairDecision, Proposal
from rapport.matching.selectors import current_run, open_run
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.services.programmes import lock_open_cohort


def lock_drafts(cohort: Cohort) -> MatchRun:
    """Lock the cohort's drafts and return their run. While a new run is under way nobody changes them."""
    lock_open_cohort(cohort)
    run = current_run(cohort)
    if run is None or open_run(cohort):
        raise RunNotFinished
    return run


def refuse_own_case(by: Actor, *sides: Participation) -> None:
    """Let nobody decide about themselves: what one act takes along with it is not always seen at the door."""
    if any(side.profile.person_id == by.person.pk for side in sides):
        raise OwnCase


def lock_draft(proposal: Proposal, *, by: Actor) -> Proposal:
    """Return the proposal as it is now, if it is still a draft of the newest run and not about whoever decides."""
    refuse_own_case(by, proposal.mentee, proposal.mentor)
    run = lock_drafts(proposal.cohort)
    fresh = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "mentee__profile", "mentor__profile")
        .filter(pk=proposal.pk, run=run, state=ProposalState.DRAFT)
        .first()
    )
    if fresh is None:
        raise WrongState
    return fresh


def end_draft(draft: Proposal, adjustment: Adjustment | None) -> None:
    """Take a draft back because of a change by hand, by whose undoing it comes again; or for good."""
    draft.state, draft.ended_at, draft.ended_by = ProposalState.WITHDRAWN, clock.now(), adjustment
    draft.save(update_fields=["state", "ended_at", "ended_by"])
    PairDecision.objects.filter(
        mentee=draft.mentee_id, mentor=draft.mentor_id, verdict=PairVerdict.PIN
    ).delete()


def decide(
    mentee: Participation, mentor: Participation, verdict: str, *, by: Actor, note: str = ""
) -> PairDecision:
    """Keep a coordinator's word on two people; the newest word counts."""
    decision, _is_new = PairDecision.objects.update_or_create(
        mentee=mentee,
        mentor=mentor,
        defaults={
            "cohort_id": mentee.cohort_id,
            "verdict": verdict,
            "note": note,
            "decided_by": by.person,
        },
    )
    return decision
