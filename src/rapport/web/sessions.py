"""How long a sign-in lasts: shorter for staff, who see what is not their own."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from rapport.core import clock
from rapport.programmes.choices import PARTICIPANT_HAT
from rapport.web import unsent
from rapport.web.hats import forget_hats, hats_of_request

BEGAN = "began"
SEEN = "seen"
SECONDS_BETWEEN_MARKS = 60


@dataclass(frozen=True)
class SessionEnd:
    """When a page warns that its sign-in ends, in seconds from now.

    `idle` is left if nothing more is asked of the server, `renewed` once something is, `whole` in any case.
    """

    idle: int
    renewed: int
    whole: int


def session_end_of(request: HttpRequest) -> SessionEnd | None:
    """Say when this sign-in ends, for staff; that of participants lasts for days."""
    if not _is_staff(request):
        return None
    moment = int(clock.now().timestamp())
    limit = settings.STAFF_IDLE_MINUTES * 60
    seen, began = request.session.get(SEEN, moment), request.session.get(BEGAN, moment)
    return SessionEnd(
        idle=seen + limit - moment,
        renewed=limit - SECONDS_BETWEEN_MARKS,
        whole=began + settings.STAFF_SESSION_HOURS * 3600 - moment,
    )


def end_if_over(request: HttpRequest) -> None:
    """End a session that nobody has used for too long, or that has lasted too long; note that it is used."""
    unsent.welcome_back(request)
    moment = int(clock.now().timestamp())
    age = moment - request.session.setdefault(BEGAN, moment)
    if age >= settings.PARTICIPANT_SESSION_DAYS * 24 * 3600:
        _end(request, unsent.WHOLE_PARTICIPANT)
    elif moment - request.session.get(SEEN, 0) >= SECONDS_BETWEEN_MARKS and _is_staff(request):
        _end_if_over_for_staff(request, age, moment)


def _end_if_over_for_staff(request: HttpRequest, age: int, moment: int) -> None:
    """Marks are a minute apart, so that not every page is a write; whoever has no mark yet begins with this page."""
    if age >= settings.STAFF_SESSION_HOURS * 3600:
        _end(request, unsent.WHOLE_STAFF)
    elif moment - request.session.get(SEEN, moment) >= settings.STAFF_IDLE_MINUTES * 60:
        _end(request, unsent.IDLE)
    else:
        request.session[SEEN] = moment


def _end(request: HttpRequest, why: str) -> None:
    unsent.end_session(request, why)
    forget_hats(request)


def _is_staff(request: HttpRequest) -> bool:
    return any(hat.actor.hat != PARTICIPANT_HAT for hat in hats_of_request(request))
