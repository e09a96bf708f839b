"""What a change by hand would do, before it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapport.matching.engine_adapter import ScoredPair, score_pairs
from rapport.matching.models import MatchRun, Proposal
from rapport.matching.selectors import current_run
from rapport.matching.services.freezing import freeze_with
from rapport.programmes.models import Participation


@dataclass(frozen=True)
class Pick:
    """A mentor who could be picked: what the pair would score, which rules forbid it, which drafts give way."""

    mentor: Participation
    score: int
    forbidden_by: tuple[str, ...]
    held_by: tuple[str, ...]
    is_full: bool

    @property
    def is_possible(self) -> bool:
        return not self.forbidden_by and not self.is_full


def picks_for(mentee: Participation, mentors: Iterable[Participation]) -> list[Pick]:
    """Return what each of these mentors would be for this mentee, those possible first, the best in front."""
    run, listed = current_run(mentee.cohort), list(mentors)
    if run is None or not listed:
        return []
    frozen = freeze_with(run, mentee, *listed)
    scored = score_pairs(frozen, [(mentee.public_id, mentor.public_id) for mentor in listed])
    held = _held(run)
    picks = [
        _pick(mentor, pair, held.get(mentor.pk, [])) for mentor, pair in zip(listed, scored, strict=True)
    ]
    return sorted(picks, key=lambda pick: (not pick.is_possible, -pick.score, pick.mentor.profile.name))


def _pick(mentor: Participation, pair: ScoredPair, drafts: list[Proposal]) -> Pick:
    """Name who would lose the mentor: as in `drafts_giving_way`, the lowest drafts that are not pinned."""
    missing = max(0, len(drafts) + 1 - getattr(mentor, "places_free", mentor.places_left))
    unpinned = sorted((d for d in drafts if not d.is_pinned), key=lambda d: (d.points, d.pk))
    is_full = missing > len(unpinned)
    losing = drafts if is_full else unpinned[:missing]
    return Pick(
        mentor=mentor,
        score=pair.score,
        forbidden_by=pair.broken_rules,
        held_by=tuple(draft.mentee.profile.name for draft in losing),
        is_full=is_full,
    )


def _held(run: MatchRun) -> dict[int, list[Proposal]]:
    held: dict[int, list[Proposal]] = {}
    drafts = Proposal.objects.drafts().filter(run=run).select_related("mentee__profile")
    for draft in drafts.defer("parts", "alternatives", "ruled_out"):
        held.setdefault(draft.mentor_id, []).append(draft)
    return held


@dataclass(frozen=True)
class Swap:
    """Another draft to change mentors with: the two scores after, and what forbids it."""

    partner: Proposal
    score: int
    partner_score: int
    forbidden_by: tuple[str, ...]
    change: float


def swaps_for(proposal: Proposal, partners: Iterable[Proposal]) -> list[Swap]:
    """Return what each swap would do to both scores, those possible first, the best in front."""
    run, listed = current_run(proposal.cohort), list(partners)
    if run is None or not listed:
        return []
    people = {one.pk: one for partner in [proposal, *listed] for one in (partner.mentee, partner.mentor)}
    couples = [
        couple
        for partner in listed
        for couple in (
            (proposal.mentee.public_id, partner.mentor.public_id),
            (partner.mentee.public_id, proposal.mentor.public_id),
        )
    ]
    scored = score_pairs(freeze_with(run, *people.values()), couples)
    swaps = [
        _swap(proposal, partner, *pairs)
        for partner, pairs in zip(listed, zip(scored[::2], scored[1::2], strict=True), strict=True)
    ]
    return sorted(swaps, key=lambda swap: (bool(swap.forbidden_by), -swap.change, swap.partner.pk))


def _swap(proposal: Proposal, partner: Proposal, own: ScoredPair, other: ScoredPair) -> Swap:
    return Swap(
        partner=partner,
        score=own.score,
        partner_score=other.score,
        forbidden_by=(*own.broken_rules, *other.broken_rules),
        change=own.points + other.points - proposal.points - partner.points,
    )
