"""What every page for who applies begins with: their own application, and how it is shown."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.core.access import May
from rapport.core.actors import Actor
from rapport.programmes.choices import PARTICIPANT_HAT, ParticipationState
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.selectors import applicant, get_own_application
from rapport.recruitment.selectors.first_steps import FirstStep, first_steps_of
from rapport.web.addresses import address
from rapport.web.components import Stage, Words, stages
from rapport.web.hats import chosen_hat
from rapport.web.unsent import to_sign_in

if TYPE_CHECKING:
    from rapport.accounts.models import Person
    from rapport.recruitment.models import Application

View = Callable[..., HttpResponse]
PAGES_OF_STEPS = {
    "guidelines": "participant:guideline-list",
    "course": "participant:course",
    "checks": "participant:check-list",
}


def signed_in_page(view: View) -> View:
    """Let in who has signed in, whatever hats they have: applying needs none."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_sign_in(request)

    return page


def enter_application(
    request: HttpRequest, application_id: str, *, may: "May[Application]"
) -> "tuple[Application, Actor]":
    """Load somebody's own application, with the actor that they are towards its organisation."""
    person = cast("Person", request.user)
    found = get_own_application(person, id=application_id, may=may)
    timezone.activate(found.cohort.programme.time_zone)
    return found, applicant(person, found)


def title_of(application: "Application") -> str:
    """Return "Peer mentoring, as a mentor"."""
    programme = application.cohort.programme
    return _("%(programme)s, as %(role)s") % {
        "programme": programme.name,
        "role": role_word(programme, application.role),
    }


def stage_line_of(application: "Application") -> list[Stage]:
    """Return how far an application has come; none for one that has ended without a place."""
    decision: Words = _("Decision")
    if application.state == ApplicationState.WAITLISTED:
        decision = _("Waiting list")
    elif application.state == ApplicationState.OFFERED:
        decision = _("Place offered")
    labels: list[Words] = [_("Your answers"), _("Being read"), decision, _("Taking part")]
    place = {
        ApplicationState.DRAFT: 0,
        ApplicationState.SUBMITTED: 1,
        ApplicationState.WAITLISTED: 2,
        ApplicationState.OFFERED: 2,
        ApplicationState.ACCEPTED: 3,
    }.get(ApplicationState(application.state))
    return [] if place is None else stages(labels, place)


def steps_before_matching(request: HttpRequest, application: "Application") -> list[tuple[str, str]]:
    """Return what somebody who takes part has still to do before they can be matched, each with the page to do it on.

    Under another hat those pages are not there, and there is no address.
    """
    participation = application.participation
    if participation is None or participation.state != ParticipationState.ACTIVE:
        return []
    programme, hat = application.cohort.programme, chosen_hat(request)
    is_here = hat is not None and hat.actor == Actor(
        application.person, programme.organisation, PARTICIPANT_HAT
    )
    steps = first_steps_of(programme, [application])[application.pk]
    return [(capfirst(str(each)), _page_of(each) if is_here else "") for each in steps]


def _page_of(step: FirstStep) -> str:
    return address(PAGES_OF_STEPS[step.page], *filter(None, [step.of])) if step.page else ""
