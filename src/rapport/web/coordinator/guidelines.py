"""Guidelines of a programme: read, drafted, put in force; who has acknowledged them, and a reminder to the others."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import WrongState
from rapport.programmes.policies import (
    can_edit_guideline,
    can_edit_programme,
    can_read_guideline,
    can_read_programme,
    runs_programmes,
)
from rapport.programmes.selectors import get_programme
from rapport.programmes.selectors.guidelines import (
    acknowledgements_by_readers,
    get_guideline,
    guidelines_by_kind,
    readers_of,
    readers_without_acknowledgement,
    versions_of,
)
from rapport.programmes.services.guidelines import (
    discard_guideline,
    draft_guideline,
    edit_guideline,
    publish_guideline,
    remind_of_guideline,
)
from rapport.web.addresses import address
from rapport.web.components import Crumb, Tab
from rapport.web.coordinator.forms import GuidelineForm
from rapport.web.hats import ActorRequest, staff_page

if TYPE_CHECKING:
    from rapport.programmes.choices import GuidelineKind
    from rapport.programmes.models import Guideline, Programme

PAGE = 50


@require_GET
@staff_page
def guideline_list(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show what is in force, what is being written, and how many have acknowledged it."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_read_programme)
    context = {
        "programme": programme,
        "entries": guidelines_by_kind(programme, by=request.actor),
        "readers": readers_of(programme).count(),
        "runs": runs_programmes(request.actor),
        "crumbs": [Crumb(_("Programmes"), address("coordinator:programme-list"))],
    }
    return render(request, "coordinator/guidelines.html", context)


@require_POST
@staff_page
def guideline_draft(request: ActorRequest, programme_id: str, kind: "GuidelineKind") -> HttpResponse:
    """Begin the next version, or go on with the draft that there is."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    draft = draft_guideline(programme, kind=kind, by=request.actor)
    return redirect("coordinator:guideline-edit", draft.public_id)


@require_GET
@staff_page
def guideline(request: ActorRequest, guideline_id: str) -> HttpResponse:
    """Show one version, and which others there have been."""
    found = get_guideline(by=request.actor, id=guideline_id, may=can_read_guideline)
    context = {
        "guideline": found,
        "versions": versions_of(found, by=request.actor),
        "runs": runs_programmes(request.actor),
        "crumbs": _crumbs(found.programme),
    }
    return render(request, "coordinator/guideline.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def guideline_edit(request: ActorRequest, guideline_id: str) -> HttpResponse:
    """Change a draft, look at it, and put it in force."""
    draft = get_guideline(by=request.actor, id=guideline_id, may=can_edit_guideline)
    if not draft.is_draft and request.method == "GET":
        raise WrongState
    is_published = "publish" in request.POST
    form = GuidelineForm(request.POST or None, instance=draft, is_published=is_published)
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, draft, form, is_published=is_published)
        except WrongState:
            form.add_error(None, _("This version is in force already. Copy your text into a new draft."))
    context = {
        "form": form,
        "guideline": draft,
        "readers": readers_of(draft.programme).count(),
        "crumbs": _crumbs(draft.programme),
    }
    return render(request, "coordinator/guideline_form.html", context, status=422 if form.is_bound else 200)


def _save(
    request: ActorRequest, draft: "Guideline", form: GuidelineForm, *, is_published: bool
) -> HttpResponse:
    words = {"text": form.cleaned_data["text"], "changes": form.cleaned_data.get("changes", "")}
    draft = edit_guideline(draft, by=request.actor, **words)
    if not is_published:
        messages.success(request, _("The draft is saved. Nobody is asked to read it yet."))
        return redirect("coordinator:guideline", draft.public_id)
    publish_guideline(draft, by=request.actor)
    messages.success(
        request,
        _("“%(name)s” is in force. Everybody who takes part reads it when they next come.") % {"name": draft},
    )
    return redirect("coordinator:guideline-list", draft.programme.public_id)


@require_POST
@staff_page
def guideline_discard(request: ActorRequest, guideline_id: str) -> HttpResponse:
    """Throw a draft away."""
    draft = get_guideline(by=request.actor, id=guideline_id, may=can_edit_guideline)
    discard_guideline(draft, by=request.actor)
    messages.success(request, _("The draft is gone. What is in force stays."))
    return redirect("coordinator:guideline-list", draft.programme.public_id)


@require_GET
@staff_page
def guideline_readers(request: ActorRequest, guideline_id: str) -> HttpResponse:
    """Show who has not acknowledged a guideline, or who has, and when."""
    found = get_guideline(by=request.actor, id=guideline_id, may=can_edit_guideline)
    has = "has" in request.GET
    waiting, done = readers_without_acknowledgement(found), acknowledgements_by_readers(found)
    counts = waiting.count(), done.count()
    here = address("coordinator:guideline-readers", found.public_id)
    context = {
        "guideline": found,
        "has": has,
        "waiting": counts[0],
        "tabs": [
            Tab(_("Not yet"), here, counts[0], is_current=not has),
            Tab(_("Acknowledged"), f"{here}?has", counts[1], is_current=has),
        ],
        "page": Paginator(done if has else waiting, PAGE).get_page(request.GET.get("page")),
        "crumbs": _crumbs(found.programme),
    }
    return render(request, "coordinator/guideline_readers.html", context)


@require_POST
@staff_page
def guideline_remind(request: ActorRequest, guideline_id: str) -> HttpResponse:
    """Write to those who have not acknowledged it."""
    found = get_guideline(by=request.actor, id=guideline_id, may=can_edit_guideline)
    if remind_of_guideline(found, by=request.actor):
        messages.success(
            request, _("A reminder goes to everybody who has not read it. Nobody gets two on one day.")
        )
    else:
        messages.info(request, _("Everybody has read it already."))
    return redirect("coordinator:guideline-readers", found.public_id)


def _crumbs(programme: "Programme") -> list[Crumb]:
    return [
        Crumb(_("Programmes"), address("coordinator:programme-list")),
        Crumb(
            _("Guidelines of %(name)s") % {"name": programme.name},
            address("coordinator:guideline-list", programme.public_id),
        ),
    ]
