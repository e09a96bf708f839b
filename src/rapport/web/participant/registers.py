"""The register of one's own mentorships."""

import datetime as dt
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.mentorships.policies import can_add_register_note, can_use_mentorship
from rapport.mentorships.selectors import get_mentorship, get_mentorship_with_register, mentorships_of
from rapport.programmes.selectors import rule_in_words
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.ledgers import Doors, ledger_months, month_in_words
from rapport.web.pairs import span_in_words
from rapport.web.participant.cards import mentorship_card
from rapport.web.participant.mentorships import mentorship_crumbs, mentorship_tabs
from rapport.web.register_notes import RegisterNoteForm, note_is_added
from rapport.web.register_papers import register_on_paper

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship


@require_safe
@participant_page
def register(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show the months with their entries; it prints as a ledger."""
    mentorship = get_mentorship_with_register(by=request.actor, id=mentorship_id, may=can_use_mentorship)
    months = ledger_months(mentorship, _doors(mentorship))
    context = {
        "mentorship": mentorship,
        "span": span_in_words(mentorship),
        "rule": rule_in_words(mentorship.cohort.programme),
        "tabs": mentorship_tabs(mentorship, request.path),
        "months": months,
        "has_entries": any(month.entries for month in months),
    }
    return render(request, "participant/register.html", context)


def _doors(mentorship: "Mentorship") -> Doors:
    return Doors(
        "participant:meeting-detail", note="participant:register-note", before_entry=[mentorship.public_id]
    )


@require_POST
@participant_page
def register_paper(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Hand out the register as a PDF. It is a POST because it is recorded."""
    mentorship = get_mentorship_with_register(by=request.actor, id=mentorship_id, may=can_use_mentorship)
    return register_on_paper(request, mentorship, _doors(mentorship))


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def register_note(request: ActorRequest, mentorship_id: str, first: dt.date) -> HttpResponse:
    """Add a note to a month."""
    mentorship = get_mentorship(by=request.actor, id=mentorship_id, may=can_add_register_note)
    form = RegisterNoteForm(request.POST or None)
    if note_is_added(request, form, mentorship, first):
        return redirect("participant:register", mentorship_id)
    context = {
        "form": form,
        "mentorship": mentorship,
        "month": month_in_words(first),
        "crumbs": mentorship_crumbs(mentorship),
    }
    return render(request, "participant/register_note.html", context, status=422 if form.errors else 200)


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
