"""What changed since the last match run: who is new, who moved, who lost a mentor, who stayed."""

from dataclasses import dataclass, field

from django.db.models import Q

from rapport.matching.choices import ProposalState, RunState
from rapport.matching.models import MatchRun, Proposal
from rapport.programmes.models import Participation


@dataclass
class Change:
    """One mentee's mentors before and after, by name."""

    mentee: Participation
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    score_before: int | None = None
    score_after: int | None = None

    @property
    def kind(self) -> str:
        if sorted(self.before) == sorted(self.after):
            return "unchanged"
        return "new" if not self.before else "moved" if self.after else "lost"


@dataclass(frozen=True)
class Comparison:
    """The changes between two runs, by kind, each by the mentee's name."""

    last: MatchRun
    new: list[Change]
    moved: list[Change]
    lost: list[Change]
    unchanged: list[Change]

    @property
    def changed(self) -> list[Change]:
        return [*self.moved, *self.new, *self.lost]


def compare_with_last(run: MatchRun) -> Comparison | None:
    """Compare a run, as it stands with its changes by hand, with the drafts that it replaced."""
    last = (
        MatchRun.objects.filter(cohort=run.cohort_id, state=RunState.DONE, number__lt=run.number)
        .defer("frozen_input")
        .first()
    )
    if last is None:
        return None
    replaced = Q(run=last, state=ProposalState.WITHDRAWN, ended_at=run.ended_at)
    stands = Q(run=run) & (~Q(state=ProposalState.WITHDRAWN) | Q(released_at__isnull=False))
    changes = _changes(replaced | stands, run)
    return Comparison(
        last=last,
        new=[change for change in changes if change.kind == "new"],
        moved=[change for change in changes if change.kind == "moved"],
        lost=[change for change in changes if change.kind == "lost"],
        unchanged=[change for change in changes if change.kind == "unchanged"],
    )


def _changes(either: Q, run: MatchRun) -> list[Change]:
    rows = (
        Proposal.objects.filter(either, cohort=run.cohort_id)
        .select_related("mentee__profile", "mentor__profile")
        .defer("parts", "alternatives", "ruled_out")
        .order_by("mentee__profile__name", "mentee", "mentor__profile__name", "pk")
    )
    changes: dict[int, Change] = {}
    for row in rows:
        change = changes.setdefault(row.mentee_id, Change(row.mentee))
        if row.run_id == run.pk:
            change.after.append(row.mentor.profile.name)
            change.score_after = row.score
        else:
            change.before.append(row.mentor.profile.name)
            change.score_before = row.score
    return list(changes.values())
