"""Courses, their lessons and the questions of their quizzes, as who runs the programme makes them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.models import check_transition
from rapport.programmes.models import Programme
from rapport.training.choices import COURSE_TRANSITIONS, CourseState
from rapport.training.errors import CourseNotReady, PartRemoved
from rapport.training.models import Course, Lesson, QuizQuestion

Part = Lesson | QuizQuestion
P = TypeVar("P", Lesson, QuizQuestion)


@transaction.atomic
def create_course(programme: Programme, *, by: Actor, **fields: Any) -> Course:
    """Begin a course as a draft, which nobody but who runs the programme sees."""
    last = Course.objects.filter(programme=programme).aggregate(last=Max("position"))["last"]
    course = Course(programme=programme, position=(last or 0) + 1, **fields)
    course.full_clean()
    course.save()
    record_act("course-created", course, by=by, detail={"role": course.role})
    return course


@transaction.atomic
def edit_course(course: Course, *, by: Actor, **fields: Any) -> Course:
    """Change a course. Who has completed it has completed it; when that runs out follows the new renewal."""
    course = _locked(course)
    changed = [name for name, value in fields.items() if getattr(course, name) != value]
    for name in changed:
        setattr(course, name, fields[name])
    course.full_clean()
    course.save(update_fields=changed)
    _stay_ready(course)
    if changed:
        record_act("course-edited", course, by=by, detail={"fields": sorted(changed)})
    return course


@transaction.atomic
def move_course(course: Course, *, to: str, by: Actor) -> Course:
    """Publish a course or withdraw it. A required one that is published keeps out of matching whoever has not done it."""
    course = _locked(course)
    check_transition(COURSE_TRANSITIONS, old=course.state, new=to)
    course.state = to
    if to == CourseState.PUBLISHED:
        course.published_at = clock.now()
    _stay_ready(course)
    course.save(update_fields=["state", "published_at"])
    record_act("course-moved", course, by=by, detail={"to": to})
    return course


@transaction.atomic
def add_lesson(course: Course, *, by: Actor, **fields: Any) -> Lesson:
    """Put a lesson at the end of a course."""
    return _add(Lesson(course=_locked(course), **fields), by=by)


@transaction.atomic
def edit_lesson(lesson: Lesson, *, by: Actor, **fields: Any) -> Lesson:
    """Change a lesson. Who has read it has read it."""
    return _edit(lesson, fields, by=by)


@transaction.atomic
def add_quiz_question(
    course: Course, *, text: str, choices: Sequence[str], right: Sequence[int], explanation: str, by: Actor
) -> QuizQuestion:
    """Put a question at the end of the quiz. Attempts that are under way keep the questions they began with."""
    fields = {"text": text, "choices": list(choices), "right": sorted(right), "explanation": explanation}
    return _add(QuizQuestion(course=_locked(course), **fields), by=by)


@transaction.atomic
def edit_quiz_question(question: QuizQuestion, *, by: Actor, **fields: Any) -> QuizQuestion:
    """Change a question of the quiz. Answers that were given stay with the question as it was asked."""
    return _edit(question, fields, by=by)


@transaction.atomic
def move_part(part: Part, *, steps: int, by: Actor) -> None:
    """Move a lesson or a question up (below zero) or down."""
    lock_course_around(part)
    listed = type(part)._default_manager.filter(course=part.course_id)
    keys = list(listed.values_list("pk", flat=True))
    place = keys.index(part.pk)
    keys.insert(max(0, place + steps), keys.pop(place))
    for position, key in enumerate(keys):
        listed.filter(pk=key).update(position=position)
    record_act(f"{_kind(part)}-moved", part, by=by)


@transaction.atomic
def remove_part(part: Part, *, by: Actor) -> None:
    """Take a lesson or a question away. Courses that were completed stay completed."""
    course = lock_course_around(part)
    record_act(f"{_kind(part)}-removed", part, by=by)
    part.delete()
    _stay_ready(course)


def _add(part: P, *, by: Actor) -> P:
    last = type(part)._default_manager.filter(course=part.course).aggregate(last=Max("position"))["last"]
    part.position = 0 if last is None else last + 1
    part.full_clean()
    part.save()
    record_act(f"{_kind(part)}-added", part, by=by)
    return part


def _edit(part: P, fields: dict[str, Any], *, by: Actor) -> P:
    course = lock_course_around(part)
    for name, value in fields.items():
        setattr(part, name, value)
    part.full_clean()
    part.save(update_fields=list(fields))
    _stay_ready(course)
    record_act(f"{_kind(part)}-edited", part, by=by)
    return part


def _kind(part: Part) -> str:
    return "lesson" if isinstance(part, Lesson) else "quiz-question"


def _locked(course: Course) -> Course:
    locked = Course.objects.select_for_update(of=("self",)).select_related("programme__organisation")
    return locked.get(pk=course.pk)


def lock_course_around(part: Part) -> Course:
    """Lock the course of a part that is still there, and return it."""
    course = _locked(part.course)
    if not type(part)._default_manager.filter(pk=part.pk).exists():
        raise PartRemoved
    return course


def _stay_ready(course: Course) -> None:
    """Refuse a published course that nobody could complete."""
    if course.state != CourseState.PUBLISHED:
        return
    lessons = list(course.lessons.all())
    if not lessons:
        raise CourseNotReady(_("A course needs at least one lesson before it is published."))
    most = sum(lesson.most_seconds for lesson in lessons) // 60
    if course.minimum_minutes > most:
        raise CourseNotReady(
            _(
                "At most %(most)s minutes can count for these lessons, so nobody could reach %(asked)s. "
                "Ask for fewer minutes, or write more."
            )
            % {"most": most, "asked": course.minimum_minutes}
        )
