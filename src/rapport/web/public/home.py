"""The front door: on to the page that fits the hat, or what Rapport is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rapport.programmes.choices import PARTICIPANT_HAT
from rapport.web.hats import chosen_hat


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send people to where their hat works."""
    if not request.user.is_authenticated:
        return render(request, "public/home.html")
    hat = chosen_hat(request)
    if hat is None:
        return render(request, "public/no_hat.html")
    return redirect("participant:home" if hat.actor.hat == PARTICIPANT_HAT else "coordinator:programme-list")
