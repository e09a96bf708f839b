"""One entry in the register: read it, confirm it, dispute it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.core.access import May
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, RapportError
from rapport.mentorships.policies import can_answer_meeting, can_see_meeting
from rapport.mentorships.selectors import awaits_answer_of, get_meeting, is_correctable, own_party
from rapport.mentorships.services.meetings import confirm_meeting, dispute_meeting
from rapport.web.addresses import address
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.ledgers import state_in_words
from rapport.web.meeting_facts import meeting_page
from rapport.web.pairs import meeting_in_words, names_in_words
from rapport.web.participant.forms import DisputeForm
from rapport.web.participant.mentorships import mentorship_crumbs

if TYPE_CHECKING:
    from rapport.mentorships.models import Meeting, Mentorship


@dataclass(frozen=True)
class MeetingRow:
    """An entry in the list of one's own meetings."""

    meeting: "Meeting"
    names: list[str]
    title: str
    state_label: str
    url: str
    awaits_answer: bool


@dataclass(frozen=True)
class MeetingPlace:
    """A mentorship in which a meeting can be recorded."""

    names: list[str]
    others: str
    url: str


def meeting_place(mentorship: "Mentorship", *, by: Actor) -> MeetingPlace:
    others = [party.name for party in mentorship.people if party.person_id != by.person.pk]
    url = address("participant:meeting-record", mentorship.public_id)
    return MeetingPlace(mentorship.names, names_in_words(others), url)


def meeting_row(meeting: "Meeting", *, by: Actor) -> MeetingRow:
    return MeetingRow(
        meeting,
        meeting.mentorship.names,
        meeting_in_words(meeting),
        state_in_words(meeting),
        address("participant:meeting-detail", meeting.mentorship.public_id, meeting.public_id),
        awaits_answer_of(meeting, by=by),
    )


def get_entry(
    request: ActorRequest, mentorship_id: str, meeting_id: str, *, may: "May[Meeting]"
) -> "Meeting":
    """Load an entry; the address must name its own mentorship."""
    meeting = get_meeting(by=request.actor, id=meeting_id, may=may)
    if meeting.mentorship.public_id != mentorship_id:
        raise NotFound
    return meeting


@require_safe
@participant_page
def meeting_detail(request: ActorRequest, mentorship_id: str, meeting_id: str) -> HttpResponse:
    """Show an entry, what each said of it, and what the reader can do."""
    meeting = get_entry(request, mentorship_id, meeting_id, may=can_see_meeting)
    context = meeting_page(meeting) | {
        "crumbs": mentorship_crumbs(meeting.mentorship),
        "awaits_answer": awaits_answer_of(meeting, by=request.actor),
        "is_correctable": is_correctable(meeting, by=request.actor),
    }
    return render(request, "participant/meeting.html", context)


@require_POST
@participant_page
def meeting_confirm(request: ActorRequest, mentorship_id: str, meeting_id: str) -> HttpResponse:
    """Say that the entry is right."""
    meeting = get_entry(request, mentorship_id, meeting_id, may=can_answer_meeting)
    confirm_meeting(meeting, by=request.actor)
    messages.success(request, _("Confirmed. Thank you."))
    return redirect("participant:mentorship-home", mentorship_id)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def meeting_dispute(request: ActorRequest, mentorship_id: str, meeting_id: str) -> HttpResponse:
    """Ask what is not right, then say so."""
    meeting = get_entry(request, mentorship_id, meeting_id, may=can_answer_meeting)
    party = own_party(meeting.mentorship, by=request.actor)
    if party is None:
        raise NotFound
    form = DisputeForm(request.POST or None, party=party, mentorship=meeting.mentorship)
    if request.method == "POST" and form.is_valid():
        try:
            dispute_meeting(meeting, by=request.actor, reason=form.cleaned_data["reason"])
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Who made the entry can correct it, or you talk it over."))
            return redirect("participant:meeting-detail", mentorship_id, meeting_id)
    context = meeting_page(meeting) | {"form": form, "crumbs": mentorship_crumbs(meeting.mentorship)}
    return render(request, "participant/meeting_dispute.html", context, status=422 if form.is_bound else 200)
