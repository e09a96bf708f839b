"""Mentors and mentees from a spreadsheet: upload, columns, what would happen, progress and outcome."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from rapport.core.errors import RapportError
from rapport.programmes.choices import ImportMode, ImportState, ParticipantRole
from rapport.programmes.policies import can_run_import
from rapport.programmes.selectors import count_participations, get_import, imports_of_cohort, role_word
from rapport.programmes.services import imports
from rapport.programmes.services.exports import export_participants
from rapport.tables import Limits
from rapport.web.bodies import takes_table
from rapport.web.coordinator.import_forms import RunForm, UploadForm, column_cards
from rapport.web.coordinator.import_steps import next_step
from rapport.web.downloads import spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapport.programmes.models import ParticipantImport

FIRST_ROWS = 5
WORKING = {ImportState.REQUESTED, ImportState.RUNNING}


def _enter_import(request: ActorRequest, import_id: str) -> "ParticipantImport":
    found = get_import(by=request.actor, id=import_id, may=can_run_import)
    stay_in_cohort(request, found.cohort)
    return found


def _sent(request: ActorRequest) -> QueryDict | None:
    """Return what was posted, even if it was nothing: an empty form is a wrong one."""
    return request.POST if request.method == "POST" else None


def _by_cost(problems: "Sequence[imports.FaultGroup]") -> dict[str, list[imports.FaultGroup]]:
    """Return who cannot come in, which answers get lost, and which were read not to the letter."""
    return {cost: [group for group in problems if group.cost == cost] for cost in imports.Cost}


def _role_asked_for(request: ActorRequest) -> str:
    asked = request.GET.get("role", "")
    return asked if asked in ParticipantRole.values else ParticipantRole.MENTOR


@require_http_methods(["GET", "POST"])
@staff_page
@takes_table(Limits().file_bytes)
def import_start(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Take a spreadsheet in."""
    cohort = enter_cohort(request, cohort_id)
    words = {
        role: _("One %(word)s in each row") % {"word": role_word(cohort.programme, role)}
        for role in ParticipantRole.values
    }
    form = UploadForm(
        _sent(request),
        request.FILES or None,
        words=words,
        initial={"role": _role_asked_for(request)},
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            started = imports.start_import(
                cohort,
                role=form.cleaned_data["role"],
                file_name=file.name,
                content=file.read(),
                by=request.actor,
            )
        except RapportError as error:
            form.add_error("file", str(error))
        else:
            return redirect("coordinator:import-columns", started.public_id)
    earlier = imports_of_cohort(cohort, by=request.actor)[:10]
    context = {"cohort": cohort, "form": form, "earlier": earlier}
    return render(request, "coordinator/import_start.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def import_columns(request: ActorRequest, import_id: str) -> HttpResponse:
    """Show what each column is taken to be, and let it be corrected."""
    found = _enter_import(request, import_id)
    if found.state != ImportState.DRAFT or found.content is None:
        return redirect("coordinator:import", found.public_id)
    table = imports.table_of(found)
    columns = imports.columns_of(found)
    cards = column_cards(columns, table, imports.advice_on(found, columns, table), _sent(request))
    wrong = [card for card in cards if not card.form.is_valid()]
    if request.method == "POST" and not wrong:
        imports.set_columns(found, [card.form.corrected() for card in cards], by=request.actor)
        return redirect("coordinator:import-check", found.public_id)
    context = {"import": found, "table": table, "rows": table.rows[:FIRST_ROWS], "cards": cards}
    return render(
        request, "coordinator/import_columns.html", context, status=422 if request.method == "POST" else 200
    )


@require_http_methods(["GET", "POST"])
@staff_page
def import_check(request: ActorRequest, import_id: str) -> HttpResponse:
    """Show every problem and what would happen; then let it happen."""
    found = _enter_import(request, import_id)
    if found.state != ImportState.DRAFT or found.content is None:
        return redirect("coordinator:import", found.public_id)
    form = RunForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        imports.request_import(found, mode=form.cleaned_data["mode"], by=request.actor)
        return redirect("coordinator:import", found.public_id)
    preview = imports.check_import(found)
    context = {
        "import": found,
        "preview": preview,
        "problems": _by_cost(preview.problems),
        "mode": ImportMode.GOOD_ROWS if preview.faults else ImportMode.ALL_OR_NOTHING,
    }
    return render(
        request, "coordinator/import_check.html", context, status=422 if request.method == "POST" else 200
    )


@require_GET
@staff_page
def import_page(request: ActorRequest, import_id: str) -> HttpResponse:
    """Show how far an import is, or what came of it."""
    found = _enter_import(request, import_id)
    if found.state == ImportState.DRAFT and found.content is not None:
        return redirect("coordinator:import-columns", found.public_id)
    is_working = found.state in WORKING
    is_poll = getattr(request, "htmx", False)
    if is_poll and not is_working:
        return HttpResponseClientRefresh()
    context = {
        "import": found,
        "cohort": found.cohort,
        "is_working": is_working,
        "is_done": found.state == ImportState.DONE,
        "problems": _by_cost(imports.problems_of(found)),
        "next_step": next_step(found, count_participations(found.cohort, by=request.actor)),
    }
    template = "coordinator/import.html#progress" if is_poll else "coordinator/import.html"
    return render(request, template, context)


@require_POST
@staff_page
def import_problems(request: ActorRequest, import_id: str) -> HttpResponse:
    """Hand out the rows with a problem, the reason beside each. It is a POST because it is recorded."""
    found = _enter_import(request, import_id)
    content = imports.export_problem_rows(found, by=request.actor)
    return spreadsheet(content, name=_("rows with a problem"), kind="csv")


@require_POST
@staff_page
def import_reopen(request: ActorRequest, import_id: str) -> HttpResponse:
    """Go back to the columns of an import that failed."""
    found = _enter_import(request, import_id)
    imports.reopen_import(found, by=request.actor)
    return redirect("coordinator:import-columns", found.public_id)


@require_POST
@staff_page
def import_discard(request: ActorRequest, import_id: str) -> HttpResponse:
    """Drop an upload that was never run."""
    found = _enter_import(request, import_id)
    cohort = found.cohort
    imports.discard_import(found, by=request.actor)
    messages.success(request, _("The upload is gone. Nobody was imported by it."))
    return redirect("coordinator:import-start", cohort.public_id)


@require_POST
@staff_page
def participation_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out who takes part as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id)
    content = export_participants(cohort, kind=kind, by=request.actor)
    return spreadsheet(content, name=_("participants"), kind=kind)
