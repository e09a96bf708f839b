"""One entry as staff see it; a disputed one they settle, or correct."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.core.errors import RapportError
from rapport.mentorships.choices import MeetingState, Settlement
from rapport.mentorships.policies import can_see_meeting, can_settle_meeting
from rapport.mentorships.selectors import get_meeting
from rapport.mentorships.services.meetings import settle_meeting
from rapport.programmes.errors import OwnCase
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.forms import CorrectionForm, SettleForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.meeting_facts import meeting_page
from rapport.web.rail import stay_in_cohort

if TYPE_CHECKING:
    from rapport.mentorships.models import Meeting


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def meeting(request: ActorRequest, meeting_id: str) -> HttpResponse:
    """Show an entry; take the decision where the parties do not agree on it."""
    entry = get_meeting(by=request.actor, id=meeting_id, may=can_see_meeting)
    may_settle = can_settle_meeting(request.actor, entry)
    if request.method == "POST" and not may_settle:
        raise OwnCase
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_meeting(entry, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Settled. We have told both."))
            return redirect("coordinator:mentorship-register", entry.mentorship.public_id)
    context = _about(request, entry) | {
        "form": form if may_settle and entry.state == MeetingState.DISPUTED else None
    }
    return render(request, "coordinator/meeting.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def meeting_correct(request: ActorRequest, meeting_id: str) -> HttpResponse:
    """Write down what a disputed entry is to say, and why."""
    entry = get_meeting(by=request.actor, id=meeting_id, may=can_see_meeting)
    if not can_settle_meeting(request.actor, entry):
        raise OwnCase
    if entry.state != MeetingState.DISPUTED:
        return redirect("coordinator:meeting", meeting_id)
    form = CorrectionForm(request.POST or None, meeting=entry)
    if request.method == "POST" and form.is_valid():
        try:
            settle_meeting(
                entry,
                by=request.actor,
                outcome=Settlement.CORRECT,
                decision=form.cleaned_data["decision"],
                entry=form.entry,
            )
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Corrected. We have told both."))
            return redirect("coordinator:meeting", meeting_id)
    context = _about(request, entry) | {"form": form}
    context["crumbs"] = [
        *context["crumbs"],
        Crumb(_("The entry"), address("coordinator:meeting", meeting_id)),
    ]
    return render(request, "coordinator/meeting_correct.html", context, status=422 if form.is_bound else 200)


def _about(request: ActorRequest, entry: "Meeting") -> dict[str, Any]:
    mentorship = entry.mentorship
    return meeting_page(entry) | {
        "cohort": stay_in_cohort(request, mentorship.cohort, place="register"),
        "crumbs": [Crumb(str(mentorship), address("coordinator:mentorship", mentorship.public_id))],
    }
