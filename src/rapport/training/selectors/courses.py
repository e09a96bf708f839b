"""Reads of courses: of a programme for who runs it, one by one for whoever may see it."""

from django.db.models import Count, QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.programmes.models import Programme
from rapport.training.models import Course, Lesson, LessonFile, QuizQuestion
from rapport.training.policies import (
    courses_visible_to,
    lesson_files_visible_to,
    lessons_visible_to,
    quiz_questions_visible_to,
)


def get_course(*, by: Actor, id: str, may: May[Course]) -> Course:  # noqa: A002
    return load(courses_visible_to, by=by, id=id, may=may)


def get_lesson(*, by: Actor, id: str, may: May[Lesson]) -> Lesson:  # noqa: A002
    return load(lessons_visible_to, by=by, id=id, may=may)


def get_lesson_file(*, by: Actor, id: str, may: May[LessonFile]) -> LessonFile:  # noqa: A002
    return load(lesson_files_visible_to, by=by, id=id, may=may)


def get_quiz_question(*, by: Actor, id: str, may: May[QuizQuestion]) -> QuizQuestion:  # noqa: A002
    return load(quiz_questions_visible_to, by=by, id=id, may=may)


def courses_of_programme(programme: Programme, *, by: Actor) -> QuerySet[Course]:
    """Return the programme's courses with how many lessons and questions each has."""
    return (
        courses_visible_to(by)
        .filter(programme=programme)
        .annotate(
            lessons_count=Count("lessons", distinct=True), questions_count=Count("questions", distinct=True)
        )
    )


def lessons_of_course(course: Course) -> QuerySet[Lesson]:
    """Return the lessons in order, with how many files each has."""
    return Lesson.objects.filter(course=course).annotate(files_count=Count("files"))


def files_of_course(course: Course) -> dict[int, list[LessonFile]]:
    """Return the files by their lesson, without what is in them."""
    found: dict[int, list[LessonFile]] = {}
    for file in LessonFile.objects.filter(lesson__course=course).defer("content"):
        found.setdefault(file.lesson_id, []).append(file)
    return found


def files_of_lesson(lesson: Lesson) -> QuerySet[LessonFile]:
    """Return the files of a lesson, without what is in them."""
    return LessonFile.objects.filter(lesson=lesson).defer("content")
