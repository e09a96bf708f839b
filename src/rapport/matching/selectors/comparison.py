"""What changed since the last match run: who is new, who moved, who lost a mentor, who stayed."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapport.matching.choices import PairVerdict, ProposalOrigin, RunState
from rapport.matching.models import MatchRun, PairDecision, Proposal
from rapport.programmes.models import Participation


@dataclass(frozen=True)
class Mate:
    """A mentor whom a mentee had or has, with the score and what a coordinator said about the two."""

    key: int
    name: str
    score: int
    note: str = ""


@dataclass
class Change:
    """One mentee's mentors before and after."""

    mentee: Participation
    before: list[Mate] = field(default_factory=list)
    after: list[Mate] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if {mate.key for mate in self.before} == {mate.key for mate in self.after}:
            return "unchanged"
        return "new" if not self.before else "moved" if self.after else "lost"


@dataclass(frozen=True)
class Comparison:
    """What changed between a run and now, by kind, each by the mentee's name."""

    last: MatchRun
    new: list[Change]
    moved: list[Change]
    lost: list[Change]
    unchanged: list[Change]

    @property
    def changed(self) -> list[Change]:
        return [*self.moved, *self.new, *self.lost]


def compare_with_last(run: MatchRun) -> Comparison | None:
    """Compare what stands now with what the run before this one found, whatever people did to that since.

    Where there is no run before, changes by hand are compared with the run itself.
    """
    last = _run_before(run)
    if last is None:
        last = run if run.adjustments.filter(undone_at=None).exists() else None
    if last is None:
        return None
    changes = _changes(
        found=Proposal.objects.filter(run=last, origin=ProposalOrigin.ENGINE),
        # Whoever was released after the last run is not matched again: they stay where they are.
        standing=Proposal.objects.live().filter(run__in=[last, run]),
    )
    return Comparison(
        last=last,
        new=[change for change in changes if change.kind == "new"],
        moved=[change for change in changes if change.kind == "moved"],
        lost=[change for change in changes if change.kind == "lost"],
        unchanged=[change for change in changes if change.kind == "unchanged"],
    )


def _run_before(run: MatchRun) -> MatchRun | None:
    done = MatchRun.objects.filter(cohort=run.cohort_id, state=RunState.DONE, number__lt=run.number)
    return done.defer("frozen_input").first()


def _in_order(proposals: QuerySet[Proposal]) -> list[Proposal]:
    return list(
        proposals.select_related("mentee__profile", "mentor__profile")
        .defer("parts", "alternatives", "ruled_out")
        .order_by("mentee__profile__name", "mentee", "mentor__profile__name", "pk")
    )


def _changes(*, found: QuerySet[Proposal], standing: QuerySet[Proposal]) -> list[Change]:
    before, now = _in_order(found), _in_order(standing)
    changes = {proposal.mentee_id: Change(proposal.mentee) for proposal in [*before, *now]}
    excluded = _excluded_among(before)
    for proposal in before:
        is_excluded = (proposal.mentee_id, proposal.mentor_id) in excluded
        changes[proposal.mentee_id].before.append(_mate(proposal, _("excluded") if is_excluded else ""))
    for proposal in now:
        changes[proposal.mentee_id].after.append(_mate(proposal, _("pinned") if proposal.is_pinned else ""))
    return sorted(changes.values(), key=lambda change: (change.mentee.profile.name, change.mentee.pk))


def _mate(proposal: Proposal, note: str) -> Mate:
    return Mate(proposal.mentor_id, proposal.mentor.profile.name, proposal.score, note)


def _excluded_among(proposals: list[Proposal]) -> set[tuple[int, int]]:
    if not proposals:
        return set()
    named = PairDecision.objects.filter(cohort=proposals[0].cohort_id, verdict=PairVerdict.EXCLUDE)
    return set(named.values_list("mentee", "mentor"))
