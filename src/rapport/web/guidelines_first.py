"""Guidelines come first: a participant's page waits until those of its programme are acknowledged."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from rapport.core.actors import Actor
from rapport.mentorships.selectors import get_mentorship, get_proposal
from rapport.programmes.selectors import get_participation, participations_of
from rapport.programmes.selectors.guidelines import programmes_awaiting_acknowledgement
from rapport.web.addresses import address
from rapport.web.unsent import GUIDELINES_FIRST, to_page_before

if TYPE_CHECKING:
    from rapport.web.hats import ActorRequest

THINGS: Mapping[str, Callable[..., Any]] = {
    "mentorship_id": get_mentorship,
    "proposal_id": get_proposal,
    "participation_id": get_participation,
}
"""What the addresses of participants' pages speak of; each belongs to one programme. The other pages show all."""


def guidelines_before(request: "ActorRequest", ids: Mapping[str, str]) -> HttpResponse | None:
    """Return the way to the guidelines that come before this page, if any do. What was sent is kept until then.

    Whoever takes part in a second programme goes on there: its pages do not wait for the first one's guidelines.
    """
    awaiting = programmes_awaiting_acknowledgement(request.actor)
    request.awaiting_guidelines = list(awaiting.values())
    if not awaiting:
        return None
    concerned = _programmes_of_page(request.actor, ids)
    if not concerned <= awaiting.keys():
        return None
    first = address("participant:guideline-list", awaiting[min(concerned)])
    return to_page_before(request, first, why=GUIDELINES_FIRST)


def _programmes_of_page(by: Actor, ids: Mapping[str, str]) -> set[int]:
    """Return the programme of the thing that the page is about; of a page about everything, all the reader's own."""
    for name, get in THINGS.items():
        if name in ids:
            return {get(by=by, id=ids[name], may=lambda _by, _thing: True).cohort.programme_id}
    return {each.cohort.programme_id for each in participations_of(by)}
