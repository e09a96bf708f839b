"""The team: who works for the organisation and in which role."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rapport.core.errors import NotAllowed
from rapport.programmes.policies import can_appoint_staff, can_end_membership
from rapport.programmes.selectors import get_membership, programmes_with_cohorts, staff_of
from rapport.programmes.services.organisations import appoint_staff, end_membership
from rapport.web.coordinator.forms import AppointForm
from rapport.web.hats import ActorRequest, staff_page


@require_GET
@staff_page
def staff_list(request: ActorRequest) -> HttpResponse:
    """Show who works here."""
    may_appoint = can_appoint_staff(request.actor, request.actor.organisation)
    return render(
        request, "coordinator/team.html", {"staff": staff_of(request.actor), "may_appoint": may_appoint}
    )


@require_http_methods(["GET", "POST"])
@staff_page
def staff_appoint(request: ActorRequest) -> HttpResponse:
    """Give somebody a role."""
    if not can_appoint_staff(request.actor, request.actor.organisation):
        raise NotAllowed
    form = AppointForm(request.POST or None, programmes=programmes_with_cohorts(request.actor))
    if request.method == "POST" and form.is_valid():
        appoint_staff(by=request.actor, **form.cleaned_data)
        messages.success(
            request,
            _("%(name)s can sign in with that address, and gets a letter that says so.")
            % {"name": form.cleaned_data["name"]},
        )
        return redirect("coordinator:staff-list")
    return render(request, "coordinator/team_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def staff_end(request: ActorRequest, membership_id: str) -> HttpResponse:
    """End a role, once confirmed."""
    membership = get_membership(by=request.actor, id=membership_id, may=can_end_membership)
    if request.method == "POST":
        end_membership(membership, by=request.actor)
        messages.success(request, _("The role has ended. Nothing that was done in it is lost."))
        return redirect("coordinator:staff-list")
    return render(request, "coordinator/team_end.html", {"membership": membership})
