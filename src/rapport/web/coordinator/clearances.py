"""Who in a cohort is cleared: the list and its spreadsheet, one person's entries, a new entry, a correction."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound
from rapport.programmes.policies import runs_programmes
from rapport.programmes.selectors import role_word
from rapport.screening.policies import (
    can_correct_clearance,
    can_note_clearance,
    can_oversee_clearances,
    can_read_clearances,
)
from rapport.screening.selectors import (
    ClearanceRow,
    checks_asked,
    checks_of_participant,
    clearances_of_cohort,
    count_standings,
    entries_of,
    get_clearance,
    get_screened,
    names_of_noters,
)
from rapport.screening.services.clearances import note_clearance
from rapport.screening.services.exports import export_clearances
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.screening_forms import ClearanceFilter, ClearanceForm
from rapport.web.downloads import spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort
from rapport.web.screening_words import check_pill

if TYPE_CHECKING:
    from rapport.programmes.models import Participation
    from rapport.screening.models import Clearance

PAGE = 50
COPIED = ("result", "checked_on", "valid_until", "issuer", "number")


@require_GET
@staff_page
def clearance_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who is cleared, whose check ends soon, has ended or is missing, filtered, a page at a time."""
    cohort = enter_cohort(request, cohort_id, may=can_oversee_clearances)
    asked = ClearanceFilter(request.GET, programme=cohort.programme)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    query = request.GET.get("q", "").strip()
    everybody = clearances_of_cohort(cohort, by=request.actor)
    is_narrowed = bool(query or any(wanted.values()))
    found = clearances_of_cohort(cohort, by=request.actor, text=query, **wanted) if is_narrowed else everybody
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "checks": checks_asked(cohort.programme),
        "filter": asked,
        "query": query,
        "page": page,
        "rows": [_shown(row) for row in page],
        "counts": count_standings(everybody),
        "asked": len(everybody),
        "cleared": sum(not row.is_wanting for row in everybody),
        "runs": runs_programmes(request.actor),
    }
    return render(request, "coordinator/clearances.html", context)


def _shown(row: ClearanceRow) -> dict[str, object]:
    programme = row.participation.cohort.programme
    return {
        "participation": row.participation,
        "role": role_word(programme, row.participation.role),
        "checks": [(each.check.name, check_pill(each)) for each in row.checks],
        "meets": row.participation.places_taken if row.lapsed else 0,
    }


@require_POST
@staff_page
def clearance_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out who is cleared as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id, may=can_oversee_clearances)
    content = export_clearances(cohort, kind=kind, by=request.actor)
    return spreadsheet(content, name=_("checks"), kind=kind)


@require_GET
@staff_page
def clearance(request: ActorRequest, participation_id: str) -> HttpResponse:
    """Show how one person stands with each check, and every entry that was made."""
    found = get_screened(by=request.actor, id=participation_id, may=can_read_clearances)
    cohort = stay_in_cohort(request, found.cohort, place="clearance-list")
    entries = entries_of(found, by=request.actor)
    names = names_of_noters(entries)
    own = found.profile.person_id == request.actor.person.pk
    context = {
        "participation": found,
        "cohort": cohort,
        "role": role_word(cohort.programme, found.role),
        "checks": [(each, check_pill(each)) for each in checks_of_participant(found)],
        "entries": [(each, names.get(each.noted_by_id, ""), hasattr(each, "correction")) for each in entries],
        "may_note": can_note_clearance(request.actor, found),
        "is_own": own,
        "crumbs": _crumbs(found),
    }
    return render(request, "coordinator/clearance.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def clearance_note(request: ActorRequest, participation_id: str, check_id: str) -> HttpResponse:
    """Note what was seen of a check."""
    found = get_screened(by=request.actor, id=participation_id, may=can_note_clearance)
    stay_in_cohort(request, found.cohort, place="clearance-list")
    asked = checks_asked(found.cohort.programme)
    check = next((each for each in asked if each.public_id == check_id and each.role == found.role), None)
    if check is None:
        raise NotFound
    form = ClearanceForm(_sent(request), check=check)
    if request.method == "POST" and form.is_valid():
        note_clearance(found, check, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("coordinator:clearance", participation_id)
    context = {"form": form, "participation": found, "check": check, "crumbs": _crumbs(found, found)}
    return render(request, "coordinator/clearance_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def clearance_correct(request: ActorRequest, participation_id: str, clearance_id: str) -> HttpResponse:
    """Put another entry in the place of one that is wrong."""
    found = get_screened(by=request.actor, id=participation_id, may=can_note_clearance)
    stay_in_cohort(request, found.cohort, place="clearance-list")
    entry = get_clearance(by=request.actor, id=clearance_id, may=can_correct_clearance)
    if not _is_about(entry, found):
        raise NotFound
    initial = {name: getattr(entry, name) for name in COPIED}
    form = ClearanceForm(_sent(request), check=entry.background_check, initial=initial)
    if request.method == "POST" and form.is_valid():
        check = entry.background_check
        note_clearance(found, check, by=request.actor, corrects=entry, **form.cleaned_data)
        messages.success(request, _("Corrected. The entry of before stays readable."))
        return redirect("coordinator:clearance", participation_id)
    context = {
        "form": form,
        "participation": found,
        "check": entry.background_check,
        "entry": entry,
        "crumbs": _crumbs(found, found),
    }
    return render(request, "coordinator/clearance_form.html", context, status=422 if form.is_bound else 200)


def _is_about(entry: "Clearance", participation: "Participation") -> bool:
    check = entry.background_check
    return (entry.profile_id, check.programme_id, check.role) == (
        participation.profile_id,
        participation.cohort.programme_id,
        participation.role,
    )


def _sent(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _crumbs(participation: "Participation", *further: "Participation") -> list[Crumb]:
    return [
        Crumb(_("Checks"), address("coordinator:clearance-list", participation.cohort.public_id)),
        *(Crumb(each.profile.name, address("coordinator:clearance", each.public_id)) for each in further),
    ]
