"""Changes by hand: a mentor picked, two drafts swapped, a change undone."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.core.models import check_transition
from rapport.matching.choices import (
    PROPOSAL_TRANSITIONS,
    AdjustmentKind,
    PairVerdict,
    ProposalOrigin,
    ProposalState,
)
from rapport.matching.engine_adapter import ScoredPair, score_pairs
from rapport.matching.errors import AlreadyTogether, CannotUndo, PairNotFree, RuleForbidsPair
from rapport.matching.models import Adjustment, MatchRun, PairDecision, Proposal
from rapport.matching.selectors import current_run
from rapport.matching.selectors.places import with_places_free
from rapport.matching.services.drafts import decide, end_draft, lock_draft, lock_drafts, refuse_own_case
from rapport.matching.services.freezing import freeze_with
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation

Couple = tuple[Participation, Participation]


def pick_by_hand(mentee: Participation, mentor: Participation, *, by: Actor) -> Adjustment:
    """Give a mentee this mentor, whatever the engine found. Hard rules hold, and so do places that are taken.

    *Also:* pins the pair. Where there is no place, the mentee's other draft and then the mentor's lowest draft that
    is not pinned give way; `drafts_giving_way` tells beforehand which.
    """
    refuse_own_case(by, mentee, mentor)
    scored = _scored(mentee.cohort, [(mentee, mentor)])
    with transaction.atomic():
        run = lock_drafts(mentee.cohort)
        _check_not_together(mentee, mentor)
        adjustment = Adjustment.objects.create(run=run, kind=AdjustmentKind.PICK, made_by=by.person)
        giving_way = drafts_giving_way(mentee, mentor)
        for draft in giving_way:
            refuse_own_case(by, draft.mentee, draft.mentor)
            end_draft(draft, adjustment)
        _make(run, scored[0], (mentee, mentor), adjustment, instead_of=giving_way, by=by)
        record_act("mentor-picked", adjustment, by=by, detail={"gave_way": len(giving_way)})
    return adjustment


def swap_proposals(first: Proposal, second: Proposal, *, by: Actor) -> Adjustment:
    """Let two drafts change mentors. *Also:* pins both new pairs."""
    couples = [(first.mentee, second.mentor), (second.mentee, first.mentor)]
    if first.cohort_id != second.cohort_id or len({first.mentee_id, second.mentee_id}) == 1:
        raise WrongState
    scored = _scored(first.cohort, couples)
    with transaction.atomic():
        drafts = [lock_draft(first, by=by), lock_draft(second, by=by)]
        for couple in couples:
            _check_not_together(*couple)
        run = drafts[0].run
        adjustment = Adjustment.objects.create(run=run, kind=AdjustmentKind.SWAP, made_by=by.person)
        for draft in drafts:
            end_draft(draft, adjustment)
        for pair, couple, draft in zip(scored, couples, drafts, strict=True):
            _make(run, pair, couple, adjustment, instead_of=[draft], by=by)
        record_act("proposals-swapped", adjustment, by=by)
    return adjustment


@transaction.atomic
def undo_adjustment(adjustment: Adjustment, *, by: Actor) -> None:
    """Put everything back as it was before one change by hand, unless something later builds on it."""
    run = lock_drafts(adjustment.run.cohort)
    fresh = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    made, ended = (
        list(touched.select_related("mentee__profile", "mentor__profile"))
        for touched in (fresh.made, fresh.ended)
    )
    if fresh.run_id != run.pk or fresh.undone_at or any(p.state != ProposalState.DRAFT for p in made):
        raise CannotUndo
    refuse_own_case(by, *(side for one in [*made, *ended] for side in (one.mentee, one.mentor)))
    for draft in made:
        end_draft(draft, None)
    for proposal in ended:
        _restore(proposal, by=by)
    fresh.undone_at = clock.now()
    fresh.save(update_fields=["undone_at"])
    record_act("adjustment-undone", fresh, by=by, detail={"kind": fresh.kind})


def _restore(proposal: Proposal, *, by: Actor) -> None:
    if any(_drafts_over(side) >= 0 for side in (proposal.mentee, proposal.mentor)):
        raise CannotUndo
    check_transition(PROPOSAL_TRANSITIONS, old=proposal.state, new=ProposalState.DRAFT)
    proposal.state, proposal.ended_at, proposal.ended_by = ProposalState.DRAFT, None, None
    proposal.save(update_fields=["state", "ended_at", "ended_by"])
    PairDecision.objects.filter(mentee=proposal.mentee_id, mentor=proposal.mentor_id).delete()
    if proposal.is_pinned:
        decide(proposal.mentee, proposal.mentor, PairVerdict.PIN, by=by)


def drafts_giving_way(mentee: Participation, mentor: Participation) -> list[Proposal]:
    """Return the drafts that a pick of these two would end; refuse where no draft can give way."""
    of_mentee = _giving_way(mentee, _drafts_of(mentee))
    unpinned = [draft for draft in _drafts_of(mentor) if not draft.is_pinned]
    of_mentor = _giving_way(mentor, unpinned)
    return [*of_mentee, *of_mentor]


def _giving_way(side: Participation, candidates: list[Proposal]) -> list[Proposal]:
    missing = _drafts_over(side) + 1
    if missing > len(candidates):
        raise PairNotFree(_("%(name)s has no free place.") % {"name": side.profile.name})
    ordered = sorted(candidates, key=lambda draft: (draft.is_pinned, draft.points, draft.pk))
    return ordered[: max(0, missing)]


def _drafts_over(side: Participation) -> int:
    """Return how many drafts more than free places somebody has; 0 means that every place is given."""
    free = with_places_free(Participation.objects.filter(pk=side.pk, state=ParticipationState.ACTIVE))
    places = free.values_list("places_free", flat=True).first()
    return len(_drafts_of(side)) - (places or 0)


def _drafts_of(side: Participation) -> list[Proposal]:
    run = current_run(side.cohort)
    drafts = Proposal.objects.drafts().filter(run=run).select_related("mentee__profile", "mentor__profile")
    return list(drafts.filter(**{side.role: side.pk}))


def _scored(cohort: Cohort, couples: list[Couple]) -> tuple[ScoredPair, ...]:
    """Score pairs with the engine, outside any transaction; refuse what a hard rule forbids, with the rule's name."""
    run = current_run(cohort)
    if run is None:
        raise WrongState
    people = [one for couple in couples for one in couple]
    scored = score_pairs(
        freeze_with(run, *people), [(mentee.public_id, mentor.public_id) for mentee, mentor in couples]
    )
    for pair, (mentee, mentor) in zip(scored, couples, strict=True):
        if pair.broken_rules:
            raise RuleForbidsPair(
                _("%(mentee)s and %(mentor)s cannot be a pair: “%(rule)s”.")
                % {"mentee": mentee.profile.name, "mentor": mentor.profile.name, "rule": pair.broken_rules[0]}
            )
    return scored


def _check_not_together(mentee: Participation, mentor: Participation) -> None:
    if Proposal.objects.live().filter(mentee=mentee, mentor=mentor).exists():
        raise AlreadyTogether
    if PairDecision.objects.filter(mentee=mentee, mentor=mentor, verdict=PairVerdict.EXCLUDE).exists():
        raise RuleForbidsPair(_("These two were named as not to be paired. Remove the exclusion first."))


def _make(
    run: MatchRun,
    scored: ScoredPair,
    couple: Couple,
    adjustment: Adjustment,
    *,
    instead_of: Iterable[Proposal],
    by: Actor,
) -> Proposal:
    mentee, mentor = couple
    proposal = Proposal.objects.create(
        run=run,
        cohort_id=run.cohort_id,
        mentee=mentee,
        mentor=mentor,
        origin=ProposalOrigin.HAND,
        made_by=adjustment,
        is_pinned=True,
        score=scored.score,
        points=scored.points,
        parts=[asdict(part) for part in scored.parts],
        alternatives=_alternatives(mentor, [one for one in instead_of if one.mentee_id == mentee.pk]),
        unchecked=list(scored.unchecked),
    )
    decide(mentee, mentor, PairVerdict.PIN, by=by)
    return proposal


def _alternatives(mentor: Participation, former: list[Proposal]) -> list[dict[str, Any]]:
    """Return whom the engine had thought of instead: the mentors before, then their alternatives."""
    before: list[dict[str, Any]] = [
        {
            "mentor": draft.mentor.public_id,
            "score": draft.score,
            "points": draft.points,
            "loss": 0.0,
            "held_by": [],
            "forbidden_by": [],
        }
        for draft in former
    ]
    others = [
        other for draft in former for other in draft.alternatives if other["mentor"] != mentor.public_id
    ]
    return [*before, *others][:3]
