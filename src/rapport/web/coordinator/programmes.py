"""Programmes and their cohorts: list, start from a preset, edit, open and close."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotAllowed
from rapport.programmes.choices import CohortState, ProgrammeState
from rapport.programmes.policies import (
    can_create_programme,
    can_duplicate_programme,
    can_edit_programme,
    runs_programmes,
)
from rapport.programmes.presets import PRESETS, get_preset
from rapport.programmes.selectors import get_programme, programmes_with_cohorts
from rapport.programmes.services.programmes import create_programme, edit_programme, move_programme
from rapport.screening.policies import reads_clearances
from rapport.training.services.duplication import duplicate_whole_programme
from rapport.training.services.presets import add_preset_courses
from rapport.web.addresses import address
from rapport.web.components import Tab
from rapport.web.coordinator.crumbs import to_programmes
from rapport.web.coordinator.forms import DuplicateForm, ProgrammeForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Programme


@require_GET
@staff_page
def programme_list(request: ActorRequest) -> HttpResponse:
    """Show the programmes of this hat, each with its cohorts; those that are closed rest in the archive."""
    found = list(programmes_with_cohorts(request.actor))
    is_archive = "archive" in request.GET
    closed = [each for each in found if each.state == ProgrammeState.CLOSED]
    shown = closed if is_archive else [each for each in found if each not in closed]
    here = address("coordinator:programme-list")
    context = {
        "cards": [_card(each) for each in shown],
        "is_archive": is_archive,
        "tabs": [
            Tab(_("Current"), here, len(found) - len(closed), is_current=not is_archive),
            Tab(_("Archive"), f"{here}?archive", len(closed), is_current=is_archive),
        ]
        if closed or is_archive
        else [],
        "may_create": can_create_programme(request.actor),
        "runs": runs_programmes(request.actor),
        "oversees_checks": reads_clearances(request.actor),
    }
    return render(request, "coordinator/programmes.html", context)


def _card(programme: "Programme") -> "tuple[Programme, list[Cohort], list[Cohort]]":
    """Return a programme with the cohorts that go on, and apart from them those that are over."""
    cohorts = list(programme.cohorts.all())
    past = [each for each in cohorts if each.state == CohortState.CLOSED]
    return programme, [each for each in cohorts if each not in past], past


@require_GET
@staff_page
def programme_presets(request: ActorRequest) -> HttpResponse:
    """Ask what kind of programme it is to be."""
    _must_create(request)
    return render(
        request, "coordinator/programme_presets.html", {"presets": PRESETS, "crumbs": to_programmes()}
    )


@require_http_methods(["GET", "POST"])
@staff_page
def programme_create(request: ActorRequest, preset: str) -> HttpResponse:
    """Make a programme; the preset has filled in the form."""
    _must_create(request)
    chosen = get_preset(preset)
    initial = chosen.initial() | {"time_zone": request.actor.organisation.time_zone}
    form = ProgrammeForm(request.POST or None, initial=initial)
    if request.method == "POST" and not _previews(request) and form.is_valid():
        programme = create_programme(by=request.actor, preset=chosen.slug, **form.cleaned_data)
        add_preset_courses(programme, by=request.actor)
        messages.success(request, _("The programme is there. Next: its first cohort."))
        return redirect("coordinator:cohort-create", programme.public_id)
    return _form_page(request, {"form": form, "preset": chosen})


@require_http_methods(["GET", "POST"])
@staff_page
def programme_edit(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Change a programme."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = ProgrammeForm(request.POST or None, instance=programme)
    if request.method == "POST" and not _previews(request) and form.is_valid():
        programme.refresh_from_db()
        edit_programme(programme, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. What pairs have signed stays as it was."))
        return redirect("coordinator:programme-list")
    context = {
        "form": form,
        "programme": programme,
        "may_duplicate": can_duplicate_programme(request.actor, programme),
    }
    return _form_page(request, context)


@require_http_methods(["GET", "POST"])
@staff_page
def programme_duplicate(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Say what is copied and what is not, ask for a name, and make the copy."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_duplicate_programme)
    form = DuplicateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        copy = duplicate_whole_programme(programme, name=name, by=request.actor)
        messages.success(request, _("The copy is there. Look through its words; then make its first cohort."))
        return redirect("coordinator:programme-edit", copy.public_id)
    context = {"form": form, "programme": programme, "crumbs": to_programmes()}
    return render(
        request, "coordinator/programme_duplicate.html", context, status=422 if form.is_bound else 200
    )


def _form_page(request: ActorRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form, with the agreement filled in as a pair would sign it; or that part alone."""
    if request.htmx.target == "preview":  # type: ignore[attr-defined]
        return render(request, "coordinator/programme_form.html#preview", context)
    context["crumbs"] = to_programmes()
    status = 422 if context["form"].errors else 200
    return render(request, "coordinator/programme_form.html", context, status=status)


def _previews(request: ActorRequest) -> bool:
    """Whether only the agreement is to be shown filled in, and nothing saved."""
    return "preview" in request.POST


@require_POST
@staff_page
def programme_move(request: ActorRequest, programme_id: str, to: str) -> HttpResponse:
    """Open or close a programme."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    moved = move_programme(programme, to=to, by=request.actor)
    messages.success(request, _("“%(name)s” is %(state)s now.") % _naming(moved))
    return redirect("coordinator:programme-list")


def _naming(programme: "Programme") -> dict[str, str]:
    return {"name": programme.name, "state": programme.get_state_display()}


def _must_create(request: ActorRequest) -> None:
    if not can_create_programme(request.actor):
        raise NotAllowed
