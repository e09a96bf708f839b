"""What the frame of every page shows: who is here, under which hat, and where they can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from rapport.programmes.choices import PARTICIPANT_HAT
from rapport.web.hats import chosen_hat, hats_of_request
from rapport.web.rail import participant_places, staff_rail
from rapport.web.sessions import session_end_of
from rapport.web.unsent import why_ended


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the product's name and, for who is signed in, their hat and the places it opens.

    The places are looked up only when a layout asks for them.
    """
    frame: dict[str, Any] = {"product_name": "Rapport", "is_demo": settings.DEMO}
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return frame | {"why_ended": SimpleLazyObject(lambda: why_ended(request))}
    hat = chosen_hat(request)
    if hat is None:
        return frame
    actor = hat.actor
    frame |= {"hat": hat, "hats": hats_of_request(request), "actor": actor}
    frame["session_end"] = session_end_of(request)
    if actor.hat == PARTICIPANT_HAT:
        return frame | {"places": SimpleLazyObject(lambda: participant_places(request))}
    return frame | {"rail": SimpleLazyObject(lambda: staff_rail(request, actor))}
