"""Guardians' consents: who is asked and has said what, the letter again, another guardian, somebody of age."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import RapportError
from rapport.programmes.policies import runs_programmes
from rapport.recruitment.policies import (
    can_handle_consent,
    can_name_guardian,
    can_oversee_consents,
    can_read_consent,
)
from rapport.recruitment.selectors import get_application
from rapport.recruitment.selectors.guardians import consents_of_cohort, get_consent
from rapport.recruitment.services.guardians import name_guardian, note_of_age, send_consent_letter
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.consent_forms import ConsentFilter, GuardianForm, OfAgeForm
from rapport.web.coordinator.crumbs import to_applications
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort

PAGE = 50
PLACE = "clearance-list"


@require_GET
@staff_page
def consent_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show whose guardian was asked, and what they have said, filtered, a page at a time."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id, may=can_oversee_consents), place=PLACE)
    asked = ConsentFilter(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    query = request.GET.get("q", "").strip()
    found = consents_of_cohort(cohort, by=request.actor, text=query, **wanted)
    context = {
        "cohort": cohort,
        "filter": asked,
        "query": query,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "runs": runs_programmes(request.actor),
        "crumbs": _crumbs(cohort)[:1],
    }
    return render(request, "coordinator/consents.html", context)


@require_GET
@staff_page
def consent(request: ActorRequest, consent_id: str) -> HttpResponse:
    """Show who the guardian is, and what they have said."""
    found = get_consent(by=request.actor, id=consent_id, may=can_read_consent)
    cohort = stay_in_cohort(request, found.application.cohort, place=PLACE)
    context = {
        "consent": found,
        "application": found.application,
        "may_handle": can_handle_consent(request.actor, found),
        "crumbs": _crumbs(cohort),
    }
    return render(request, "coordinator/consent.html", context)


@require_POST
@staff_page
def consent_again(request: ActorRequest, consent_id: str) -> HttpResponse:
    """Send the letter again, with a new link."""
    found = get_consent(by=request.actor, id=consent_id, may=can_handle_consent)
    send_consent_letter(found, by=request.actor)
    messages.success(request, _("A new letter is on its way. The link of before works no more."))
    return redirect("coordinator:consent", consent_id)


@require_http_methods(["GET", "POST"])
@staff_page
def consent_of_age(request: ActorRequest, consent_id: str) -> HttpResponse:
    """Note that somebody is of age, with how one knows."""
    found = get_consent(by=request.actor, id=consent_id, may=can_handle_consent)
    cohort = stay_in_cohort(request, found.application.cohort, place=PLACE)
    form = OfAgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        note_of_age(found, by=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("Noted. No guardian is asked any more."))
        return redirect("coordinator:consent", consent_id)
    context = {"form": form, "consent": found, "application": found.application, "crumbs": _crumbs(cohort)}
    return render(request, "coordinator/consent_of_age.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def guardian(request: ActorRequest, application_id: str) -> HttpResponse:
    """Name the guardian of an applicant, or put another one in the place of one who has not answered."""
    found = get_application(by=request.actor, id=application_id, may=can_name_guardian)
    stay_in_cohort(request, found.cohort, place="application-list")
    form = GuardianForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            named = name_guardian(found, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("A letter to the guardian is on its way."))
            return redirect("coordinator:consent", named.public_id)
    crumbs = to_applications(found.cohort, found)
    context = {"form": form, "application": found, "crumbs": crumbs}
    return render(request, "coordinator/guardian.html", context, status=422 if form.is_bound else 200)


def _crumbs(cohort: "Cohort") -> list[Crumb]:
    return [
        Crumb(_("Checks"), address("coordinator:clearance-list", cohort.public_id)),
        Crumb(_("Guardians"), address("coordinator:consent-list", cohort.public_id)),
    ]
