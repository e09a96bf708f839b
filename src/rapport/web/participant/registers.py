"""The register of one's own mentorships."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rapport.mentorships.policies import can_use_mentorship
from rapport.mentorships.selectors import get_mentorship_with_register, mentorships_of
from rapport.programmes.selectors import rule_in_words
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.ledgers import ledger_months
from rapport.web.pairs import span_in_words
from rapport.web.participant.cards import mentorship_card
from rapport.web.participant.mentorships import mentorship_tabs


@require_safe
@participant_page
def register(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show the months with their entries; it prints as a ledger."""
    mentorship = get_mentorship_with_register(by=request.actor, id=mentorship_id, may=can_use_mentorship)
    months = ledger_months(mentorship, url_name="participant:meeting-detail", url_args=[mentorship.public_id])
    context = {
        "mentorship": mentorship,
        "span": span_in_words(mentorship),
        "rule": rule_in_words(mentorship.cohort.programme),
        "tabs": mentorship_tabs(mentorship, request.path),
        "months": months,
        "has_entries": any(month.entries for month in months),
    }
    return render(request, "participant/register.html", context)


@require_safe
@participant_page
def register_list(request: ActorRequest) -> HttpResponse:
    """Lead to the register if there is one only, else show which there are."""
    mentorships = mentorships_of(request.actor)
    if len(mentorships) == 1:
        return redirect("participant:register", mentorships[0].public_id)
    cards = [
        (mentorship.public_id, mentorship_card(mentorship, by=request.actor)) for mentorship in mentorships
    ]
    return render(request, "participant/register_list.html", {"cards": cards})
