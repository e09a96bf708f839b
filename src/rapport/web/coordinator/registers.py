"""The register of a mentorship, and of a whole cohort month by month."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.mentorships.choices import RuleVerdict
from rapport.mentorships.policies import can_add_register_note, can_oversee_mentorship
from rapport.mentorships.selectors import (
    CohortMonth,
    Compliance,
    get_mentorship,
    get_mentorship_with_register,
    months_of_cohort,
    names_of_parties,
    pairs_without_required_meeting,
    this_month,
)
from rapport.mentorships.services.exports import export_register
from rapport.programmes.selectors import rule_in_words
from rapport.web import charts
from rapport.web.addresses import address
from rapport.web.coordinator.mentorships import mentorship_frame
from rapport.web.downloads import spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.ledgers import VERDICT_TONES, Doors, ledger_months, month_in_words
from rapport.web.rail import enter_cohort
from rapport.web.register_notes import RegisterNoteForm, note_is_added
from rapport.web.register_papers import register_on_paper

MOST_PAIRS = 50
DOORS = Doors(
    "coordinator:meeting", note="coordinator:register-note", countersign="coordinator:register-countersign"
)


@require_safe
@staff_page
def mentorship_register(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Show the months of a mentorship with their entries."""
    mentorship = get_mentorship_with_register(by=request.actor, id=mentorship_id, may=can_oversee_mentorship)
    context = mentorship_frame(request, mentorship) | {
        "months": ledger_months(mentorship, DOORS),
        "rule": rule_in_words(mentorship.cohort.programme),
    }
    return render(request, "coordinator/mentorship_register.html", context)


@dataclass(frozen=True)
class PairRow:
    """A pair that has not met as required in a month."""

    names: list[str]
    url: str
    counted: int
    verdict: str
    tone: str
    last_met_on: dt.date | None


@require_POST
@staff_page
def register_paper(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Hand out the register as a PDF. It is a POST because it is recorded."""
    mentorship = get_mentorship_with_register(by=request.actor, id=mentorship_id, may=can_oversee_mentorship)
    return register_on_paper(request, mentorship, DOORS)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def register_note(request: ActorRequest, mentorship_id: str, first: dt.date) -> HttpResponse:
    """Add a note to a month."""
    mentorship = get_mentorship(by=request.actor, id=mentorship_id, may=can_add_register_note)
    form = RegisterNoteForm(request.POST or None)
    if note_is_added(request, form, mentorship, first):
        return redirect("coordinator:mentorship-register", mentorship_id)
    context = mentorship_frame(request, mentorship) | {"form": form, "month": month_in_words(first)}
    return render(request, "coordinator/register_note.html", context, status=422 if form.errors else 200)


@require_safe
@staff_page
def register(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show, month by month, how many pairs met as the programme asks, and who did not in one month."""
    cohort = enter_cohort(request, cohort_id)
    months = months_of_cohort(cohort)
    chosen = _chosen_month(request, months, this_month(cohort.programme))
    behind = pairs_without_required_meeting(cohort, chosen)
    names = names_of_parties(each.mentorship_id for each in behind[:MOST_PAIRS])
    context = {
        "cohort": cohort,
        "rule": rule_in_words(cohort.programme),
        "months": [_month_row(month, chosen) for month in reversed(months)],
        "strip": _strip(months),
        "chosen": month_in_words(chosen),
        "chosen_first": chosen,
        "is_open": chosen == this_month(cohort.programme),
        "behind": [_pair_row(each, list(names[each.mentorship_id].values())) for each in behind[:MOST_PAIRS]],
        "behind_in_all": len(behind),
        "most": MOST_PAIRS,
    }
    return render(request, "coordinator/register.html", context)


def _chosen_month(request: ActorRequest, months: list[CohortMonth], usual: dt.date) -> dt.date:
    asked = request.GET.get("month", "")
    return next((month.first for month in months if f"{month.first:%Y-%m}" == asked), usual)


@dataclass(frozen=True)
class MonthRow:
    """A month of the cohort, in the table."""

    month: CohortMonth
    label: str
    key: str
    is_chosen: bool


def _month_row(month: CohortMonth, chosen: dt.date) -> MonthRow:
    return MonthRow(month, month_in_words(month.first), f"{month.first:%Y-%m}", month.first == chosen)


def _strip(months: list[CohortMonth]) -> str:
    return charts.share_strip(
        [charts.MonthShare(date_format(month.first, "M"), month.kept, month.asked) for month in months[-12:]],
        title=_("Pairs that met as required, by month"),
    )


def _pair_row(each: Compliance, names: list[str]) -> PairRow:
    return PairRow(
        names,
        address("coordinator:mentorship-register", each.public_id),
        each.counted,
        str(RuleVerdict(each.verdict).label),
        VERDICT_TONES[each.verdict],
        each.last_met_on,
    )


@require_POST
@staff_page
def register_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out every entry as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id)
    content = export_register(cohort, kind=kind, by=request.actor)
    return spreadsheet(content, name=f"{cohort.name} {_('register')}", kind=kind)
