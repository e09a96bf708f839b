"""Proposals on their way to people: released, withdrawn."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.matching import letters
from rapport.matching.choices import ProposalState
from rapport.matching.errors import AlreadyTogether
from rapport.matching.models import Proposal
from rapport.matching.selectors import proposals_to_release
from rapport.matching.selectors.places import with_places_free
from rapport.matching.services.drafts import lock_drafts
from rapport.matching.services.endings import close_proposal
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation, Programme


@dataclass(frozen=True)
class HeldBack:
    """A draft that could not be released, and why."""

    proposal: Proposal
    reason: str


@dataclass(frozen=True)
class Release:
    """What came of a release."""

    released: tuple[Proposal, ...]
    held_back: tuple[HeldBack, ...]


@transaction.atomic
def release_proposals(cohort: Cohort, *, by: Actor, ids: Collection[str] | None = None) -> Release:
    """Send drafts to both sides: those with these ids, or all. *Also:* queues the letters.

    Running mentorships and waiting proposals together never exceed anybody's capacity: a draft for which there is no
    place any more is held back. Acceptance is guarded once more, by itself.
    """
    run = lock_drafts(cohort)
    outcome = _sorted_out(cohort, _loaded(cohort, ids))
    _withdraw_expired(cohort, outcome.released)
    moment, last_moment = clock.now(), answer_by(cohort.programme)
    for proposal in outcome.released:
        proposal.state = ProposalState.RELEASED
        proposal.released_at, proposal.expires_at = moment, last_moment
    Proposal.objects.bulk_update(outcome.released, ["state", "released_at", "expires_at"], batch_size=200)
    record_act(
        "proposals-released",
        run,
        by=by,
        detail={"released": len(outcome.released), "held_back": len(outcome.held_back)},
    )
    letters.proposals_released_invitation(outcome.released)
    return outcome


def answer_by(programme: Programme) -> dt.datetime:
    """Return the end of the last day on which a proposal that is released now can be answered."""
    zone = ZoneInfo(programme.time_zone)
    last_day = clock.today(programme.time_zone) + dt.timedelta(days=programme.answer_days + 1)
    return dt.datetime.combine(last_day, dt.time.min, tzinfo=zone).astimezone(dt.UTC)


def _loaded(cohort: Cohort, ids: Collection[str] | None) -> list[Proposal]:
    """Load the drafts with their people, whose rows are locked in the order of their keys."""
    drafts = list(
        proposals_to_release(cohort, ids).select_related(
            "mentee__profile__person", "mentor__profile__person", "cohort__programme__organisation"
        )
    )
    keys = {key for draft in drafts for key in (draft.mentee_id, draft.mentor_id)}
    list(Participation.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))
    return drafts


def _sorted_out(cohort: Cohort, drafts: list[Proposal]) -> Release:
    active = Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE)
    places = Counter(dict(with_places_free(active).values_list("pk", "places_free")))
    sent = Proposal.objects.live().exclude(state=ProposalState.DRAFT).filter(cohort=cohort)
    together = set(sent.values_list("mentee", "mentor"))
    released, held_back = [], []
    for draft in drafts:
        reason = _why_not(draft, places, together)
        if reason:
            held_back.append(HeldBack(draft, reason))
        else:
            places.subtract([draft.mentee_id, draft.mentor_id])
            released.append(draft)
    return Release(tuple(released), tuple(held_back))


def _why_not(draft: Proposal, places: Mapping[int, int], together: set[tuple[int, int]]) -> str:
    if (draft.mentee_id, draft.mentor_id) in together:
        return str(AlreadyTogether())
    for side in (draft.mentor, draft.mentee):
        if places[side.pk] <= 0:
            return _("%(name)s has no free place.") % {"name": side.profile.name}
    return ""


def _withdraw_expired(cohort: Cohort, released: Iterable[Proposal]) -> None:
    """Make way for a pair that gets a second chance: one open proposal a pair is all that the tables hold."""
    pairs = {(proposal.mentee_id, proposal.mentor_id) for proposal in released}
    late = Proposal.objects.expired().filter(cohort=cohort).values_list("pk", "mentee", "mentor")
    same = [pk for pk, mentee, mentor in late if (mentee, mentor) in pairs]
    Proposal.objects.filter(pk__in=same).update(state=ProposalState.WITHDRAWN, ended_at=clock.now())


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """Take a released proposal back. *Also:* writes to both sides; their places are free again at once."""
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
