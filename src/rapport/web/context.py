"""What the frame of every page shows: who is here, under which hat, and where they can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rapport.web.hats import chosen_hat, hats_of_request


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the product's name and, for who is signed in, their hat and the places it opens."""
    frame: dict[str, Any] = {"product_name": "Rapport", "is_demo": settings.DEMO}
    if not hasattr(request, "session") or not request.user.is_authenticated:
        return frame
    hat = chosen_hat(request)
    if hat is None:
        return frame
    return frame | {"hat": hat, "hats": hats_of_request(request), "actor": hat.actor}
