"""The guidelines of a programme: read, acknowledge, read again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.programmes.policies import can_acknowledge_guidelines
from rapport.programmes.selectors import get_programme
from rapport.programmes.selectors.guidelines import acknowledgements_of, guidelines_in_force
from rapport.programmes.services.guidelines import acknowledge_guidelines
from rapport.web.account.hats import safe_next
from rapport.web.hats import ActorRequest, open_participant_page
from rapport.web.participant.forms import AcknowledgeForm

if TYPE_CHECKING:
    from datetime import datetime

    from rapport.programmes.models import Guideline, Programme


@dataclass(frozen=True)
class GuidelineToRead:
    """A guideline, when the reader acknowledged it, and whether they had acknowledged an earlier version."""

    guideline: "Guideline"
    acknowledged_at: "datetime | None"
    is_changed: bool


@require_http_methods(["GET", "HEAD", "POST"])
@open_participant_page
def guideline_list(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show what holds, first what the reader has not acknowledged; take their word for it."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_acknowledge_guidelines)
    goes_on = safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    form = AcknowledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acknowledge_guidelines(programme, ids=request.POST.getlist("guideline"), by=request.actor)
        return _go_on(request, programme, goes_on)
    found = _guidelines_to_read(request, programme)
    context = {
        "programme": programme,
        "awaiting": [each for each in found if not each.acknowledged_at],
        "known": [each for each in found if each.acknowledged_at],
        "form": form,
        "next": goes_on,
    }
    return render(request, "participant/guidelines.html", context, status=422 if form.is_bound else 200)


def _guidelines_to_read(request: ActorRequest, programme: "Programme") -> list[GuidelineToRead]:
    own = acknowledgements_of(request.actor, programme)
    earlier = {each.guideline.kind for each in own.values()}
    return [
        GuidelineToRead(
            guideline,
            own[guideline.pk].acknowledged_at if guideline.pk in own else None,
            is_changed=guideline.kind in earlier,
        )
        for guideline in guidelines_in_force([programme])
    ]


def _go_on(request: ActorRequest, programme: "Programme", goes_on: str) -> HttpResponse:
    """Go on to where the reader was going, unless a text has changed while they read it."""
    if any(not each.acknowledged_at for each in _guidelines_to_read(request, programme)):
        messages.warning(request, _("One of these has changed in the meantime. Please read it again."))
        return redirect("participant:guideline-list", programme.public_id)
    messages.success(request, _("Thank you. You can read the guidelines again at any time, under Help."))
    return redirect(goes_on or "participant:home")
