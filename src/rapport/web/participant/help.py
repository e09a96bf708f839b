"""Help: who runs the programme, how to reach them, and what mentoring is not."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.programmes.selectors import participations_of, runners_of
from rapport.programmes.selectors.guidelines import guidelines_in_force
from rapport.web.hats import ActorRequest, open_participant_page


@require_safe
@open_participant_page
def help_page(request: ActorRequest) -> HttpResponse:
    """Name the people behind each programme that the reader takes part in, and what holds there."""
    programmes = {
        each.cohort.programme_id: each.cohort.programme for each in participations_of(request.actor)
    }
    guidelines = guidelines_in_force(list(programmes.values()))
    shown = [
        (programme, runners_of(programme), [each for each in guidelines if each.programme_id == programme.pk])
        for programme in programmes.values()
    ]
    return render(request, "participant/help.html", {"programmes": shown})
