"""When somebody counts as trained: noted by what they completed, or by hand."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.services.participations import set_readiness, set_readiness_of_all
from rapport.training.models import Course, Study
from rapport.training.selectors import training_wanting


def note_if_trained(profile: Profile, course: Course, *, by: Actor) -> None:
    """Note somebody as trained in every cohort of the programme in which nothing is wanting any more."""
    programme = course.programme
    own = Participation.objects.filter(profile=profile, cohort__programme=programme, role=course.role)
    taking_part = own.exclude(state=ParticipationState.LEFT)
    wanting = training_wanting(taking_part, programme)
    today = clock.today(programme.time_zone)
    for participation in taking_part.select_for_update(no_key=True).order_by("pk"):
        if participation.pk not in wanting and course.is_required:
            set_readiness(participation, trained_on=today, cleared_on=participation.cleared_on, by=by)


def note_course_done(course: Course, profile: Profile, *, on: dt.date, by: Actor) -> None:
    """Write a completion by hand for one course of their role, unless there is one of that day or later."""
    own = Participation.objects.filter(profile=profile, cohort__programme=course.programme, role=course.role)
    done = Study.objects.filter(course=course, profile=profile, completed_on__gte=on, voided_at=None)
    if own.exists() and not done.exists():
        study = Study.objects.create(course=course, profile=profile, completed_on=on, noted_by=by.person)
        record_act("course-noted-as-done", study, by=by, detail={"on": on.isoformat()})
        note_if_trained(profile, course, by=by)


def take_back_course_done(course: Course, profile: Profile, *, on: dt.date, by: Actor) -> None:
    """Let the completion that was noted by hand for that day count no more."""
    noted = Study.objects.filter(
        course=course, profile=profile, completed_on=on, noted_by__isnull=False, voided_at=None
    )
    for study in noted:
        Study.objects.filter(pk=study.pk).update(voided_at=clock.now())
        record_act("course-done-taken-back", study, by=by, detail={"on": on.isoformat()})


@transaction.atomic
def note_readiness(
    participation: Participation, *, trained_on: dt.date | None, cleared_on: dt.date | None, by: Actor
) -> Participation:
    """Note by hand when somebody was trained and cleared (or that they are not).

    *Also:* another day of training counts as the day on which they did every required course; none lets them do them
    again.
    """
    before = Participation.objects.values_list("trained_on", flat=True).get(pk=participation.pk)
    noted = set_readiness(participation, trained_on=trained_on, cleared_on=cleared_on, by=by)
    if trained_on and trained_on != before:
        _note_courses([noted], on=trained_on, by=by)
    elif before and not trained_on:
        _void_courses(noted, by=by)
    return noted


@transaction.atomic
def note_readiness_of_all(cohort: Cohort, *, ids: Sequence[str], by: Actor) -> int:
    """Note for many that they were trained and cleared today; return how many were not so before.

    *Also:* whoever wants a required course, or has to do it again, counts as having done it today.
    """
    noted = set_readiness_of_all(cohort, ids=ids, by=by)
    chosen = Participation.objects.filter(cohort=cohort, public_id__in=ids)
    wanting = training_wanting(chosen, cohort.programme)
    behind = list(chosen.filter(pk__in=wanting).select_related("cohort__programme"))
    today = clock.today(cohort.programme.time_zone)
    _note_courses(behind, on=today, by=by)
    for participation in behind:
        if participation.trained_on != today:
            set_readiness(participation, trained_on=today, cleared_on=participation.cleared_on, by=by)
    return max(noted, len(behind))


def _note_courses(people: Sequence[Participation], *, on: dt.date, by: Actor) -> None:
    """Write a completion by hand for each required course that is wanting."""
    if not people:
        return
    programme = people[0].cohort.programme
    wanting = training_wanting(Participation.objects.filter(pk__in=[one.pk for one in people]), programme)
    for participation in people:
        for each in wanting.get(participation.pk, []):
            study = Study.objects.create(
                course=each.course,
                profile_id=participation.profile_id,
                completed_on=on,
                noted_by=by.person,
            )
            record_act("course-noted-as-done", study, by=by, detail={"on": on.isoformat()})


def _void_courses(participation: Participation, *, by: Actor) -> None:
    """Let the completions of the required courses count no more."""
    done = Study.objects.filter(
        course__programme=participation.cohort.programme_id,
        course__role=participation.role,
        course__is_required=True,
        profile=participation.profile_id,
        completed_on__isnull=False,
        voided_at=None,
    )
    if voided := done.update(voided_at=clock.now()):
        record_act("training-voided", participation, by=by, detail={"courses": voided})
