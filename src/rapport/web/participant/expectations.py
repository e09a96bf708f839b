"""How we want to work together: eight short questions alone, then both sides, settled into the agreement."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.core.errors import NotFound, RapportError
from rapport.mentorships.errors import AgreementChanged, ExpectationsNotAsked, ExpectationsOpened
from rapport.mentorships.policies import can_answer_own_expectations
from rapport.mentorships.presets.expectations import QUESTIONS, unanswered_number
from rapport.mentorships.selectors import (
    agreement_of,
    answer_in_words,
    comparison_of,
    expectations_are_asked,
    get_mentorship_with_agreements,
    own_answers,
    own_party,
    usual_answers,
)
from rapport.mentorships.services.expectations import answer_expectations, settle_expectations
from rapport.web.addresses import address
from rapport.web.agreement_words import answered_in_words
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.pairs import others_than
from rapport.web.participant.expectation_forms import ExpectationForm, SettleForm
from rapport.web.participant.mentorships import mentorship_crumbs, mentorship_tabs

if TYPE_CHECKING:
    from rapport.mentorships.models import Mentorship, MentorshipParty


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def expectations(request: ActorRequest, mentorship_id: str) -> HttpResponse:
    """Lead through the questions; once all have answered, show both sides and take what shall hold."""
    mentorship, party = _place(request, mentorship_id)
    if not expectations_are_asked(mentorship):
        return redirect("participant:agreement-sign", mentorship_id)
    form = _settle_form(request, mentorship, party)
    if request.method == "POST" and form is None:
        return redirect("participant:expectations", mentorship_id)
    if form is not None and form.is_valid():
        try:
            settle_expectations(
                mentorship, by=request.actor, points=form.points(), read=form.cleaned_data["read"]
            )
        except AgreementChanged as error:
            form.add_error(None, str(error))
            form.ask_again()
        except RapportError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It stands in your agreement now. Read it through, and sign."))
            return redirect("participant:agreement-sign", mentorship_id)
    context = _standing(request, mentorship, party) | {"form": form}
    return render(
        request, "participant/expectations.html", context, status=422 if form and form.is_bound else 200
    )


def _settle_form(
    request: ActorRequest, mentorship: "Mentorship", party: "MentorshipParty"
) -> SettleForm | None:
    """Return the form for what shall hold, or nothing while anybody's answers are sealed."""
    compared = comparison_of(mentorship, by=request.actor)
    draft = agreement_of(mentorship)
    if not compared or draft is None:
        return None
    return SettleForm(
        request.POST or None,
        compared=compared,
        settled=draft.points,
        read=draft.digest,
        others=others_than(party, mentorship),
    )


def _standing(request: ActorRequest, mentorship: "Mentorship", party: "MentorshipParty") -> dict[str, Any]:
    answers, programme = own_answers(mentorship, by=request.actor), mentorship.cohort.programme
    done = sum(question.is_answered_in(answers) for question in QUESTIONS)
    words = answered_in_words(mentorship)
    return {
        "mentorship": mentorship,
        "tabs": mentorship_tabs(mentorship, address("participant:agreement-sign", mentorship.public_id)),
        "people": [(each, words[each.pk]) for each in mentorship.people],
        "others": others_than(party, mentorship),
        "has_answered": party.expectations_answered_at is not None,
        "own": [
            (number, question, answer_in_words(question, answers, programme))
            for number, question in enumerate(QUESTIONS, start=1)
        ],
        "done": done,
        "count": len(QUESTIONS),
        "number": unanswered_number(answers) or 1,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def expectation_step(request: ActorRequest, mentorship_id: str, number: int) -> HttpResponse:
    """Ask one question, keep the answer, and go on to the next."""
    mentorship, party = _place(request, mentorship_id)
    if not 0 < number <= len(QUESTIONS):
        raise NotFound
    is_over = not expectations_are_asked(mentorship) or comparison_of(mentorship, by=request.actor)
    if is_over and request.method != "POST":
        return redirect("participant:expectations", mentorship_id)
    question, answers = QUESTIONS[number - 1], own_answers(mentorship, by=request.actor)
    is_new = not question.is_answered_in(answers)
    form = ExpectationForm(
        request.POST if request.method == "POST" else None,
        question=question,
        programme=mentorship.cohort.programme,
        given=usual_answers(mentorship, by=request.actor) if is_new else answers,
        others=others_than(party, mentorship),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, mentorship, form.cleaned_data, is_new=is_new)
        except (ExpectationsOpened, ExpectationsNotAsked) as error:
            form.add_error(None, str(error))
    context = _step(mentorship, number) | {
        "form": form,
        "is_over": is_over or form.non_field_errors(),
        "is_last": sum(not each.is_answered_in(answers) for each in QUESTIONS) == int(is_new),
    }
    return render(request, "participant/expectation_step.html", context, status=422 if form.is_bound else 200)


def _step(mentorship: "Mentorship", number: int) -> dict[str, Any]:
    back = address("participant:expectations", mentorship.public_id)
    return {
        "mentorship": mentorship,
        "question": QUESTIONS[number - 1],
        "number": number,
        "before": number - 1,
        "count": len(QUESTIONS),
        "crumbs": [*mentorship_crumbs(mentorship), Crumb(_("How you want to work together"), back)],
    }


def _keep(
    request: ActorRequest, mentorship: "Mentorship", answers: dict[str, Any], *, is_new: bool
) -> HttpResponse:
    """Keep an answer, and go on to the next question that is open, or back to all of them."""
    kept = answer_expectations(mentorship, by=request.actor, answers=answers)
    following = unanswered_number(kept.answers)
    if following:
        return redirect("participant:expectation-step", mentorship.public_id, following)
    messages.success(request, _("Thank you. That was the last question.") if is_new else _("Changed."))
    return redirect("participant:expectations", mentorship.public_id)


def _place(request: ActorRequest, mentorship_id: str) -> "tuple[Mentorship, MentorshipParty]":
    mentorship = get_mentorship_with_agreements(
        by=request.actor, id=mentorship_id, may=can_answer_own_expectations
    )
    party = own_party(mentorship, by=request.actor)
    if party is None:
        raise NotFound
    return mentorship, party
