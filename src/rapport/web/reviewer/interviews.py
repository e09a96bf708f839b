"""Interviews with applicants: noted down and corrected by whoever may consider the application."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.core import clock
from rapport.core.errors import RapportError
from rapport.programmes.policies import runs_programmes
from rapport.recruitment.policies import (
    can_consider_applicant,
    can_correct_interview,
    can_interview_applicant,
)
from rapport.recruitment.selectors.interviews import (
    get_considered,
    get_interview,
    interview_questions,
    questions_of_interview,
)
from rapport.recruitment.selectors.reviews import own_review_of, reviewers_of
from rapport.recruitment.services.interviews import correct_interview, record_interview
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.reviewer.interview_forms import Given, InterviewForm

if TYPE_CHECKING:
    from rapport.programmes.models import Profile
    from rapport.recruitment.models import Application, Interview


@require_http_methods(["GET", "POST"])
@staff_page
def interview_add(request: ActorRequest, application_id: str) -> HttpResponse:
    """Show the sheet with the questions of now; keep what was said."""
    may = can_interview_applicant if request.method == "GET" else can_consider_applicant
    found = get_considered(by=request.actor, id=application_id, may=may)
    programme = found.cohort.programme
    asked = [each for each in interview_questions(programme) if each.asked_of in ("", found.role)]
    present = list(reviewers_of(programme).exclude(person=found.person_id))
    form = InterviewForm(
        request.POST if request.method == "POST" else None,
        questions=asked,
        present=present,
        given=Given(
            [each.public_id for each in present if each.person_id == request.actor.person.pk],
            clock.today(programme.time_zone),
        ),
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_interview(found, by=request.actor, **form.said())
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The interview is noted down."))
            return redirect(way_back(request, found))
    context = {"application": found, "form": form} | leading_back(request, found)
    return render(request, "reviewer/interview.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@staff_page
def interview(request: ActorRequest, interview_id: str) -> HttpResponse:
    """Correct what was noted down; the questions stay those that were asked."""
    found = get_interview(by=request.actor, id=interview_id, may=can_correct_interview)
    application = found.application
    form = InterviewForm(
        request.POST if request.method == "POST" else None,
        questions=questions_of_interview(found),
        present=_present_in(found),
        given=_given_in(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_interview(found, by=request.actor, **form.said())
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(way_back(request, application))
    context = {"application": application, "form": form} | leading_back(request, application)
    return render(request, "reviewer/interview.html", context, status=422 if form.errors else 200)


def way_back(request: ActorRequest, application: "Application") -> str:
    """Return the page of the application that this person has: the whole of it, or their review of it."""
    if runs_programmes(request.actor):
        return address("coordinator:application", application.public_id)
    own = own_review_of(application, by=request.actor)
    return address("reviewer:review", own.public_id) if own else address("reviewer:review-list")


def leading_back(request: ActorRequest, application: "Application") -> dict[str, Any]:
    """Return what a form about an application shows of the way back to it."""
    back = way_back(request, application)
    return {"way_back": back, "crumbs": [Crumb(application.name, back)]}


def _present_in(interview: "Interview") -> "list[Profile]":
    """Return who can have been there: whoever is on the team now, and whoever is noted already."""
    application = interview.application
    team = reviewers_of(application.cohort.programme).exclude(person=application.person_id)
    return list(dict.fromkeys([*interview.interviewers.all(), *team]))


def _given_in(interview: "Interview") -> "Given":
    present = [each.public_id for each in interview.interviewers.all()]
    return Given(present, interview.held_on, interview.others_present, interview.answers.values)
