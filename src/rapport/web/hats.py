"""Which hat a signed-in person wears now: kept in the session, checked against the database on every request."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from rapport.core.actors import HAT_IN_SESSION, Actor
from rapport.core.errors import NotFound
from rapport.programmes.choices import PARTICIPANT_HAT
from rapport.programmes.selectors import Hat, hats_of
from rapport.web.guidelines_first import guidelines_before
from rapport.web.unsent import to_sign_in


class ActorRequest(HttpRequest):
    """A request whose person has a hat on."""

    actor: Actor
    awaiting_guidelines: list[str]


View = Callable[..., HttpResponse]


def hats_of_request(request: HttpRequest) -> list[Hat]:
    """Return the hats of whoever is signed in, looked up once a request."""
    if not hasattr(request, "_hats"):
        found = hats_of(request.user) if request.user.is_authenticated else []
        request._hats = found  # type: ignore[attr-defined]  # noqa: SLF001
    return cast("list[Hat]", request._hats)  # type: ignore[attr-defined]  # noqa: SLF001


def forget_hats(request: HttpRequest) -> None:
    """Let nothing of this request wear a hat any more: its person was signed out."""
    vars(request).pop("_hats", None)


def chosen_hat(request: HttpRequest) -> Hat | None:
    """Return the hat chosen in this session if it is still theirs, else their first."""
    hats = hats_of_request(request)
    wanted = request.session.get(HAT_IN_SESSION)
    return next((hat for hat in hats if hat.key == wanted), hats[0] if hats else None)


def wear(request: HttpRequest, key: str) -> Hat:
    """Put on the hat with this key."""
    hat = next((hat for hat in hats_of_request(request) if hat.key == key), None)
    if hat is None:
        raise NotFound
    request.session[HAT_IN_SESSION] = key
    request.hat = SimpleLazyObject(lambda: hat)  # type: ignore[attr-defined]
    return hat


def staff_page(view: View) -> View:
    """Let in who wears a staff hat."""
    return _with_actor(view, lambda hat: hat.actor.hat != PARTICIPANT_HAT)


def participant_page(view: View) -> View:
    """Let in who takes part, once the guidelines of the programme that the page is about are acknowledged."""

    @wraps(view)
    def guided(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return guidelines_before(request, kwargs) or view(request, *args, **kwargs)

    return open_participant_page(guided)


def open_participant_page(view: View) -> View:
    """Let in who takes part, whatever they have still to acknowledge: the guidelines themselves, and help."""
    return _with_actor(view, lambda hat: hat.actor.hat == PARTICIPANT_HAT)


def hat_page(view: View) -> View:
    """Let in who wears any hat."""
    return _with_actor(view, lambda _hat: True)


def _with_actor(view: View, fits: Callable[[Hat], bool]) -> View:
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        hat = chosen_hat(request)
        if hat is None or not fits(hat):
            raise NotFound
        timezone.activate(hat.time_zone)
        request.actor = hat.actor  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return page
