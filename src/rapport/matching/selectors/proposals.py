"""Reads of proposals: those that stand now, by state and name, and what a coordinator can do with one."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, When

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot
from rapport.core.search import text_holds
from rapport.matching.choices import PairVerdict, ProposalState
from rapport.matching.models import Adjustment, MatchRun, PairDecision, Proposal
from rapport.matching.models.proposal import ProposalQuerySet, state_as_shown
from rapport.matching.policies import adjustments_visible_to, proposals_visible_to
from rapport.matching.selectors.places import with_places_free
from rapport.matching.selectors.runs import is_of_current_run
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Cohort, Participation

TO_DECIDE_FIRST = Case(
    When(state=ProposalState.DRAFT, then=Value(0)),
    When(state=ProposalState.RELEASED, then=Value(1)),
    default=Value(2),
)
ORDERS: dict[str, tuple[Any, ...]] = {
    "": (TO_DECIDE_FIRST, "-score", "mentee__profile__name", "pk"),
    "-score": ("-score", "mentee__profile__name", "pk"),
    "score": ("score", "mentee__profile__name", "pk"),
    "mentee": ("mentee__profile__name", "pk"),
    "-mentee": ("-mentee__profile__name", "pk"),
}


def get_proposal(*, by: Actor, id: str, may: May[Proposal]) -> Proposal:  # noqa: A002
    return load(proposals_visible_to, by=by, id=id, may=may)


def get_adjustment(*, by: Actor, id: str, may: May[Adjustment]) -> Adjustment:  # noqa: A002
    return load(adjustments_visible_to, by=by, id=id, may=may)


def proposals_of_cohort(
    cohort: Cohort, *, state: str = "", text: str = "", order: str = ""
) -> ProposalQuerySet:
    """Return the proposals that count now: all that were sent, and the drafts of the newest run.

    Those withdrawn show only when `state` asks for them; drafts come first unless another order is asked for. Each
    has its `mentee_name` and `mentor_name`, and loads its people only when somebody asks for more.
    """
    found = _in_order(_current(cohort).filter(_in_state(state, clock.now())), order)
    for word in text.split():
        found = found.filter(
            text_holds("mentee__profile__name", word) | text_holds("mentor__profile__name", word)
        )
    return found


class ListedProposal(NamedTuple):
    """What a list shows of a proposal; fifty whole objects would cost more than asking for them."""

    pk: int
    public_id: str
    state: str
    is_pinned: bool
    score: int
    parts: list[Mapping[str, Any]]
    expires_at: dt.datetime | None
    mentee_name: str
    mentor_name: str

    @property
    def shown_state(self) -> str:
        return state_as_shown(self.state, self.expires_at)


@dataclass(frozen=True)
class ProposalPages:
    """What a list shows of `proposals_of_cohort` without a text to look for, a slice of it at a time."""

    cohort: Cohort
    state: str = ""
    order: str = ""

    def __getitem__(self, part: slice) -> list[ListedProposal]:
        order = self.order if self.order in ORDERS else ""
        question = _part_of_list(self.state, order, part.start, part.stop)
        rows = question.ask(cohort=self.cohort.pk, now=clock.now())
        return [ListedProposal(*row) for row in rows]


@lru_cache(maxsize=500)
def _part_of_list(state: str, order: str, start: int, stop: int) -> Prepared[tuple[Any, ...]]:
    """Prepare to ask for a part: first which, as a database that sorts whole rows carries every reason along."""

    @Prepared
    def part() -> "QuerySet[Proposal, tuple[Any, ...]]":
        found = _current(Slot("cohort")).filter(_in_state(state, Slot("now", DateTimeField())))
        which = found.order_by(*ORDERS[order]).values("pk")[start:stop]
        shown = _in_order(Proposal.objects.filter(pk__in=which), order)
        return shown.values_list(*ListedProposal._fields)

    return part


def _in_order(proposals: ProposalQuerySet, order: str) -> ProposalQuerySet:
    named: ProposalQuerySet = proposals.annotate(
        mentee_name=F("mentee__profile__name"), mentor_name=F("mentor__profile__name")
    )
    fields = ("public_id", "state", "mentee", "mentor", "is_pinned", "score", "parts", "expires_at")
    return named.only(*fields).order_by(*ORDERS.get(order, ORDERS[""]))


def _current(cohort: Cohort | Slot) -> ProposalQuerySet:
    own: ProposalQuerySet = Proposal.objects.filter(cohort=cohort)
    return own.filter(Q(released_at__isnull=False) | is_of_current_run(cohort))


def _in_state(state: str, now: dt.datetime | Slot) -> Q:
    """Select a state as people see it: that time has run out is derived, not stored."""
    is_late = Q(expires_at__lte=now)
    if state == ProposalState.RELEASED:
        return Q(state=state) & ~is_late
    if state == ProposalState.EXPIRED:
        return Q(state=ProposalState.RELEASED) & is_late
    return Q(state=state) if state in ProposalState.values else ~Q(state=ProposalState.WITHDRAWN)


def count_proposals_by_state(cohort: Cohort) -> dict[str, int]:
    """Count the proposals that count now, by state as people see it, in one question."""
    states = ProposalState.values
    _cohort, *counts = _counts.ask_one(cohort=cohort.pk, now=clock.now()) or (cohort.pk, *(0 for _ in states))
    return dict(zip(states, counts, strict=True))


@Prepared
def _counts() -> "QuerySet[Proposal, tuple[Any, ...]]":
    now = Slot("now", DateTimeField())
    counts = {f"n_{state}": Count("pk", filter=_in_state(state, now)) for state in ProposalState.values}
    rows: QuerySet[Proposal, tuple[Any, ...]] = _current(Slot("cohort")).order_by().values_list("cohort")
    return rows.annotate(**counts)


def proposals_to_release(cohort: Cohort, ids: Collection[str] | None = None) -> ProposalQuerySet:
    """Return the drafts that can be released, the best first: all of them, or those with these ids."""
    drafts = Proposal.objects.drafts().filter(is_of_current_run(cohort), cohort=cohort)
    chosen = drafts if ids is None else drafts.filter(public_id__in=ids)
    people = ("mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation")
    return chosen.select_related(*people).order_by("-score", "pk")


def partners_to_swap(proposal: Proposal, *, by: Actor, text: str = "") -> QuerySet[Proposal]:
    """Return the other drafts of the run that could change mentors with this one, but none about the actor."""
    others = proposals_to_release(proposal.cohort).exclude(
        Q(pk=proposal.pk)
        | Q(mentor=proposal.mentor_id)
        | Q(mentee=proposal.mentee_id)
        | Q(mentor__profile__person=by.person)
        | Q(mentee__profile__person=by.person)
    )
    if text:
        others = others.filter(
            text_holds("mentee__profile__name", text) | text_holds("mentor__profile__name", text)
        )
    return others.order_by("mentor__profile__name", "pk")


def mentors_to_pick(mentee: Participation, *, by: Actor, text: str = "") -> QuerySet[Participation]:
    """Return the mentors whom the actor could give this mentee by hand, never themselves; those with places free first.

    Each has `places_free`, counting drafts as free: a draft gives way to a pick.
    """
    excluded = PairDecision.objects.filter(mentee=mentee, mentor=OuterRef("pk"), verdict=PairVerdict.EXCLUDE)
    paired = Proposal.objects.live().filter(mentee=mentee, mentor=OuterRef("pk"))
    mentors = Participation.objects.filter(
        cohort=mentee.cohort_id, role=ParticipantRole.MENTOR, state=ParticipationState.ACTIVE
    ).exclude(Q(profile=mentee.profile_id) | Q(profile__person=by.person))
    free = with_places_free(mentors.filter(~Exists(excluded), ~Exists(paired))).filter(places_free__gt=0)
    if text:
        free = free.filter(text_holds("profile__name", text))
    return free.select_related("profile").order_by("profile__name", "pk")


def adjustment_to_undo(run: MatchRun) -> Adjustment | None:
    """Return what was changed by hand last since the run and still stands."""
    return _standing_adjustments.ask_one(run=run.pk)


@Prepared
def _standing_adjustments() -> QuerySet[Adjustment]:
    return Adjustment.objects.filter(run=Slot("run"), undone_at=None).select_related("made_by")[:1]
