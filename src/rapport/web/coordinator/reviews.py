"""Having applications reviewed: reviewers assigned and taken off, the criteria of a programme."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rapport.core.errors import RapportError
from rapport.programmes.policies import can_edit_programme
from rapport.programmes.selectors import get_programme
from rapport.recruitment.choices import REVIEWABLE
from rapport.recruitment.errors import ListChanged
from rapport.recruitment.policies import can_dismiss_reviewer
from rapport.recruitment.selectors import applications_of_cohort
from rapport.recruitment.selectors.lists import MOST_DECIDED
from rapport.recruitment.selectors.pipeline import as_listed
from rapport.recruitment.selectors.reviews import (
    applications_without_reviewer,
    get_review,
    mark_of_review_criteria,
    review_criteria,
    reviewers_of,
    reviews_asked_of,
)
from rapport.recruitment.services.reviews import assign_reviewers, set_review_criteria, take_off_reviewer
from rapport.web.coordinator.crumbs import to_applications, to_programmes, way_back
from rapport.web.coordinator.review_forms import AssignForm, CriteriaForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in_cohort

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Programme
    from rapport.recruitment.models import Application
    from rapport.recruitment.services.reviews import Left

PLACE = "application-list"


@require_http_methods(["GET", "POST"])
@staff_page
def review_assign(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Ask who reviews the chosen applications, or all that nobody reviews yet; assign them once it is said."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)
    ids, chosen = _ids(request), _chosen(request, cohort)
    if ids and not chosen:
        messages.error(request, _("Nobody of those can be reviewed any more: it is decided."))
        return redirect("coordinator:application-list", cohort.public_id)
    form = AssignForm(
        request.POST if "confirmed" in request.POST else None,
        reviewers=reviewers_of(cohort.programme),
        asked_of=reviews_asked_of(cohort),
        is_single=max(len(ids), len(chosen)) == 1,
    )
    if form.is_bound and form.is_valid():
        chosen_ids = [each.public_id for each in chosen]
        try:
            _tell(request, *assign_reviewers(cohort, ids=chosen_ids, by=request.actor, **form.wanted()))
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            return _back(cohort, chosen)
    context = {"cohort": cohort, "chosen": chosen, "form": form, "crumbs": to_applications(cohort)}
    return render(request, "coordinator/review_assign.html", context, status=422 if form.errors else 200)


def _ids(request: ActorRequest) -> list[str]:
    return (request.POST if request.method == "POST" else request.GET).getlist("chosen")


def _chosen(request: ActorRequest, cohort: "Cohort") -> "list[Application]":
    """Return what was chosen of what can still be reviewed; without a choice, all that nobody reviews yet."""
    ids = _ids(request)
    if not ids:
        return list(as_listed(applications_without_reviewer(cohort, by=request.actor))[:MOST_DECIDED])
    visible = applications_of_cohort(cohort, by=request.actor).filter(state__in=REVIEWABLE)
    return list(as_listed(visible).filter(public_id__in=ids[:MOST_DECIDED]))


def _back(cohort: "Cohort", chosen: "list[Application]") -> HttpResponse:
    if len(chosen) == 1:
        return redirect("coordinator:application", chosen[0].public_id)
    return redirect("coordinator:application-list", cohort.public_id)


def _tell(request: ActorRequest, made: int, left: "Left") -> None:
    if made:
        told = ngettext("%(n)s review is asked for.", "%(n)s reviews are asked for.", made) % {"n": made}
        messages.success(request, told)
    for each, why in left:
        messages.error(request, f"{each.name}: {why}")


@require_POST
@staff_page
def review_remove(request: ActorRequest, review_id: str) -> HttpResponse:
    """Take a reviewer off an application."""
    found = get_review(by=request.actor, id=review_id, may=can_dismiss_reviewer)
    try:
        take_off_reviewer(found, by=request.actor)
    except RapportError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s does not review it any more.") % {"name": found.reviewer.name})
    return redirect("coordinator:application", found.application.public_id)


@require_http_methods(["GET", "POST"])
@staff_page
def review_criteria_edit(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Say what the applications of a programme are judged by."""
    programme = get_programme(by=request.actor, id=programme_id, may=can_edit_programme)
    sent = request.POST if request.method == "POST" else None
    form = CriteriaForm(sent, criteria=review_criteria(programme))
    back = way_back(request, programme)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            set_review_criteria(programme, criteria=form.criteria(), by=request.actor, seen=seen)
        except ListChanged as error:
            form.refuse(error, **_stored(programme))
        else:
            messages.success(request, _("Saved. Reviews that were given keep the criteria of their time."))
            return redirect(request.get_full_path() if "more" in request.POST else back)
    context = {"form": form, "programme": programme, "back": back, "crumbs": to_programmes()}
    return render(request, "coordinator/review_criteria.html", context, status=422 if form.errors else 200)


def _stored(programme: "Programme") -> dict[str, Any]:
    """Return what is judged now, in words, and its mark."""
    criteria = review_criteria(programme)
    return {
        "mark": mark_of_review_criteria(criteria),
        "stored": [(each.name, each.help) for each in criteria],
    }
