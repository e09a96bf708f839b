"""How do I mentor? A mentor's own assessment, a competency a page; what came of it, what helps, and their own plan."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.core.errors import NotFound
from rapport.programmes.selectors import get_programme
from rapport.training.policies import can_assess_own_mentoring, can_edit_plan_step
from rapport.training.presets.competencies import COMPETENCIES
from rapport.training.selectors import (
    HIGHEST,
    OwnAssessments,
    events_for,
    get_plan_step,
    lessons_for,
    own_assessments,
    plan_of,
    unrated_competency,
    with_role_words,
)
from rapport.training.services.self_assessments import (
    add_plan_step,
    begin_self_assessment,
    rate_statements,
    remove_plan_step,
    tick_plan_step,
)
from rapport.web.addresses import address
from rapport.web.charts import Rating, rating_bars
from rapport.web.components import Crumb
from rapport.web.hats import ActorRequest, participant_page
from rapport.web.participant.self_assessment_forms import PlanStepForm, RatingsForm

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from rapport.programmes.models import Programme
    from rapport.training.models import PlanStep


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def self_assessment(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Show what the last one said and the plan; take a new step of the plan."""
    programme = _programme(request, programme_id)
    form = PlanStepForm(request.POST if request.method == "POST" else None, programme=programme)
    if request.method == "POST" and form.is_valid():
        add_plan_step(programme, by=request.actor, **form.cleaned_data)
        messages.success(request, _("It is in your plan."))
        return redirect("participant:self-assessment", programme_id)
    own = own_assessments(programme, by=request.actor)
    context: dict[str, Any] = {
        "programme": programme,
        "own": own,
        "number": unrated_competency(own.under_way) if own.under_way else None,
        "count": len(COMPETENCIES),
        "chart": _chart(own),
        "help": _help(request, own, programme),
        "plan": plan_of(programme, by=request.actor),
        "form": form,
        "crumbs": [Crumb(_("My training"), address("participant:training"))],
    }
    return render(request, "participant/self_assessment.html", context, status=422 if form.is_bound else 200)


def _chart(own: OwnAssessments) -> "SafeString":
    rows = [Rating(each.competency.label, each.now, each.before) for each in own.results]
    return rating_bars(rows, caption=_("How you rate yourself, from 1 to 7"), total=HIGHEST)


def _help(request: ActorRequest, own: OwnAssessments, programme: "Programme") -> list[dict[str, Any]]:
    """Return, for each of the weakest competencies, what to try and what the programme offers."""
    presets = {each.competency: each for each in COMPETENCIES}
    lessons = list(lessons_for(own.weakest, programme, by=request.actor))
    events = list(events_for(own.weakest, programme, by=request.actor))
    return [
        {
            "label": competency.label,
            "about": presets[competency].about,
            "to_try": with_role_words(str(presets[competency].to_try), programme),
            "lessons": [
                (lesson, with_role_words(lesson.title, programme))
                for lesson in lessons
                if lesson.competency == competency
            ],
            "events": [event for event in events if event.competency == competency],
        }
        for competency in own.weakest
    ]


@require_POST
@participant_page
def self_assessment_begin(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Begin, or go on where it stopped."""
    programme = _programme(request, programme_id)
    assessment = begin_self_assessment(programme, by=request.actor)
    return redirect("participant:self-assessment-step", programme_id, unrated_competency(assessment) or 1)


@require_http_methods(["GET", "HEAD", "POST"])
@participant_page
def self_assessment_step(request: ActorRequest, programme_id: str, number: int) -> HttpResponse:
    """Ask for the ratings of one competency, and go on to the next."""
    programme = _programme(request, programme_id)
    assessment = own_assessments(programme, by=request.actor).under_way
    if assessment is None or not 0 < number <= len(COMPETENCIES):
        raise NotFound
    preset = COMPETENCIES[number - 1]
    form = RatingsForm(
        request.POST if request.method == "POST" else None,
        preset=preset,
        programme=programme,
        given=assessment.ratings,
    )
    if request.method == "POST" and form.is_valid():
        assessment = rate_statements(assessment, ratings=form.ratings(), by=request.actor)
        if assessment.done_at:
            messages.success(request, _("Done. This is what you said, for your eyes only."))
            return redirect("participant:self-assessment", programme_id)
        return redirect(
            "participant:self-assessment-step", programme_id, unrated_competency(assessment) or number
        )
    context = {
        "programme": programme,
        "preset": preset,
        "form": form,
        "number": number,
        "before": number - 1,
        "count": len(COMPETENCIES),
        "crumbs": [
            Crumb(_("My training"), address("participant:training")),
            Crumb(_("How do I mentor?"), address("participant:self-assessment", programme.public_id)),
        ],
    }
    return render(
        request, "participant/self_assessment_step.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@participant_page
def plan_step_tick(request: ActorRequest, step_id: str) -> HttpResponse:
    """Note that a step is done, or that it is not after all."""
    step = _step(request, step_id)
    tick_plan_step(step, is_done=request.POST.get("done") == "yes", by=request.actor)
    return redirect("participant:self-assessment", step.programme.public_id)


@require_POST
@participant_page
def plan_step_remove(request: ActorRequest, step_id: str) -> HttpResponse:
    """Take a step out of the plan."""
    step = _step(request, step_id)
    remove_plan_step(step, by=request.actor)
    messages.success(request, _("Taken out of your plan."))
    return redirect("participant:self-assessment", step.programme.public_id)


def _step(request: ActorRequest, step_id: str) -> "PlanStep":
    return get_plan_step(by=request.actor, id=step_id, may=can_edit_plan_step)


def _programme(request: ActorRequest, programme_id: str) -> "Programme":
    return get_programme(by=request.actor, id=programme_id, may=can_assess_own_mentoring)
