"""The team: who works for the organisation and in which role."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.accounts.letters import repeat_letter
from rapport.core.errors import NotAllowed
from rapport.letters.selectors import letters_failed_about
from rapport.programmes.policies import can_appoint_staff, can_end_membership, can_write_to_staff
from rapport.programmes.selectors import get_membership, programmes_with_cohorts, staff_of
from rapport.programmes.services.organisations import appoint_staff, end_membership
from rapport.web.coordinator.forms import AppointForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapport.letters.models import Letter
    from rapport.programmes.models import Membership


@require_GET
@staff_page
def staff_list(request: ActorRequest) -> HttpResponse:
    """Show who works here, and to owners who never got the letter that says so."""
    may_appoint = can_appoint_staff(request.actor, request.actor.organisation)
    staff = list(staff_of(request.actor))
    failed = _failed_letters(staff) if may_appoint else {}
    rows = [(membership, failed.get(membership.public_id)) for membership in staff]
    return render(request, "coordinator/team.html", {"rows": rows, "may_appoint": may_appoint})


def _failed_letters(staff: "Sequence[Membership]") -> "dict[str, Letter]":
    failed = letters_failed_about(membership.public_id for membership in staff)
    return {letter.about: letter for letter in failed}


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


@require_POST
@staff_page
def staff_letter_resend(request: ActorRequest, membership_id: str) -> HttpResponse:
    """Send a letter of appointment again that did not go out."""
    membership = get_membership(by=request.actor, id=membership_id, may=can_write_to_staff)
    for letter in letters_failed_about([membership.public_id]):
        repeat_letter(letter, by=request.actor)
        messages.success(request, _("The letter is on its way again."))
    return redirect("coordinator:staff-list")


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
