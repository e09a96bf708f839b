"""Training of a cohort: who has done which course, who has not, a reminder to those, a spreadsheet."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from rapport.programmes.selectors import role_word
from rapport.training.selectors import (
    TrainingRow,
    count_standings,
    published_courses,
    training_of_cohort,
)
from rapport.training.services.exports import export_training
from rapport.training.services.reminders import remind_of_training
from rapport.web.coordinator.course_forms import TrainingFilter
from rapport.web.downloads import spreadsheet
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort
from rapport.web.training_words import standing_pill

PAGE = 50


@require_GET
@staff_page
def training(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show who has done what, filtered, a page at a time."""
    cohort = enter_cohort(request, cohort_id)
    asked = TrainingFilter(request.GET, programme=cohort.programme)
    wanted = asked.cleaned_data if asked.is_valid() else {}
    query = request.GET.get("q", "").strip()
    everybody = training_of_cohort(cohort, by=request.actor)
    is_narrowed = bool(query or any(wanted.values()))
    found = training_of_cohort(cohort, by=request.actor, text=query, **wanted) if is_narrowed else everybody
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "courses": published_courses(cohort),
        "filter": asked,
        "query": query,
        "page": page,
        "rows": [_shown(row) for row in page],
        "counts": count_standings(everybody),
        "required": sum(bool(row.required) for row in everybody),
        "done": sum(bool(row.required) and not row.is_wanting for row in everybody),
        "wanting": sum(row.is_wanting for row in everybody),
    }
    return render(request, "coordinator/training.html", context)


def _shown(row: TrainingRow) -> dict[str, object]:
    programme = row.participation.cohort.programme
    return {
        "participation": row.participation,
        "role": role_word(programme, row.participation.role),
        "courses": [(each.title, standing_pill(each)) for each in row.courses],
    }


@require_POST
@staff_page
def training_remind(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Write to everybody who has a required course to do; to nobody twice a day."""
    cohort = enter_cohort(request, cohort_id)
    sent = remind_of_training(cohort, by=request.actor)
    words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent) % {"n": sent}
    messages.success(request, words if sent else _("Everybody was reminded today already."))
    return redirect("coordinator:training", cohort_id)


@require_POST
@staff_page
def training_export(request: ActorRequest, cohort_id: str, kind: str) -> HttpResponse:
    """Hand out who has done what as a spreadsheet. It is a POST because it is recorded."""
    cohort = enter_cohort(request, cohort_id)
    content = export_training(cohort, kind=kind, by=request.actor)
    return spreadsheet(content, name=_("training"), kind=kind)
