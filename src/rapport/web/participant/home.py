"""Home: what needs the person first, their mentorships, their places."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.mentorships.selectors import duties_of, mentorships_of
from rapport.programmes.selectors import participations_of
from rapport.web.duties import duty_row
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.cards import mentorship_card, participation_card


@require_safe
@participant_page
def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for the person, oldest and most urgent first."""
    mentorships = mentorships_of(request.actor)
    duties = duties_of(request.actor, mentorships=mentorships)
    rows = [duty_row(duty) for duty in duties]
    proposed = {duty.proposal.own.pk for duty in duties if duty.proposal}
    context = {
        "first": rows[0] if rows else None,
        "rest": rows[1:],
        "mentorships": [mentorship_card(mentorship, by=request.actor) for mentorship in mentorships],
        "participations": [
            participation_card(each, is_proposed=each.pk in proposed)
            for each in participations_of(request.actor)
        ],
    }
    return render(request, "participant/home.html", context)
