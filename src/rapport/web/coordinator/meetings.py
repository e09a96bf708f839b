"""One entry as staff see it; a disputed one they settle."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.core.errors import NotAllowed, RapportError
from rapport.mentorships.choices import MeetingState
from rapport.mentorships.policies import can_see_meeting, can_settle_meeting
from rapport.mentorships.selectors import get_meeting
from rapport.mentorships.services.meetings import settle_meeting
from rapport.web.components import Crumb
from rapport.web.coordinator.forms import SettleForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.meeting_facts import meeting_page
from rapport.web.rail import stay_in_cohort


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def meeting(request: ActorRequest, meeting_id: str) -> HttpResponse:
    """Show an entry; take the decision where the parties do not agree on it."""
    entry = get_meeting(by=request.actor, id=meeting_id, may=can_see_meeting)
    may_settle = can_settle_meeting(request.actor, entry)
    if request.method == "POST" and not may_settle:
        raise NotAllowed
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_meeting(entry, by=request.actor, **form.cleaned_data)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Settled. We have told both."))
            return redirect("coordinator:mentorship-register", entry.mentorship.public_id)
    mentorship = entry.mentorship
    context = meeting_page(entry) | {
        "cohort": stay_in_cohort(request, mentorship.cohort, place="register"),
        "form": form if may_settle and entry.state == MeetingState.DISPUTED else None,
        "crumbs": [Crumb(str(mentorship), reverse("coordinator:mentorship", args=[mentorship.public_id]))],
    }
    return render(request, "coordinator/meeting.html", context, status=422 if form.is_bound else 200)
