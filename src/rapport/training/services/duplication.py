"""Duplicating a programme together with what people learn in it."""

from django.db import transaction
from django.db.models import Model

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.models import Programme
from rapport.programmes.services.duplication import duplicate_programme
from rapport.training.choices import CourseState
from rapport.training.models import Course, Lesson, QuizQuestion

OF_A_COURSE = (
    "role",
    "title",
    "summary",
    "is_required",
    "pass_mark",
    "minimum_minutes",
    "renewal_days",
    "sign_off",
    "position",
)
OF_A_LESSON = ("title", "text", "video_url", "video_minutes", "competency", "position")
OF_A_QUESTION = ("text", "choices", "right", "explanation", "position")


@transaction.atomic
def duplicate_programme_with_courses(programme: Programme, *, name: str, by: Actor) -> Programme:
    """Make a programme like another, its courses too. They become drafts, as a required one that is published keeps
    everybody out of matching who has not done it; withdrawn ones stay behind."""
    copy = duplicate_programme(programme, name=name, by=by)
    courses = programme.courses.exclude(state=CourseState.WITHDRAWN)
    for course in courses.prefetch_related("lessons", "questions"):
        _copy_course(course, copy, by=by)
    return copy


def _copy_course(course: Course, programme: Programme, *, by: Actor) -> None:
    made = Course.objects.create(programme=programme, **_values(course, OF_A_COURSE))
    Lesson.objects.bulk_create(
        Lesson(course=made, **_values(each, OF_A_LESSON)) for each in course.lessons.all()
    )
    QuizQuestion.objects.bulk_create(
        QuizQuestion(course=made, **_values(each, OF_A_QUESTION)) for each in course.questions.all()
    )
    record_act("course-copied", made, by=by, detail={"from": course.public_id})


def _values(row: Model, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}
