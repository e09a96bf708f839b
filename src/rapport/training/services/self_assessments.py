"""A mentor assesses themselves, and writes their own plan of what to learn."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.models import Profile, Programme
from rapport.training.models import PlanStep, SelfAssessment
from rapport.training.presets.competencies import STATEMENTS
from rapport.training.selectors import own_assessments


@transaction.atomic
def begin_self_assessment(programme: Programme, *, by: Actor) -> SelfAssessment:
    """Begin to assess oneself; one that is open goes on."""
    profile = Profile.objects.select_for_update(of=("self",)).get(
        organisation=by.organisation, person=by.person
    )
    own = own_assessments(programme, by=by)
    if own.under_way:
        return own.under_way
    if not own.may_begin:
        raise WrongState
    assessment = SelfAssessment.objects.create(programme=programme, profile=profile)
    record_act("self-assessment-begun", assessment, by=by)
    return assessment


@transaction.atomic
def rate_statements(assessment: SelfAssessment, *, ratings: Mapping[str, int], by: Actor) -> SelfAssessment:
    """Note ratings by the key of their statements. *Also:* the last one that was missing ends it.

    The audit says that it was done, never what was rated.
    """
    assessment = SelfAssessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.done_at:
        raise WrongState
    assessment.ratings |= ratings
    if STATEMENTS.keys() <= assessment.ratings.keys():
        assessment.done_at = clock.now()
        record_act("self-assessment-done", assessment, by=by)
    assessment.save(update_fields=["ratings", "done_at"])
    return assessment


@transaction.atomic
def add_plan_step(
    programme: Programme, *, text: str, due_on: dt.date, by: Actor, competency: str = ""
) -> PlanStep:
    """Put something into one's own plan."""
    profile = Profile.objects.get(organisation=by.organisation, person=by.person)
    step = PlanStep(programme=programme, profile=profile, competency=competency, text=text, due_on=due_on)
    step.full_clean()
    step.save()
    record_act("plan-step-added", step, by=by)
    return step


@transaction.atomic
def tick_plan_step(step: PlanStep, *, is_done: bool, by: Actor) -> None:
    """Note that a step is done, or that it is not."""
    today = clock.today(step.programme.time_zone)
    if (
        PlanStep.objects.filter(pk=step.pk)
        .exclude(done_on__isnull=not is_done)
        .update(done_on=today if is_done else None)
    ):
        record_act("plan-step-ticked", step, by=by, detail={"done": is_done})


@transaction.atomic
def remove_plan_step(step: PlanStep, *, by: Actor) -> None:
    """Take something out of one's own plan."""
    record_act("plan-step-removed", step, by=by)
    PlanStep.objects.filter(pk=step.pk).delete()
