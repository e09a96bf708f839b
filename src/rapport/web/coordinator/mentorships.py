"""Mentorships of a cohort: the list, one mentorship as staff see it, its agreement, the table to take away."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapport.core.errors import NotFound
from rapport.mentorships.choices import AgreementState, MentorshipState, RuleVerdict
from rapport.mentorships.policies import can_oversee_mentorship
from rapport.mentorships.selectors import (
    agreement_of,
    amendment_of,
    expectations_are_asked,
    get_mentorship_with_agreements,
    get_mentorship_with_entries,
    judge_this_month,
    last_meeting_of,
    mentorships_of_cohort,
    this_month,
)
from rapport.mentorships.services.exports import export_mentorships
from rapport.programmes.selectors import rule_in_words
from rapport.web.addresses import address
from rapport.web.agreement_words import answered_in_words, earlier_agreements
from rapport.web.components import Crumb, Tab
from rapport.web.coordinator.forms import MentorshipFilter
from rapport.web.downloads import spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.ledgers import VERDICT_TONES, month_in_words
from rapport.web.pairs import span_in_words, stage_line_of, tabs_of, timeline_entries
from rapport.web.rail import enter_cohort, stay_in_cohort
from rapport.web.signatures import signature_lines

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship, MentorshipParty

PAGE = 50


@dataclass(frozen=True)
class MentorshipRow:
    """A mentorship in the list."""

    mentorship: "Mentorship"
    names: list[str]
    url: str
    state_label: str
    verdict: str
    tone: str


@require_safe
@staff_page
def mentorship_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who is with whom, when they last met, and whether this month's rule is kept."""
    cohort = enter_cohort(request, cohort_id)
    asked = MentorshipFilter(request.GET)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    query, sort = request.GET.get("q", "").strip(), request.GET.get("sort", "")
    found = mentorships_of_cohort(cohort, by=request.actor, text=query, sort=sort, **wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "filter": asked,
        "query": query,
        "sort": sort,
        "page": page,
        "rows": [_row(mentorship) for mentorship in page],
        "rule": rule_in_words(cohort.programme),
        "month": month_in_words(this_month(cohort.programme)),
    }
    return render(request, "coordinator/mentorships.html", context)


def _row(mentorship: Any) -> MentorshipRow:
    verdict = judge_this_month(mentorship, counted=mentorship.met_this_month)
    return MentorshipRow(
        mentorship,
        mentorship.names,
        address("coordinator:mentorship", mentorship.public_id),
        str(MentorshipState(mentorship.state).label),
        "" if verdict == RuleVerdict.NOT_ASKED else str(verdict.label),
        VERDICT_TONES[verdict],
    )


@require_POST
@staff_page
def mentorship_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out the list as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id)
    content = export_mentorships(cohort, kind=kind, by=request.actor)
    return spreadsheet(content, name=f"{cohort.name} {_('mentorships')}", kind=kind)


@require_safe
@staff_page
def mentorship(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show a mentorship as its parties see it, without what is only theirs to do."""
    found = get_mentorship_with_entries(by=request.actor, id=mentorship_id, may=can_oversee_mentorship)
    context = mentorship_frame(request, found) | {
        "entries": timeline_entries(
            found, reader=request.actor.person, url_name="coordinator:meeting", url_args=[]
        ),
        "people": _people(found),
        "last_meeting": last_meeting_of(found),
        "rule": rule_in_words(found.cohort.programme),
    }
    return render(request, "coordinator/mentorship.html", context)


def _people(found: "Mentorship") -> "list[tuple[MentorshipParty, str]]":
    """Return who is in it and, while the questions are asked, whether they have answered; never what."""
    words = answered_in_words(found) if expectations_are_asked(found) else {}
    return [(party, words.get(party.pk, "")) for party in found.people]


@require_safe
@staff_page
def mentorship_agreement(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show the text and who has signed it; what two have settled, once both have put their names to it."""
    found = get_mentorship_with_agreements(by=request.actor, id=mentorship_id, may=can_oversee_mentorship)
    agreement = agreement_of(found)
    if agreement is None:
        raise NotFound
    is_signed = agreement.state == AgreementState.SIGNED
    context = mentorship_frame(request, found) | {
        "agreement": agreement,
        "text": agreement.whole_text if is_signed else agreement.text,
        "is_settling": bool(agreement.points) and not is_signed,
        "lines": signature_lines(agreement, found),
        "awaits_change": amendment_of(found) is not None,
        "earlier": earlier_agreements(found, held_only=True),
    }
    return render(request, "coordinator/agreement.html", context)


def mentorship_frame(request: ActorRequest, found: "Mentorship") -> dict[str, Any]:
    """Return what stands around every page of a mentorship; the rail learns the cohort."""
    cohort = stay_in_cohort(request, found.cohort, place="mentorship-list")
    list_url = address("coordinator:mentorship-list", cohort.public_id)
    return {
        "cohort": cohort,
        "mentorship": found,
        "span": span_in_words(found),
        "stages": stage_line_of(found),
        "tabs": mentorship_tabs(found, request.path),
        "crumbs": [Crumb(_("Mentorships"), list_url)],
    }


def mentorship_tabs(found: "Mentorship", current: str) -> list[Tab]:
    places = [
        (_("Timeline"), "coordinator:mentorship"),
        (_("Register"), "coordinator:mentorship-register"),
        (_("Agreement"), "coordinator:mentorship-agreement"),
    ]
    return tabs_of([(label, address(name, found.public_id)) for label, name in places], current)
