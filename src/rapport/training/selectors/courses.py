"""Reads of courses: of a programme for who runs it, one by one for whoever may see it."""

from django.db.models import Count, QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.programmes.models import Programme
from rapport.training.models import Course, Lesson, QuizQuestion
from rapport.training.policies import courses_visible_to, lessons_visible_to, quiz_questions_visible_to


def get_course(*, by: Actor, id: str, may: May[Course]) -> Course:  # noqa: A002
    return load(courses_visible_to, by=by, id=id, may=may)


def get_lesson(*, by: Actor, id: str, may: May[Lesson]) -> Lesson:  # noqa: A002
    return load(lessons_visible_to, by=by, id=id, may=may)


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
