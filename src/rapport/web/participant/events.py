"""Training events as people see them: when and where, a place, an entry for the calendar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapport.core.errors import NotFound
from rapport.training.errors import TrainingError
from rapport.training.policies import can_join_training_event
from rapport.training.selectors import calendar_of_event, get_training_event, own_event, with_role_words
from rapport.training.services.events import give_up_event_place, take_event_place
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, participant_page


@require_safe
@participant_page
def event(request: ActorRequest, event_id: str) -> HttpResponse:
    """Show when and where it is, whether there is a place, and whether the reader has one."""
    found = get_training_event(by=request.actor, id=event_id, may=can_join_training_event)
    context = {
        "event": found,
        "own": own_event(found, by=request.actor),
        "course": with_role_words(found.course.title, found.programme) if found.course else "",
        "crumbs": [Crumb(_("My training"), address("participant:training"))],
    }
    return render(request, "participant/event.html", context)


@require_POST
@participant_page
def event_join(request: ActorRequest, event_id: str) -> HttpResponse:
    """Sign up."""
    found = get_training_event(by=request.actor, id=event_id, may=can_join_training_event)
    try:
        take_event_place(found, by=request.actor)
    except TrainingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have a place. A letter with the details is on its way."))
    return redirect("participant:event", event_id)


@require_POST
@participant_page
def event_leave(request: ActorRequest, event_id: str) -> HttpResponse:
    """Sign off."""
    found = get_training_event(by=request.actor, id=event_id, may=can_join_training_event)
    try:
        give_up_event_place(found, by=request.actor)
    except TrainingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You are signed off. Thank you for saying so."))
    return redirect("participant:event", event_id)


@require_safe
@participant_page
def event_calendar(request: ActorRequest, event_id: str) -> HttpResponse:
    """Hand out the event as an entry for any calendar, to whoever has a place: it may hold the link to join."""
    found = get_training_event(by=request.actor, id=event_id, may=can_join_training_event)
    own = own_event(found, by=request.actor)
    if own.place is None or not own.has_place:
        raise NotFound
    return HttpResponse(
        calendar_of_event(found, own.place),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="training.ics"'},
    )
