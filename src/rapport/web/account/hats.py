"""Switching hats: an obvious page and one button each."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from rapport.core.errors import NotFound
from rapport.web.hats import ActorRequest, hat_page, wear


@require_GET
@hat_page
def hat_list(request: ActorRequest) -> HttpResponse:
    """Show every hat of this person."""
    return render(request, "account/hats.html", {"next": safe_next(request, request.GET.get("next", ""))})


@require_POST
def hat_wear(request: HttpRequest) -> HttpResponse:
    """Put on another hat, and go on to where they were going."""
    if not request.user.is_authenticated:
        raise NotFound
    wear(request, request.POST.get("hat", ""))
    return redirect(safe_next(request, request.POST.get("next", "")) or "home")


@require_POST
@hat_page
def stay(request: ActorRequest) -> HttpResponse:
    """Do nothing: that somebody asked is what keeps them signed in."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect(safe_next(request, request.POST.get("next", "")) or "home")


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Return the address if it is one of ours, else nothing."""
    is_own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_own else ""
