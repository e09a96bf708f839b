"""Home: what needs the person first, their mentorships, their places."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.mentorships.selectors import duties_of, mentorships_of, proposals_awaiting
from rapport.programmes.selectors import participations_of
from rapport.web.duties import duty_row
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.cards import (
    circle_cards,
    is_in_own_circle,
    mentorship_card,
    participation_card,
)
from rapport.web.screening_words import check_duties
from rapport.web.training_words import training_duties


@require_safe
@participant_page
def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for the person, oldest and most urgent first."""
    mentorships = mentorships_of(request.actor)
    proposals = proposals_awaiting(request.actor)
    duties = duties_of(request.actor, mentorships=mentorships, proposals=proposals)
    participations = list(participations_of(request.actor))
    rows = [
        *training_duties(request.actor, participations),
        *check_duties(request.actor, participations),
        *(duty_row(duty) for duty in duties),
    ]
    context = {
        "first": rows[0] if rows else None,
        "rest": rows[1:],
        "proposals": proposals,
        "circles": circle_cards(mentorships, by=request.actor),
        "mentorships": [
            mentorship_card(each, by=request.actor)
            for each in mentorships
            if not is_in_own_circle(each, by=request.actor)
        ],
        "participations": [
            participation_card(each, proposals=[sides for sides in proposals if sides.own == each])
            for each in participations
        ],
    }
    return render(request, "participant/home.html", context)
