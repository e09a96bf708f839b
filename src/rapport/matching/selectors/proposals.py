"""Reads of proposals: those that stand now, by state and name, and what a coordinator can do with one."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.matching.choices import PairVerdict, ProposalState
from rapport.matching.models import Adjustment, MatchRun, PairDecision, Proposal
from rapport.matching.models.proposal import ProposalQuerySet
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
    return load(proposals_visible_to(by), by=by, id=id, may=may)


def get_adjustment(*, by: Actor, id: str, may: May[Adjustment]) -> Adjustment:  # noqa: A002
    return load(adjustments_visible_to(by), by=by, id=id, may=may)


def proposals_of_cohort(
    cohort: Cohort, *, state: str = "", text: str = "", order: str = ""
) -> ProposalQuerySet:
    """Return the proposals that count now: all that were sent, and the drafts of the newest run.

    Those withdrawn show only when `state` asks for them; drafts come first unless another order is asked for.
    """
    found = _current(cohort).filter(_in_state(state))
    for word in text.split():
        found = found.filter(
            Q(mentee__profile__name__icontains=word) | Q(mentor__profile__name__icontains=word)
        )
    return (
        found.select_related("mentee__profile", "mentor__profile")
        .defer("alternatives", "ruled_out")
        .order_by(*ORDERS.get(order, ORDERS[""]))
    )


def _current(cohort: Cohort) -> ProposalQuerySet:
    """Each comes with this very cohort, so that no row asks for it again."""
    proposals: ProposalQuerySet = cohort.proposals.filter(
        Q(released_at__isnull=False) | is_of_current_run(cohort)
    )
    return proposals


def _in_state(state: str) -> Q:
    """Select a state as people see it: that time has run out is derived, not stored."""
    is_late = Q(expires_at__lte=clock.now())
    if state == ProposalState.RELEASED:
        return Q(state=state) & ~is_late
    if state == ProposalState.EXPIRED:
        return Q(state=ProposalState.RELEASED) & is_late
    return Q(state=state) if state in ProposalState.values else ~Q(state=ProposalState.WITHDRAWN)


def count_proposals_by_state(cohort: Cohort) -> dict[str, int]:
    """Count the proposals that count now, by state as people see it, in one question."""
    rows = _current(cohort)
    return rows.aggregate(**{state: Count("pk", filter=_in_state(state)) for state in ProposalState.values})


def proposals_to_release(cohort: Cohort, ids: Collection[str] | None = None) -> ProposalQuerySet:
    """Return the drafts that can be released, the best first: all of them, or those with these ids."""
    drafts = Proposal.objects.drafts().filter(is_of_current_run(cohort), cohort=cohort)
    chosen = drafts if ids is None else drafts.filter(public_id__in=ids)
    people = ("mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation")
    return chosen.select_related(*people).order_by("-score", "pk")


def partners_to_swap(proposal: Proposal, *, text: str = "") -> QuerySet[Proposal]:
    """Return the other drafts of the run that could change mentors with this one."""
    others = proposals_to_release(proposal.cohort).exclude(
        Q(pk=proposal.pk) | Q(mentor=proposal.mentor_id) | Q(mentee=proposal.mentee_id)
    )
    if text:
        others = others.filter(
            Q(mentee__profile__name__icontains=text) | Q(mentor__profile__name__icontains=text)
        )
    return others.order_by("mentor__profile__name", "pk")


def mentors_to_pick(mentee: Participation, *, text: str = "") -> QuerySet[Participation]:
    """Return the mentors whom a coordinator could give this mentee by hand, those with places free first.

    Each has `places_free`, counting drafts as free: a draft gives way to a pick.
    """
    excluded = PairDecision.objects.filter(mentee=mentee, mentor=OuterRef("pk"), verdict=PairVerdict.EXCLUDE)
    paired = Proposal.objects.live().filter(mentee=mentee, mentor=OuterRef("pk"))
    mentors = Participation.objects.filter(
        cohort=mentee.cohort_id, role=ParticipantRole.MENTOR, state=ParticipationState.ACTIVE
    ).exclude(profile=mentee.profile_id)
    free = with_places_free(mentors.filter(~Exists(excluded), ~Exists(paired))).filter(places_free__gt=0)
    if text:
        free = free.filter(profile__name__icontains=text)
    return free.select_related("profile").order_by("profile__name", "pk")


def adjustments_to_undo(run: MatchRun) -> QuerySet[Adjustment]:
    """Return what was changed by hand since the run and still stands, the newest first."""
    return run.adjustments.filter(undone_at=None).select_related("made_by")
