"""Reviews of one's own: what waits, one of them with the application as a reviewer may read it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rapport.core.errors import NotAllowed, NotFound, RapportError
from rapport.questionnaires.selectors import file_of, sections_of
from rapport.recruitment.choices import REVIEWABLE
from rapport.recruitment.policies import (
    can_correct_interview,
    can_interview_applicant,
    can_see_own_reviews,
    can_write_review,
)
from rapport.recruitment.selectors.interviews import interviews_of
from rapport.recruitment.selectors.reservations import reservations_about
from rapport.recruitment.selectors.reviews import (
    get_review,
    is_waiting,
    own_reviews,
    own_scores,
    questions_for_reviewers,
    review_criteria,
    reviews_of,
)
from rapport.recruitment.services.reviews import give_review, write_review
from rapport.web.addresses import address
from rapport.web.answer_forms import answer_in_words
from rapport.web.components import Crumb
from rapport.web.downloads import brought_file
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.reviewer.forms import ReviewForm

if TYPE_CHECKING:
    from rapport.recruitment.models import Review


@require_GET
@staff_page
def review_list(request: ActorRequest) -> HttpResponse:
    """Show what waits for somebody's own word, the oldest first, and what they have given."""
    if not can_see_own_reviews(request.actor):
        raise NotAllowed
    own = own_reviews(request.actor)
    context = {
        "waiting": [each for each in own if is_waiting(each)],
        "given": [each for each in own if each.is_given],
    }
    return render(request, "reviewer/reviews.html", context)


@require_http_methods(["GET", "POST"])
@staff_page
def review(request: ActorRequest, review_id: str) -> HttpResponse:
    """Show an application without what is sensitive, beside the form of the review; keep or give it."""
    found = get_review(by=request.actor, id=review_id, may=can_write_review)
    form = _form_of(found, request)
    if request.method == "POST" and form.is_valid():
        try:
            write_review(found, by=request.actor, **form.said())
            if "give" in request.POST:
                give_review(found, by=request.actor)
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            return _kept(request, found)
    context = _about(request, found) | {"form": form}
    return render(request, "reviewer/review.html", context, status=422 if form.errors else 200)


def _form_of(found: "Review", request: ActorRequest) -> ReviewForm:
    return ReviewForm(
        request.POST if request.method == "POST" else None,
        criteria=review_criteria(found.application.cohort.programme),
        review=found,
        scores=own_scores(found),
        is_giving="give" in request.POST,
    )


def _kept(request: ActorRequest, found: "Review") -> HttpResponse:
    if "give" in request.POST:
        messages.success(request, _("Your review is given. You can read what the others say now."))
    else:
        messages.success(request, _("Kept as a draft. Nobody else reads it."))
    return redirect("reviewer:review", found.public_id)


def _about(request: ActorRequest, found: "Review") -> dict[str, Any]:
    application = found.application
    questions, answers = questions_for_reviewers(application), application.answers.values
    reviews = reviews_of(application, by=request.actor)
    return {
        "review": found,
        "application": application,
        "sections": [
            (heading, [(each, answer_in_words(answers.get(each.key))) for each in under])
            for heading, under in sections_of(questions).items()
        ],
        "is_waiting": is_waiting(found),
        "may_consider": can_interview_applicant(request.actor, application),
        "reservations": reservations_about(application, by=request.actor),
        "interviews": [
            (each, application.state in REVIEWABLE and can_correct_interview(request.actor, each.interview))
            for each in interviews_of(application, by=request.actor)
        ],
        "own": next((each for each in reviews if each.is_own), None),
        "others": [each for each in reviews if not each.is_own and each.opinion],
        "crumbs": [Crumb(_("Reviews"), address("reviewer:review-list"))],
    }


@require_GET
@staff_page
def review_file(request: ActorRequest, review_id: str, key: str) -> HttpResponse:
    """Hand out a file of the application, unless what asks for it is sensitive."""
    found = get_review(by=request.actor, id=review_id, may=can_write_review)
    if key not in {question.key for question in questions_for_reviewers(found.application)}:
        raise NotFound
    return brought_file(file_of(found.application.answers, key))
