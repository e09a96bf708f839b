"""The places that the frame offers: the staff rail on the left, the participants' bar at the bottom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rapport.core.access import May
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed, NotFound
from rapport.programmes.choices import RUNNING_ROLES, StaffRole
from rapport.programmes.policies import can_run_cohort
from rapport.programmes.selectors import get_cohort
from rapport.recruitment.policies import can_see_own_reviews
from rapport.recruitment.selectors.reviews import count_waiting_reviews
from rapport.reporting.selectors import CohortCounts, cohort_counts
from rapport.web.addresses import address
from rapport.web.hats import ActorRequest

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

COHORT_IN_SESSION = "cohort"


@dataclass(frozen=True)
class Place:
    """One entry of the frame."""

    label: str
    url: str
    is_current: bool
    count: int | None = None
    icon: str = ""


@dataclass(frozen=True)
class Section:
    """A headed group of entries."""

    label: str
    entries: list[Place]


def enter_cohort(request: ActorRequest, cohort_id: str, *, may: "May[Cohort]" = can_run_cohort) -> "Cohort":
    """Load the cohort that a staff page is about, and let the rail know."""
    return stay_in_cohort(request, get_cohort(by=request.actor, id=cohort_id, may=may))


def stay_in_cohort(request: HttpRequest, cohort: "Cohort", *, place: str = "") -> "Cohort":
    """Let the rail show the places of this cohort, which the view has loaded with rights checked.

    A page whose address is not below one of them names the `place` that it belongs to.
    """
    request.cohort = cohort  # type: ignore[attr-defined]
    request.place = place  # type: ignore[attr-defined]
    if request.session.get(COHORT_IN_SESSION) != cohort.public_id:
        request.session[COHORT_IN_SESSION] = cohort.public_id
    return cohort


def stay_in(request: HttpRequest, cohort: "Cohort", cohort_id: str) -> "Cohort":
    """Stay in the cohort of a thing whose address names it; an address that names another one is no page."""
    if cohort.public_id != cohort_id:
        raise NotFound
    return stay_in_cohort(request, cohort)


def staff_rail(request: HttpRequest, actor: Actor) -> list[Section]:
    cohort: Cohort | None = getattr(request, "cohort", None) or _cohort_before(request, actor)
    sections = []
    if cohort and actor.hat in RUNNING_ROLES:
        counts = cohort_counts(cohort, by=actor)
        waiting = counts.reviews
        sections.append(
            Section(f"{cohort.programme.name} · {cohort.name}", list(_cohort_places(request, cohort, counts)))
        )
    else:
        waiting = count_waiting_reviews(actor) if can_see_own_reviews(actor) else 0
    places = [*_own_places(request, actor, waiting), *_organisation_places(request)]
    return [*sections, Section(actor.organisation.name, places)]


def _cohort_before(request: HttpRequest, actor: Actor) -> "Cohort | None":
    """Return the cohort that somebody came from to a page about none, if they still run it under this hat."""
    before = request.session.get(COHORT_IN_SESSION, "")
    try:
        return get_cohort(by=actor, id=before, may=can_run_cohort) if before else None
    except (NotAllowed, NotFound):
        return None


def _cohort_places(request: HttpRequest, cohort: "Cohort", counts: CohortCounts) -> Iterator[Place]:
    places = [
        ("today", _("Today"), None, "sun"),
        ("recruiting", _("Recruiting"), None, "flag"),
        ("application-list", _("Applications"), counts.applications, "inbox"),
        ("participation-list", _("Participants"), counts.participants, "users"),
        ("clearance-list", _("Checks"), None, "shield-check"),
        ("training", _("Training"), None, "graduation-cap"),
        ("matching", _("Matching"), None, "sliders-horizontal"),
        ("proposal-list", _("Proposals"), counts.proposals, "git-compare"),
        ("mentorship-list", _("Mentorships"), counts.mentorships, "handshake"),
        ("register", _("Register"), None, "book-open"),
        ("letter-list", _("Letters"), None, "mail"),
    ]
    for name, label, count, icon in places:
        url = address(f"coordinator:{name}", cohort.public_id)
        is_current = request.path.startswith(url) or name == getattr(request, "place", "")
        yield Place(label, url, is_current, count, icon)


def _own_places(request: HttpRequest, actor: Actor, waiting: int) -> Iterator[Place]:
    """What waits for this person alone: there for reviewers always, for the others while there is something."""
    if waiting or actor.hat == StaffRole.REVIEWER:
        url = address("reviewer:review-list")
        yield Place(_("Reviews"), url, request.path.startswith(url), waiting, "notebook-pen")


def _organisation_places(request: HttpRequest) -> Iterator[Place]:
    for name, label, icon in [
        ("programme-list", _("Programmes"), "layout-grid"),
        ("staff-list", _("Team"), "id-card"),
    ]:
        url = address(f"coordinator:{name}")
        yield Place(label, url, request.path.startswith(url) and not hasattr(request, "cohort"), None, icon)


def participant_places(request: HttpRequest) -> list[Place]:
    home = address("participant:home")
    return [
        Place(_("Home"), home, request.path == home, None, "house"),
        *(
            Place(label, url, request.path.startswith(url), None, icon)
            for label, url, icon in [
                (_("Meetings"), address("participant:meeting-list"), "calendar"),
                (_("Register"), address("participant:register-list"), "book-open"),
                (_("Help"), address("participant:help"), "life-buoy"),
            ]
        ),
    ]
