"""The front door: on to the page that fits the hat, or what Rapport is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rapport.core.actors import Actor
from rapport.programmes.choices import PARTICIPANT_HAT, StaffRole
from rapport.programmes.policies import runs_programmes
from rapport.programmes.selectors import cohorts_current
from rapport.recruitment.selectors import applications_of
from rapport.web.hats import chosen_hat


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send people to where their hat works."""
    if not request.user.is_authenticated:
        return render(request, "public/home.html")
    hat = chosen_hat(request)
    if hat is None and applications_of(request.user):
        return redirect("applicant:application-list")
    if hat is None:
        return render(request, "public/no_hat.html")
    if hat.actor.hat == PARTICIPANT_HAT:
        return redirect("participant:home")
    return _to_staff_start(hat.actor)


def _to_staff_start(actor: Actor) -> HttpResponse:
    """Who runs a single cohort begins with its Today, a reviewer with what waits; the others with their programmes."""
    if actor.hat == StaffRole.REVIEWER:
        return redirect("reviewer:review-list")
    current = list(cohorts_current(actor)[:2]) if runs_programmes(actor) else []
    if len(current) == 1:
        return redirect("coordinator:today", current[0].public_id)
    return redirect("coordinator:programme-list")
