"""Which drafts can go out now, and which are held back for want of a place, of training, of a check or of a consent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.core.actors import Actor
from rapport.matching.choices import ProposalState
from rapport.matching.errors import AlreadyTogether
from rapport.matching.models import Proposal
from rapport.matching.policies import is_own_case
from rapport.matching.selectors.places import with_places_free
from rapport.matching.selectors.proposals import proposals_to_release
from rapport.programmes.choices import ParticipationState
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Cohort, Participation
from rapport.training.selectors import Readiness, readiness_of


@dataclass(frozen=True)
class HeldBack:
    """A draft that cannot be released, and why."""

    proposal: Proposal
    reason: str


@dataclass(frozen=True)
class Release:
    """Drafts sorted into those that go out and those that do not."""

    released: tuple[Proposal, ...]
    held_back: tuple[HeldBack, ...]


def release_of(cohort: Cohort, ids: Collection[str] | None = None, *, by: Actor) -> Release:
    """Sort out the drafts with these ids, or all: nobody is promised more places than they have, the best first.

    A draft about the actor is left to somebody else.
    """
    active = Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE)
    places = Counter(dict(with_places_free(active).values_list("pk", "places_free")))
    sent = Proposal.objects.live().exclude(state=ProposalState.DRAFT).filter(cohort=cohort)
    readiness = readiness_of(active, cohort.programme)
    together = set(sent.values_list("mentee", "mentor"))
    released, held_back = [], []
    for draft in proposals_to_release(cohort, ids):
        reason = str(OwnCase()) if is_own_case(by, draft) else _why_not(draft, places, together, readiness)
        if reason:
            held_back.append(HeldBack(draft, reason))
        else:
            places.subtract([draft.mentee_id, draft.mentor_id])
            released.append(draft)
    return Release(tuple(released), tuple(held_back))


def _why_not(
    draft: Proposal,
    places: Mapping[int, int],
    together: set[tuple[int, int]],
    readiness: Readiness,
) -> str:
    if (draft.mentee_id, draft.mentor_id) in together:
        return str(AlreadyTogether())
    for side in (draft.mentor, draft.mentee):
        if places[side.pk] <= 0:
            return _("%(name)s has no free place.") % {"name": side.profile.name}
        if reason := readiness.why_not(side):
            return reason
    return ""
