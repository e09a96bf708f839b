"""When somebody counts as trained: noted by what they completed, or by hand."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.services.participations import set_readiness, set_readiness_of_all
from rapport.training.models import Course, Study
from rapport.training.selectors import CourseStanding, training_wanting


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
        _note(course, profile.pk, on=on, by=by)
        note_if_trained(profile, course, by=by)


def take_back_course_done(course: Course, profile: Profile, *, on: dt.date, by: Actor) -> None:
    """Let the completion that was noted by hand for that day count no more. *Also:* what had been begun goes on."""
    noted = Study.objects.filter(
        course=course, profile=profile, completed_on=on, noted_by__isnull=False, voided_at=None
    )
    for study in noted:
        Study.objects.filter(pk=study.pk).update(voided_at=clock.now())
        _open_again(study)
        record_act("course-done-taken-back", study, by=by, detail={"on": on.isoformat()})


def _note(course: Course, profile_id: int, *, on: dt.date, by: Actor) -> None:
    """Write a completion by hand. What was begun ends with it, unless there is still something to do: else what was read
    for this time would count for the next."""
    noted = Study.objects.create(course=course, profile_id=profile_id, completed_on=on, noted_by=by.person)
    today = clock.today(course.programme.time_zone)
    if not CourseStanding(course, on, has_begun=True, today=today).is_to_do:
        _begun(noted).filter(voided_at=None).update(voided_at=noted.created_at)
    record_act("course-noted-as-done", noted, by=by, detail={"on": on.isoformat()})


def _open_again(noted: Study) -> None:
    """Let somebody go on with what ended by a completion that counts no more, unless they have begun anew."""
    begun = _begun(noted)
    if not begun.filter(voided_at=None).exists():
        begun.filter(voided_at=noted.created_at).update(voided_at=None)


def _begun(noted: Study) -> QuerySet[Study]:
    return Study.objects.filter(course=noted.course_id, profile=noted.profile_id, completed_on=None)


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
            _note(each.course, participation.profile_id, on=on, by=by)


def _void_courses(participation: Participation, *, by: Actor) -> None:
    """Let the completions of the required courses count no more. *Also:* what had been begun goes on."""
    done = Study.objects.filter(
        course__programme=participation.cohort.programme_id,
        course__role=participation.role,
        course__is_required=True,
        profile=participation.profile_id,
        completed_on__isnull=False,
        voided_at=None,
    )
    noted = list(done.filter(noted_by__isnull=False))
    if voided := done.update(voided_at=clock.now()):
        for study in noted:
            _open_again(study)
        record_act("training-voided", participation, by=by, detail={"courses": voided})
