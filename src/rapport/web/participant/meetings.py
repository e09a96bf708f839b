"""Recording a meeting in under a minute, mending an entry, and what was recorded so far."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.core.errors import NotFound, RapportError
from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.policies import can_correct_meeting, can_record_meeting
from rapport.mentorships.selectors import (
    get_mentorship,
    is_correctable,
    meetings_of,
    mentorships_of,
    own_party,
)
from rapport.mentorships.services.meetings import correct_meeting, record_meeting
from rapport.programmes.selectors import rule_in_words
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.entries import get_entry, meeting_place, meeting_row
from rapport.web.participant.forms import MeetingForm
from rapport.web.participant.mentorships import mentorship_crumbs


@require_safe
@participant_page
def meeting_list(request: ActorRequest) -> HttpResponse:
    """Show the own meetings, those that wait for the reader first, and where to record the next."""
    mentorships = [mentorship for mentorship in mentorships_of(request.actor) if mentorship.is_meeting]
    context = {
        "rows": [meeting_row(meeting, by=request.actor) for meeting in meetings_of(request.actor)],
        "open_to": [meeting_place(mentorship, by=request.actor) for mentorship in mentorships],
    }
    return render(request, "participant/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def meeting_record(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Take an entry; what was typed stays when something is wrong with it."""
    mentorship = get_mentorship(by=request.actor, id=mentorship_id, may=can_record_meeting)
    party = own_party(mentorship, by=request.actor)
    if party is None:
        raise NotFound
    form = MeetingForm(request.POST or None, party=party, mentorship=mentorship)
    if request.method == "POST" and form.is_valid():
        try:
            record_meeting(mentorship, form.entry, by=request.actor, entry_key=form.cleaned_data["entry_key"])
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded. We have asked the other side to confirm it."))
            return redirect("participant:mentorship-home", mentorship_id)
    context = {
        "form": form,
        "mentorship": mentorship,
        "crumbs": mentorship_crumbs(mentorship),
        "rule": rule_in_words(mentorship.cohort.programme),
        "is_unsigned": mentorship.state == MentorshipState.MATCHED,
    }
    return render(request, "participant/meeting_record.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def meeting_correct(request: ActorRequest, mentorship_id: str, meeting_id: str) -> HttpResponse:
    """Mend an own entry that does not stand for good yet."""
    meeting = get_entry(request, mentorship_id, meeting_id, may=can_correct_meeting)
    mentorship = meeting.mentorship
    party = own_party(mentorship, by=request.actor)
    if party is None or not is_correctable(meeting, by=request.actor):
        return redirect("participant:meeting-detail", mentorship_id, meeting_id)
    form = MeetingForm(request.POST or None, party=party, mentorship=mentorship, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            correct_meeting(meeting, form.entry, by=request.actor)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Corrected. We have asked the other side to look at it again."))
            return redirect("participant:meeting-detail", mentorship_id, meeting_id)
    context = {
        "form": form,
        "meeting": meeting,
        "mentorship": mentorship,
        "crumbs": mentorship_crumbs(mentorship),
    }
    return render(request, "participant/meeting_correct.html", context, status=422 if form.is_bound else 200)
