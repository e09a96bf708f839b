"""Reminding those who have training to do: all at once by hand, and each by themselves before it runs out."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import CohortState, OrganisationState, ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.training import letters
from rapport.training.choices import RENEWABLE_DAYS, CourseState
from rapport.training.models import Course, Study
from rapport.training.selectors import training_of_cohort


@transaction.atomic
def remind_of_training(cohort: Cohort, *, by: Actor) -> int:
    """Write to everybody in a cohort who has a required course to do; return how many letters go out.

    Whoever was written to today gets nothing more.
    """
    wanting = [row for row in training_of_cohort(cohort, by=by) if row.is_wanting]
    sent = letters.training_reminder(wanting)
    if sent:
        record_act("training-reminded", cohort, by=by, detail={"count": sent})
    return sent


def remind_next_refresher() -> bool:
    """Write to one person whose required training runs out within 30 days, once; return whether one was due."""
    courses = Course.objects.filter(
        state=CourseState.PUBLISHED,
        is_required=True,
        renewal_days__isnull=False,
        programme__organisation__state=OrganisationState.ACTIVE,
    )
    return any(_remind_of(course) for course in courses.select_related("programme__organisation"))


@transaction.atomic
def _remind_of(course: Course) -> bool:
    """Claim one study that runs out soon, and write; whoever has done it again since, or left, needs no letter."""
    for study in _running_out(course)[:1]:
        claimed = Study.objects.filter(pk=study.pk, reminded_at=None).update(reminded_at=clock.now())
        participation = _taking_part(course).filter(profile=study.profile_id).first()
        if claimed and participation:
            letters.training_refresher_invitation(participation, course, lapses_on=_lapses_on(study, course))
        return True
    return False


def _running_out(course: Course) -> QuerySet[Study]:
    today = clock.today(course.programme.time_zone)
    newest = today + dt.timedelta(days=RENEWABLE_DAYS - (course.renewal_days or 0))
    newer = Study.objects.filter(
        course=course, profile=OuterRef("profile"), completed_on__gt=OuterRef("completed_on"), voided_at=None
    )
    done = Study.objects.filter(
        course=course,
        completed_on__lte=newest,
        voided_at=None,
        reminded_at=None,
        profile__in=_profiles(course),
    )
    return done.exclude(Exists(newer)).order_by("completed_on", "pk")


def _profiles(course: Course) -> QuerySet[Participation, tuple[int]]:
    return _taking_part(course).order_by().values_list("profile")


def _taking_part(course: Course) -> QuerySet[Participation]:
    return (
        Participation.objects.filter(
            cohort__programme=course.programme_id, role=course.role, state=ParticipationState.ACTIVE
        )
        .exclude(cohort__state=CohortState.CLOSED)
        .select_related("profile__person", "cohort__programme__organisation")
        .order_by("-cohort__starts_on", "pk")
    )


def _lapses_on(study: Study, course: Course) -> dt.date:
    return (study.completed_on or dt.date.min) + dt.timedelta(days=course.renewal_days or 0)
