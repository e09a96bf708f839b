"""The quiz of a course: a question a page, the explanation right after the answer, the result at the end."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.core.errors import NotFound
from rapport.training.policies import can_study_course
from rapport.training.selectors import attempt_ended, attempt_latest, get_course, progress_in, with_role_words
from rapport.training.services.studies import answer_question, begin_quiz
from rapport.web.addresses import address
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.training_forms import QuizAnswerForm
from rapport.web.training_words import AnswerShown, answer_shown

if TYPE_CHECKING:
    from rapport.training.models import Course, QuizAttempt


@require_POST
@participant_page
def quiz_begin(request: ActorRequest, course_id: str) -> HttpResponse:
    """Begin the quiz, or begin it again."""
    found = get_course(by=request.actor, id=course_id, may=can_study_course)
    attempt = begin_quiz(found, by=request.actor)
    return redirect("participant:quiz-question", course_id, len(attempt.chosen) + 1)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def quiz_question(request: ActorRequest, course_id: str, number: int) -> HttpResponse:
    """Ask one question; once it is answered, show what is right and why."""
    found = get_course(by=request.actor, id=course_id, may=can_study_course)
    attempt = attempt_latest(found, by=request.actor)
    if attempt is None or not 0 < number <= len(attempt.asked):
        raise NotFound
    if number > len(attempt.chosen) + 1:
        return redirect("participant:quiz-question", course_id, len(attempt.chosen) + 1)
    question = attempt.asked[number - 1]
    form = QuizAnswerForm(
        request.POST if request.method == "POST" else None, question=_in_words(question, found)
    )
    if request.method == "POST" and form.is_valid():
        answer_question(attempt, number=number, chosen=form.chosen(), by=request.actor)
        return redirect("participant:quiz-question", course_id, number)
    is_answered = number <= len(attempt.chosen)
    context = {
        "course": found,
        "form": form,
        "number": number,
        "count": len(attempt.asked),
        "answer": answer_shown(question, attempt.chosen[number - 1], found.programme)
        if is_answered
        else None,
        "is_last": number == len(attempt.asked),
        "next": number + 1,
        "crumbs": _crumbs(found),
    }
    return render(request, "participant/quiz_question.html", context, status=422 if form.is_bound else 200)


def _in_words(question: Mapping[str, Any], course: "Course") -> dict[str, Any]:
    programme = course.programme
    return {
        "text": with_role_words(question["text"], programme),
        "choices": [with_role_words(words, programme) for words in question["choices"]],
        "right": question["right"],
    }


@require_safe
@participant_page
def quiz_result(request: ActorRequest, course_id: str) -> HttpResponse:
    """Show how the last quiz went, each answer with its explanation, and what comes next."""
    found = get_course(by=request.actor, id=course_id, may=can_study_course)
    attempt = attempt_ended(found, by=request.actor)
    if attempt is None:
        raise NotFound
    progress = progress_in(found, by=request.actor)
    context = {
        "course": found,
        "title": with_role_words(found.title, found.programme),
        "attempt": attempt,
        "answers": _answers(attempt, found),
        "may_try_again": progress.standing.is_to_do and not progress.has_passed,
        "crumbs": _crumbs(found),
    }
    return render(request, "participant/quiz_result.html", context)


def _answers(attempt: "QuizAttempt", course: "Course") -> list[AnswerShown]:
    return [
        answer_shown(question, chosen, course.programme)
        for question, chosen in zip(attempt.asked, attempt.chosen, strict=True)
    ]


def _crumbs(course: "Course") -> list[Crumb]:
    return [
        Crumb(_("My training"), address("participant:training")),
        Crumb(
            with_role_words(course.title, course.programme), address("participant:course", course.public_id)
        ),
    ]
