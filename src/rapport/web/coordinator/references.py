"""References about an applicant: ask, read, ask again, ask no more."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import RapportError
from rapport.recruitment.selectors import get_application
from rapport.screening.policies import can_ask_referee, can_handle_reference
from rapport.screening.selectors import get_reference, may_be_asked_anew, references_of
from rapport.screening.services.references import ask_again, ask_for_reference, withdraw_reference
from rapport.web.coordinator.crumbs import to_applications
from rapport.web.coordinator.screening_forms import RefereeForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import stay_in_cohort

if TYPE_CHECKING:
    from rapport.recruitment.models import Application

PLACE = "application-list"


@require_http_methods(["GET", "POST"])
@staff_page
def reference_ask(request: ActorRequest, application_id: str) -> HttpResponse:
    """Say who is asked, and let the letter go out."""
    found = get_application(by=request.actor, id=application_id, may=can_ask_referee)
    stay_in_cohort(request, found.cohort, place=PLACE)
    form = RefereeForm(
        request.POST if request.method == "POST" else None, initial=_asked_before(request, found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_for_reference(found, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("A letter to %(name)s is on its way.") % {"name": made.name})
            return redirect("coordinator:application", application_id)
    context = {"form": form, "application": found, "crumbs": to_applications(found.cohort, found)}
    return render(request, "coordinator/reference_ask.html", context, status=422 if form.is_bound else 200)


@require_GET
@staff_page
def reference(request: ActorRequest, reference_id: str) -> HttpResponse:
    """Show what a referee says, or that they have not yet."""
    found = get_reference(by=request.actor, id=reference_id, may=can_handle_reference)
    stay_in_cohort(request, found.application.cohort, place=PLACE)
    context = {
        "reference": found,
        "application": found.application,
        "may_ask_anew": may_be_asked_anew(found),
        "crumbs": to_applications(found.application.cohort, found.application),
    }
    return render(request, "coordinator/reference.html", context)


@require_POST
@staff_page
def reference_again(request: ActorRequest, reference_id: str) -> HttpResponse:
    """Send the letter again, with a new link."""
    found = get_reference(by=request.actor, id=reference_id, may=can_handle_reference)
    ask_again(found, by=request.actor)
    messages.success(request, _("A new letter is on its way. The link of before works no more."))
    return redirect("coordinator:reference", reference_id)


@require_POST
@staff_page
def reference_withdraw(request: ActorRequest, reference_id: str) -> HttpResponse:
    """Ask no more."""
    found = get_reference(by=request.actor, id=reference_id, may=can_handle_reference)
    withdraw_reference(found, by=request.actor)
    messages.success(request, _("Asked for no more. The link works no more."))
    return redirect("coordinator:application", found.application.public_id)


def _asked_before(request: ActorRequest, application: "Application") -> dict[str, str]:
    """Return who is to be asked once more, if the address names a referee of this applicant."""
    theirs = references_of(application, by=request.actor)
    asked = theirs.filter(public_id=request.GET.get("again", "")).first()
    return {"name": asked.name, "email": asked.email, "relation": asked.relation} if asked else {}
