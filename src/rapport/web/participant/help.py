"""Help: who runs the programme, how to reach them, and what mentoring is not."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.programmes.selectors import participations_of, runners_of
from rapport.web.hats import ActorRequest, participant_page


@require_safe
@participant_page
def help_page(request: ActorRequest) -> HttpResponse:
    """Name the people behind each programme that the reader takes part in."""
    programmes = {
        each.cohort.programme_id: each.cohort.programme for each in participations_of(request.actor)
    }
    runners = [(programme, runners_of(programme)) for programme in programmes.values()]
    return render(request, "participant/help.html", {"runners": runners})
