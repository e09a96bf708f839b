"""The charter of a programme, a page to show and to print; and the guide through the six steps of setting one up."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.programmes.choices import CharterPartKind
from rapport.programmes.policies import can_edit_programme, can_read_programme, runs_programmes
from rapport.programmes.selectors import get_programme
from rapport.programmes.selectors.charters import budget_sums, charter_of, get_charter_part
from rapport.programmes.services.charters import (
    add_charter_part,
    begin_charter,
    edit_charter,
    edit_charter_part,
    remove_charter_part,
)
from rapport.recruitment.selectors.intakes import intakes_of
from rapport.reporting.selectors import Wanting, figures_of_programme, set_up_steps
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.charter_forms import FORMS, CharterForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.programmes.models import Programme

PAGES = {
    "charter": "coordinator:charter",
    "guidelines": "coordinator:guideline-list",
    "training": "coordinator:course-list",
    "new-cohort": "coordinator:cohort-create",
}
PAGES_OF_COHORT = {
    "people": "coordinator:participation-list",
    "cohort-training": "coordinator:training",
}


@require_GET
@staff_page
def charter(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show what the programme is for, who backs it, how full it is and what it costs."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_read_programme)
    found = charter_of(programme)
    context: dict[str, Any] = {
        "programme": programme,
        "charter": found,
        "intakes": intakes_of(programme),
        "runs": runs_programmes(request.actor),
        "crumbs": _crumbs(),
    }
    if found:
        sums = budget_sums(found.budget_lines.all())
        context |= {"sums": sums, "figures": figures_of_programme(programme, found, sums)}
    return render(request, "coordinator/charter.html", context)


@require_POST
@staff_page
def charter_begin(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Begin a charter from the outline of this kind of programme."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    begin_charter(programme, by=request.actor)
    messages.success(request, _("Here is a charter to start from. Change every word that is not yours."))
    return redirect("coordinator:charter", programme.public_id)


@require_http_methods(["GET", "POST"])
@staff_page
def charter_edit(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Change the words, the targets and the numbers."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = CharterForm(request.POST or None, instance=charter_of(programme))
    if request.method == "POST" and form.is_valid():
        edit_charter(programme, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("coordinator:charter", programme.public_id)
    context = {"form": form, "programme": programme, "crumbs": _crumbs(programme)}
    return render(request, "coordinator/charter_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def charter_part_add(request: ActorRequest, programme_id: str, kind: CharterPartKind) -> HttpResponse:
    """Add an entry to one of the lists."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_charter_part(programme, kind=kind, by=request.actor, **form.cleaned_data)
        return _saved(request, programme, kind)
    return _part_page(request, {"form": form, "programme": programme, "kind": kind})


@require_http_methods(["GET", "POST"])
@staff_page
def charter_part_edit(
    request: ActorRequest, programme_id: str, kind: CharterPartKind, part_id: str
) -> HttpResponse:
    """Change an entry."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    part = get_charter_part(programme, kind=kind, id=part_id)
    form = FORMS[kind](request.POST or None, instance=part)
    if request.method == "POST" and form.is_valid():
        part.refresh_from_db()
        edit_charter_part(part, by=request.actor, **form.cleaned_data)
        return _saved(request, programme, kind)
    return _part_page(request, {"form": form, "programme": programme, "kind": kind, "part": part})


@require_POST
@staff_page
def charter_part_remove(
    request: ActorRequest, programme_id: str, kind: CharterPartKind, part_id: str
) -> HttpResponse:
    """Take an entry out."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    remove_charter_part(get_charter_part(programme, kind=kind, id=part_id), by=request.actor)
    messages.success(request, _("It is out of the charter."))
    return redirect("coordinator:charter", programme.public_id)


@require_GET
@staff_page
def set_up_guide(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show the six steps, and what is still missing in each."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    steps = set_up_steps(programme)
    context = {
        "programme": programme,
        "steps": [
            (
                step,
                address(PAGES[step.page], programme.public_id),
                [(each.words, _page_of(each, programme)) for each in step.missing],
            )
            for step in steps
        ],
        "done": sum(step.is_done for step in steps),
        "crumbs": _crumbs(),
    }
    return render(request, "coordinator/set_up_guide.html", context)


def _page_of(wanting: Wanting, programme: "Programme") -> str:
    """Return where something that is missing can be mended."""
    if wanting.cohort:
        return address(PAGES_OF_COHORT[wanting.page], wanting.cohort)
    page = address(PAGES[wanting.page], programme.public_id)
    return f"{page}#{wanting.part}" if wanting.part else page


def _saved(request: ActorRequest, programme: "Programme", kind: CharterPartKind) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{address('coordinator:charter', programme.public_id)}#{kind}")


def _part_page(request: ActorRequest, context: dict[str, Any]) -> HttpResponse:
    context["crumbs"] = _crumbs(context["programme"])
    status = 422 if context["form"].is_bound else 200
    return render(request, "coordinator/charter_part.html", context, status=status)


def _crumbs(programme: "Programme | None" = None) -> list[Crumb]:
    top = [Crumb(_("Programmes"), address("coordinator:programme-list"))]
    if programme is None:
        return top
    name = _("Charter of %(name)s") % {"name": programme.name}
    return [*top, Crumb(name, address("coordinator:charter", programme.public_id))]
