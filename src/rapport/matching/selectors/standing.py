"""What stands of a match run now, after what people changed by hand, and what of its proof still holds."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.core.prepared import Prepared, Slot
from rapport.matching.choices import AdjustmentKind, PairVerdict, ProposalOrigin, ProposalState
from rapport.matching.models import MatchRun, PairDecision, Proposal


@dataclass(frozen=True)
class Standing:
    """How many drafts the engine found and how many were made by hand, what is out, and what was taken away."""

    from_run: int
    by_hand: int
    released: int
    excluded: int
    is_changed: bool

    @property
    def ready(self) -> int:
        return self.from_run + self.by_hand


def standing_of(run: MatchRun) -> Standing:
    """Count what stands of a run. A change that was undone left nothing behind, so it does not count."""
    _run, *counts, changes = _counts.ask_one(run=run.pk) or (run.pk, 0, 0, 0, 0, 0)
    from_run, by_hand, released, excluded = counts
    return Standing(from_run, by_hand, released, excluded, changes > 0)


@Prepared
def _counts() -> "QuerySet[Proposal, tuple[Any, ...]]":
    is_draft = Q(state=ProposalState.DRAFT)
    named = PairDecision.objects.filter(
        mentee=OuterRef("mentee"), mentor=OuterRef("mentor"), verdict=PairVerdict.EXCLUDE
    )
    made: QuerySet[Proposal, tuple[Any, ...]] = (
        Proposal.objects.filter(run=Slot("run")).order_by().values_list("run")
    )
    return made.annotate(
        from_run=Count("pk", filter=is_draft & Q(origin=ProposalOrigin.ENGINE)),
        by_hand=Count("pk", filter=is_draft & Q(origin=ProposalOrigin.HAND)),
        released=Count("pk", filter=Q(released_at__isnull=False)),
        excluded=Count("pk", filter=Q(Exists(named), ended_by__kind=AdjustmentKind.EXCLUDE)),
        changes=Count(
            "pk", filter=Q(ended_by__isnull=False) | Q(made_by__isnull=False, made_by__undone_at=None)
        ),
    )


def standing_in_words(standing: Standing) -> str:
    """Return "13 pairs stand ready: 11 from the run, 2 by hand; 2 excluded", leaving out what is not there."""
    ready = ngettext("%(n)s pair stands ready", "%(n)s pairs stand ready", standing.ready) % {
        "n": standing.ready
    }
    if not standing.ready:
        ready = _("No pair stands ready")
    if standing.by_hand:
        words = {"ready": ready, "from_run": standing.from_run, "by_hand": standing.by_hand}
        ready = _("%(ready)s: %(from_run)s from the run, %(by_hand)s by hand") % words
    beside = ", ".join(
        words % {"n": number}
        for words, number in [
            (_("%(n)s released"), standing.released),
            (_("%(n)s excluded"), standing.excluded),
        ]
        if number
    )
    return f"{ready}; {beside}" if beside else ready


def certificate_of(run: MatchRun, standing: Standing) -> str:
    """Return what the engine has proven of a run, in words that still hold after what people did to it."""
    if not run.is_optimal:
        return ""
    if standing.is_changed:
        return _("What the run had found was proven best; it has been changed by hand since.")
    if run.pins:
        return _("With the pinned pairs kept, no other matching of these people scores higher.")
    return _("No other matching of these people scores higher.")
