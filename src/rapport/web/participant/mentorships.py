"""The home of a mentorship for those who are in it."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.mentorships.policies import can_use_mentorship
from rapport.mentorships.selectors import (
    agreement_step_of,
    duties_in,
    get_mentorship_with_entries,
    own_party,
)
from rapport.programmes.selectors import rule_in_words
from rapport.web.addresses import address
from rapport.web.agreement_words import waiting_in_words
from rapport.web.components import Crumb, Tab
from rapport.web.duties import duty_row
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.pairs import span_in_words, stage_line_of, tabs_of, timeline_entries

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship


@require_safe
@participant_page
def mentorship_home(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show where the two are, what has happened, and what is the reader's to do."""
    mentorship = get_mentorship_with_entries(by=request.actor, id=mentorship_id, may=can_use_mentorship)
    party = own_party(mentorship, by=request.actor)
    context = {
        "mentorship": mentorship,
        "span": span_in_words(mentorship),
        "stages": stage_line_of(mentorship),
        "tabs": mentorship_tabs(mentorship, request.path),
        "entries": timeline_entries(
            mentorship,
            reader=request.actor.person,
            url_name="participant:meeting-detail",
            url_args=[mentorship.public_id],
        ),
        "duties": [duty_row(duty) for duty in duties_in(mentorship, by=request.actor)],
        "waiting": waiting_in_words(mentorship, agreement_step_of(mentorship, party)) if party else "",
        "rule": rule_in_words(mentorship.cohort.programme),
    }
    return render(request, "participant/mentorship.html", context)


def mentorship_tabs(mentorship: "Mentorship", current: str) -> list[Tab]:
    """Return the three places of a mentorship."""
    places = [
        (_("Timeline"), "participant:mentorship-home"),
        (_("Register"), "participant:register"),
        (_("Agreement"), "participant:agreement-sign"),
    ]
    return tabs_of([(label, address(name, mentorship.public_id)) for label, name in places], current)


def mentorship_crumbs(mentorship: "Mentorship") -> list[Crumb]:
    """Return the way to a page inside a mentorship."""
    return [Crumb(str(mentorship), address("participant:mentorship-home", mentorship.public_id))]
