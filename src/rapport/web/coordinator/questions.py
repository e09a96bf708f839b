"""The questions of a cohort: what is asked of whom, how many have answered, and what compares the answers."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rapport.core.errors import NotFound, RapportError
from rapport.matching.selectors import parts_by_question, parts_comparing
from rapport.matching.services.questions import edit_question, remove_question
from rapport.programmes.choices import CohortState, ParticipantRole
from rapport.programmes.policies import can_edit_question
from rapport.programmes.selectors import (
    AnswerCounts,
    count_answers,
    get_question,
    questions_in_all,
    role_word,
)
from rapport.programmes.services.questions import ask_question, move_question
from rapport.questionnaires.errors import ConditionComesLater
from rapport.questionnaires.selectors import answers_to, dependent_on, sections_of
from rapport.web.applicant.forms import PreviewForm
from rapport.web.coordinator.crumbs import to_participants
from rapport.web.coordinator.question_forms import QuestionForm
from rapport.web.hats import ActorRequest, staff_page
from rapport.web.rail import enter_cohort, stay_in, stay_in_cohort
from rapport.web.wording import answered_in_words

if TYPE_CHECKING:
    from rapport.programmes.models import Cohort, Programme
    from rapport.questionnaires.models import Question

STEPS = {"up": -1, "down": 1}
PLACE = "participation-list"


@require_GET
@staff_page
def question_list(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Show what the cohort asks, who has answered and what compares the answers."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)
    counts, comparing = count_answers(cohort), parts_by_question(cohort)
    rows = [
        {
            "question": question,
            "whom": _whom(question, cohort),
            "answered": [] if question.asked_when else _answered(question, counts, cohort.programme),
            "parts": comparing.get(question.key, []),
        }
        for question in questions_in_all(cohort)
    ]
    context = {
        "cohort": cohort,
        "rows": rows,
        "is_closed": cohort.state == CohortState.CLOSED,
        "crumbs": to_participants(cohort),
    }
    return render(request, "coordinator/questions.html", context)


def _whom(question: "Question", cohort: "Cohort") -> str:
    if not question.asked_of:
        return _("everybody")
    return _("every %(role)s") % {"role": role_word(cohort.programme, question.asked_of)}


def _answered(question: "Question", counts: AnswerCounts, programme: "Programme") -> list[str]:
    """Return "25 of 27 mentees" for each side that is asked, or has answered all the same."""
    sides = (ParticipantRole.MENTEE, ParticipantRole.MENTOR)
    return [
        answered_in_words(counts.answered[side, question.key], counts.people[side], programme, side)
        for side in sides
        if question.asked_of in ("", side) or counts.answered[side, question.key]
    ]


@require_http_methods(["GET", "POST"])
@staff_page
def question_add(request: ActorRequest, cohort_id: str) -> HttpResponse:
    """Ask one thing more."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)
    form = QuestionForm(_sent(request), programme=cohort.programme, asked=questions_in_all(cohort))
    if request.method == "POST" and form.is_valid():
        ask_question(cohort, by=request.actor, **form.values())
        messages.success(request, _asked_in_words(form))
        return redirect("coordinator:question-list", cohort.public_id)
    context = {"form": form, "cohort": cohort, "crumbs": to_participants(cohort, by_questions=True)}
    return render(request, "coordinator/question.html", context, status=422 if form.is_bound else 200)


def _asked_in_words(form: QuestionForm) -> str:
    if form.is_of_the_moment:
        return _(
            "It is asked from now on, only of those who apply: no match can compare such answers. Nobody is told by letter."
        )
    return _("It is asked from now on. Nobody is told by letter.")


@require_http_methods(["GET", "POST"])
@staff_page
def question(request: ActorRequest, cohort_id: str, question_id: str) -> HttpResponse:
    """Change a question, its choices and their order."""
    found, cohort = _question(request, cohort_id, question_id)
    asked = questions_in_all(cohort)
    form = QuestionForm(_sent(request), programme=cohort.programme, question=found, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            edit_question(found, by=request.actor, replaced=form.replaced(), **form.values())
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved. Proposals that stand keep the scores that they were given."))
            return redirect("coordinator:question-list", cohort.public_id)
    context = {
        "form": form,
        "cohort": cohort,
        "question": found,
        "parts": parts_comparing(found),
        "crumbs": to_participants(cohort, by_questions=True),
    }
    return render(request, "coordinator/question.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page
def question_move(request: ActorRequest, cohort_id: str, question_id: str, to: str) -> HttpResponse:
    """Move a question up or down the list."""
    found, cohort = _question(request, cohort_id, question_id)
    if to not in STEPS:
        raise NotFound
    try:
        move_question(found, steps=STEPS[to], by=request.actor)
    except ConditionComesLater as error:
        messages.error(request, str(error))
    return redirect("coordinator:question-list", cohort.public_id)


@require_http_methods(["GET", "POST"])
@staff_page
def question_remove(request: ActorRequest, cohort_id: str, question_id: str) -> HttpResponse:
    """Say what would be lost with a question; remove it once confirmed."""
    found, cohort = _question(request, cohort_id, question_id)
    if request.method == "POST":
        lost = remove_question(found, by=request.actor)
        words = ngettext("with %(n)s answer", "with %(n)s answers", lost) % {"n": lost}
        messages.success(request, _("The question is gone, %(lost)s.") % {"lost": words})
        return redirect("coordinator:question-list", cohort.public_id)
    context = {
        "cohort": cohort,
        "question": found,
        "answers": len(answers_to(found)),
        "parts": parts_comparing(found),
        "dependent": dependent_on(found),
        "crumbs": to_participants(cohort, by_questions=True),
    }
    return render(request, "coordinator/question_remove.html", context)


@require_GET
@staff_page
def question_preview(request: ActorRequest, cohort_id: str, role: ParticipantRole) -> HttpResponse:
    """Show the questions as those who apply in one role meet them."""
    cohort = stay_in_cohort(request, enter_cohort(request, cohort_id), place=PLACE)
    asked = [each for each in questions_in_all(cohort) if each.asked_of in ("", role)]
    labels = {each.key: each.label for each in asked}
    steps = [
        {
            "heading": heading,
            "form": PreviewForm(questions=questions, among=asked),
            "conditions": [
                (each.label, labels.get(each.shown_if, ""), each.shown_for)
                for each in questions
                if each.shown_if
            ],
        }
        for heading, questions in sections_of(asked).items()
    ]
    context = {
        "cohort": cohort,
        "steps": steps,
        "crumbs": to_participants(cohort, by_questions=True),
        "role": role,
        "roles": [(each.value, role_word(cohort.programme, each)) for each in ParticipantRole],
    }
    return render(request, "coordinator/question_preview.html", context)


def _question(request: ActorRequest, cohort_id: str, question_id: str) -> "tuple[Question, Cohort]":
    found = get_question(by=request.actor, id=question_id, may=can_edit_question)
    cohort = stay_in(request, found.questionnaire.cohort, cohort_id)
    return found, stay_in_cohort(request, cohort, place=PLACE)


def _sent(request: ActorRequest) -> Any:
    """Return what was posted, an empty form too."""
    return request.POST if request.method == "POST" else None
