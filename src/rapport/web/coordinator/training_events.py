"""Training events of a programme: offered, changed, called off; who has a place, who was there."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rapport.core.errors import NotFound
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import get_programme
from rapport.training.errors import TrainingError
from rapport.training.policies import can_edit_training_event
from rapport.training.selectors import courses_of_programme, get_training_event, places_of_event
from rapport.training.services import events as services
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.event_forms import TrainingEventForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.training.models import TrainingEvent


@require_http_methods(["GET", "POST"])
@staff_page
def event_add(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Offer an event."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = _form(request, programme)
    if request.method == "POST" and form.is_valid():
        made = services.create_training_event(programme, by=request.actor, **form.values())
        messages.success(request, _("The event is there. People find it under “My training”."))
        return redirect("coordinator:event", programme_id, made.public_id)
    context = {"form": form, "programme": programme, "crumbs": _crumbs(programme)}
    return render(request, "coordinator/event_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def event(request: ActorRequest, programme_id: str, event_id: str) -> HttpResponse:
    """Show who has a place; change the event as long as it has not begun."""
    found = _event(request, programme_id, event_id)
    form = _form(request, found.programme, event=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_training_event(found, by=request.actor, **form.values())
        except TrainingError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("coordinator:event", programme_id, event_id)
    found.refresh_from_db(fields=["title", "capacity"])
    context = {
        "form": form,
        "event": found,
        "programme": found.programme,
        "places": places_of_event(found),
        "crumbs": _crumbs(found.programme),
    }
    return render(request, "coordinator/event.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def event_cancel(request: ActorRequest, programme_id: str, event_id: str) -> HttpResponse:
    """Call an event off."""
    found = _event(request, programme_id, event_id)
    services.cancel_training_event(found, by=request.actor)
    messages.success(request, _("Called off. Whoever has signed up gets a letter."))
    return redirect("coordinator:event", programme_id, event_id)


@require_POST
@staff_page
def event_attendance(request: ActorRequest, programme_id: str, event_id: str) -> HttpResponse:
    """Note who was there."""
    found = _event(request, programme_id, event_id)
    there = services.note_attendance(found, present=request.POST.getlist("present"), by=request.actor)
    words = ngettext("%(n)s person was there.", "%(n)s people were there.", there) % {"n": there}
    messages.success(request, _("Noted: %(who)s") % {"who": words})
    return redirect("coordinator:event", programme_id, event_id)


def _form(
    request: ActorRequest, programme: "Programme", *, event: "TrainingEvent | None" = None
) -> TrainingEventForm:
    sent: Any = request.POST if request.method == "POST" else None
    courses = courses_of_programme(programme, by=request.actor)
    return TrainingEventForm(sent, instance=event, programme=programme, courses=courses)


def _event(request: ActorRequest, programme_id: str, event_id: str) -> "TrainingEvent":
    found = get_training_event(by=request.actor, id=event_id, may=can_edit_training_event)
    if found.programme.public_id != programme_id:
        raise NotFound
    return found


def _crumbs(programme: "Programme") -> list[Crumb]:
    return [
        Crumb(_("Programmes"), address("coordinator:programme-list")),
        Crumb(_("Training"), address("coordinator:course-list", programme.public_id)),
    ]
