"""Cohorts: start, edit, move along."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.matching.services.cohorts import create_cohort_like
from rapport.programmes.choices import COHORT_TRANSITIONS, CohortState
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import cohorts_to_follow, get_programme
from rapport.programmes.services.programmes import create_cohort, edit_cohort, move_cohort
from rapport.web.coordinator.crumbs import to_programmes
from rapport.web.coordinator.forms import CohortForm, NewCohortForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Programme


@require_http_methods(["GET", "POST"])
@staff_page
def cohort_create(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Start an intake."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = NewCohortForm(request.POST or None, programme=programme, cohorts=cohorts_to_follow(request.actor))
    if request.method == "POST" and form.is_valid():
        cohort = _create(request, programme, **form.cleaned_data)
        messages.success(request, _("The cohort is there. Next: the people."))
        return redirect("coordinator:participation-list", cohort.public_id)
    context = {"form": form, "programme": programme, "crumbs": to_programmes()}
    return render(request, "coordinator/cohort_form.html", context, status=422 if form.is_bound else 200)


def _create(
    request: ActorRequest, programme: "Programme", *, like: "Cohort | None", **fields: Any
) -> "Cohort":
    if like is None:
        return create_cohort(programme, by=request.actor, **fields)
    return create_cohort_like(like, programme=programme, by=request.actor, **fields)


@require_http_methods(["GET", "POST"])
@staff_page
def cohort_edit(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Change a cohort's name and dates, or move it along."""
    cohort = enter_cohort(request, cohort_id)
    form = CohortForm(request.POST or None, instance=cohort)
    if request.method == "POST" and form.is_valid():
        edit_cohort(cohort, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("coordinator:today", cohort.public_id)
    ways = [
        CohortState(state)
        for state in CohortState.values
        if state in COHORT_TRANSITIONS[CohortState(cohort.state)]
    ]
    context = {"form": form, "cohort": cohort, "programme": cohort.programme, "ways": ways}
    return render(request, "coordinator/cohort_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page
def cohort_move(request: ActorRequest, cohort_id: str, to: str) -> HttpResponse:
    """Move a cohort along its life."""
    cohort = enter_cohort(request, cohort_id)
    moved = move_cohort(cohort, to=to, by=request.actor)
    messages.success(request, _("The cohort is %(state)s now.") % {"state": moved.get_state_display()})
    return redirect("coordinator:cohort-edit", cohort.public_id)
