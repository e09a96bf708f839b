"""Pages of allauth that do not exist here: who takes part is known by the address that they were invited with."""

from django.http import HttpRequest, HttpResponse

from rapport.core.errors import NotFound


def page(request: HttpRequest, key: str = "") -> HttpResponse:  # noqa: ARG001 - the address has them
    """Say that there is no such page, whatever was asked."""
    raise NotFound
