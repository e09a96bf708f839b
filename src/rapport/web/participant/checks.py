"""My checks: what is asked of me, how I stand, and until when it counts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.screening.selectors import own_checks
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.cards import title_of
from rapport.web.screening_words import check_pill


@require_safe
@participant_page
def check_list(request: ActorRequest) -> HttpResponse:
    """Show what is asked of the reader in each of their roles; numbers are not for this page."""
    shown = [
        {
            "participation": one,
            "title": title_of(one),
            "checks": [(each, check_pill(each)) for each in checks],
        }
        for one, checks in own_checks(request.actor)
        if checks
    ]
    return render(request, "participant/checks.html", {"shown": shown})
