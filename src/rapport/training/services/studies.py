"""Studying: lessons read, quizzes answered, a name under it, and the course is done."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.models import Profile
from rapport.training.errors import LessonsFirst, NothingToAnswer
from rapport.training.models import Course, Lesson, QuizAttempt, Reading, Study
from rapport.training.selectors import Step, progress_in
from rapport.training.services.completions import note_if_trained


@transaction.atomic
def finish_lesson(lesson: Lesson, *, opened_at: dt.datetime, by: Actor) -> Study | None:
    """Note that a lesson was read to its end, and the time that counts for it.

    None where the course is done and not yet to be done again: then reading is reading. *Also:* the last thing to do
    completes the course.
    """
    study = _open_study(lesson.course, by=by)
    if study is None:
        return None
    moment = clock.now()
    reading, _made = Reading.objects.get_or_create(study=study, lesson=lesson)
    reading.seconds += _seconds_that_count(reading, lesson, opened_at, moment)
    reading.done_at = moment
    reading.save(update_fields=["seconds", "done_at"])
    _complete_if_done(study, by=by)
    return study


def _seconds_that_count(reading: Reading, lesson: Lesson, opened_at: dt.datetime, moment: dt.datetime) -> int:
    """Return the time since the page was opened, without what counted for another page meanwhile, and no more than
    the lesson can take."""
    others = Reading.objects.filter(study__profile=reading.study.profile_id, seconds__gt=0)
    last = others.aggregate(last=Max("done_at"))["last"]
    begun = max(opened_at, last) if last else opened_at
    spent = max(0, int((moment - begun).total_seconds()))
    return min(spent, max(0, lesson.most_seconds - reading.seconds))


@transaction.atomic
def begin_quiz(course: Course, *, by: Actor) -> QuizAttempt:
    """Begin the quiz, or begin it again; one that is under way goes on."""
    study = _open_study(course, by=by)
    if study is None:
        raise WrongState
    if progress_in(course, by=by).unread:
        raise LessonsFirst
    attempt, made = QuizAttempt.objects.get_or_create(
        study=study, ended_at=None, defaults={"asked": _asked(course), "pass_mark": course.pass_mark}
    )
    if not attempt.asked:
        raise WrongState
    if made:
        record_act("quiz-begun", study, by=by)
    return attempt


def _asked(course: Course) -> list[dict[str, object]]:
    return [
        {
            "text": question.text,
            "choices": question.choices,
            "right": question.right,
            "explanation": question.explanation,
        }
        for question in course.questions.all()
    ]


@transaction.atomic
def answer_question(attempt: QuizAttempt, *, number: int, chosen: Sequence[int], by: Actor) -> QuizAttempt:
    """Answer the question that is next. *Also:* the last answer ends the attempt, and may complete the course."""
    attempt = QuizAttempt.objects.select_for_update(of=("self",)).select_related("study").get(pk=attempt.pk)
    if attempt.ended_at or number != len(attempt.chosen) + 1:
        raise NothingToAnswer
    attempt.chosen = [*attempt.chosen, sorted(set(chosen))]
    if len(attempt.chosen) == len(attempt.asked):
        attempt.ended_at = clock.now()
    attempt.save(update_fields=["chosen", "ended_at"])
    if attempt.ended_at:
        record_act("quiz-ended", attempt.study, by=by, detail={"passed": attempt.is_passed})
        _complete_if_done(attempt.study, by=by)
    return attempt


@transaction.atomic
def sign_off_course(course: Course, *, name: str, by: Actor) -> Study:
    """Put a name under what the course asks people to sign. *Also:* completes the course, as it comes last."""
    study = _open_study(course, by=by)
    if study is None:
        raise WrongState
    if progress_in(course, by=by).step != Step.SIGN:
        raise LessonsFirst
    study.signed_name, study.signed_text, study.signed_at = name, course.sign_off, clock.now()
    study.save(update_fields=["signed_name", "signed_text", "signed_at"])
    record_act("course-signed", study, by=by)
    _complete_if_done(study, by=by)
    return study


def _open_study(course: Course, *, by: Actor) -> Study | None:
    """Return the actor's study of a course that is to be done, and lock it; it begins where there is none."""
    if not progress_in(course, by=by).standing.is_to_do:
        return None
    profile = Profile.objects.get(organisation=by.organisation, person=by.person)
    study, made = Study.objects.get_or_create(
        course=course, profile=profile, completed_on=None, voided_at=None
    )
    if made:
        record_act("study-begun", study, by=by)
    return Study.objects.select_for_update(of=("self",)).get(pk=study.pk)


def _complete_if_done(study: Study, *, by: Actor) -> None:
    course = Course.objects.select_related("programme__organisation").get(pk=study.course_id)
    progress = progress_in(course, by=by)
    if progress.step != Step.NOTHING or not progress.standing.is_to_do:
        return
    study.completed_on = clock.today(course.programme.time_zone)
    study.save(update_fields=["completed_on"])
    record_act("course-completed", study, by=by)
    note_if_trained(study.profile, course, by=by)
