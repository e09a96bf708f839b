"""What a programme asks to see before it trusts somebody: list, add, change, ask no longer."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import get_programme, role_words
from rapport.screening.policies import can_edit_check
from rapport.screening.selectors import checks_of_programme, get_check
from rapport.screening.services import checks as services
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.coordinator.crumbs import to_programmes
from rapport.web.coordinator.screening_forms import CheckForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.screening.models import BackgroundCheck

FIELDS = ("name", "role", "guidance", "validity_months", "is_required")


@require_GET
@staff_page
def check_list(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show what the programme asks for, and what it asks for no longer."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    checks = checks_of_programme(programme, by=request.actor)
    rows = [(check, role_words(programme, check.role)) for check in checks]
    context = {"programme": programme, "rows": rows, "crumbs": to_programmes()}
    return render(request, "coordinator/checks.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def check_add(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Ask for another check."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    form = CheckForm(_sent(request), programme=programme, initial={"is_required": True})
    if request.method == "POST" and form.is_valid():
        services.ask_for_check(programme, by=request.actor, **form.cleaned_data)
        messages.success(
            request, _("From now on it is asked for. Note what you see on the page of each person.")
        )
        return redirect("coordinator:check-list", programme_id)
    return _form_page(request, form, programme)


@require_http_methods(["GET", "POST"])
@staff_page
def check_edit(request: ActorRequest, programme_id: str, check_id: str) -> HttpResponse:
    """Change what is asked."""
    check = _check(request, programme_id, check_id)
    initial = {name: getattr(check, name) for name in FIELDS}
    form = CheckForm(_sent(request), programme=check.programme, initial=initial)
    form.fields["role"].disabled = True
    if request.method == "POST" and form.is_valid():
        services.edit_check(check, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. Entries that are there stay as they were noted."))
        return redirect("coordinator:check-list", programme_id)
    return _form_page(request, form, check.programme, check=check)


@require_POST
@staff_page
def check_move(request: ActorRequest, programme_id: str, check_id: str, to: str) -> HttpResponse:
    """Ask for a check no longer, or again."""
    check = _check(request, programme_id, check_id)
    moved = services.move_check(check, to=to, by=request.actor)
    words = {"name": moved.name, "state": moved.get_state_display()}
    messages.success(request, _("“%(name)s” is %(state)s now.") % words)
    return redirect("coordinator:check-list", programme_id)


def _check(request: ActorRequest, programme_id: str, check_id: str) -> "BackgroundCheck":
    found = get_check(by=request.actor, id=check_id, may=can_edit_check)
    if found.programme.public_id != programme_id:
        raise NotFound
    return found


def _sent(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: ActorRequest, form: CheckForm, programme: "Programme", check: "BackgroundCheck | None" = None
) -> HttpResponse:
    crumbs = [
        *to_programmes(),
        Crumb(_("Checks"), address("coordinator:check-list", programme.public_id)),
    ]
    context = {"form": form, "programme": programme, "check": check, "crumbs": crumbs}
    return render(request, "coordinator/check_form.html", context, status=422 if form.is_bound else 200)
