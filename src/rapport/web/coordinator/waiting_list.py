"""The waiting list of a cohort: the places of each role, who stands where, and moving somebody to the top."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from rapport.core.errors import RapportError
from rapport.programmes.selectors import role_words
from rapport.recruitment.policies import can_decide_application
from rapport.recruitment.selectors import (
    application_form_of,
    get_application,
    offers_open,
    quotas_of,
    waiting_by_role,
)
from rapport.recruitment.services.offers import move_to_top
from rapport.web.coordinator.applications import PLACE
from rapport.web.coordinator.crumbs import to_applications
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

MOST_SHOWN = 100


class ReasonForm(forms.Form):
    """Why somebody comes before those who have waited longer."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Others have waited longer, so write down why this is fair. It stands in the audit."
        ),
    )


@require_GET
@staff_page
def waiting_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show the places of each role, the open offers, and who waits in which order."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)
    context = {
        "cohort": cohort,
        "standing": application_form_of(cohort),
        "lines": _lines(request, cohort),
        "crumbs": to_applications(cohort),
    }
    return render(request, "coordinator/waiting_list.html", context)


def _lines(request: ActorRequest, cohort: "Cohort") -> list[dict[str, Any]]:
    waiting = waiting_by_role(cohort, by=request.actor)
    offered = offers_open(cohort, by=request.actor)
    return [
        {
            "words": capfirst(role_words(cohort.programme, role)),
            "quota": quota,
            "waiting": waiting[role][:MOST_SHOWN],
            "more": max(0, len(waiting[role]) - MOST_SHOWN),
            "offered": [each for each in offered if each.role == role],
        }
        for role, quota in quotas_of(cohort).items()
    ]


@require_http_methods(["GET", "POST"])
@staff_page
def application_first(request: ActorRequest, application_id: str) -> HttpResponse:
    """Ask why somebody should come first; move them to the top."""
    found = get_application(by=request.actor, id=application_id, may=can_decide_application)
    cohort = stay_in_cohort(request, found.cohort, place=PLACE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            move_to_top(found, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s comes first now.") % {"name": found.name})
            return redirect("coordinator:waiting-list", cohort.public_id)
    context = {
        "cohort": cohort,
        "application": found,
        "form": form,
        "crumbs": to_applications(cohort, found),
    }
    status = 422 if form.errors else 200
    return render(request, "coordinator/waiting_list_first.html", context, status=status)
