"""Making courses: a draft is filled, published where somebody could complete it, and stays so."""

import pytest

from rapport.core.errors import WrongState
from rapport.training.choices import CourseState
from rapport.training.errors import CourseNotReady
from rapport.training.models import Course
from rapport.training.services.courses import (
    add_lesson,
    add_quiz_question,
    create_course,
    edit_course,
    edit_lesson,
    move_course,
    move_part,
    remove_part,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.make_programme()


@pytest.fixture
def by(programme):
    return make.make_actor(role="coordinator", programme=programme)


def test_a_course_begins_as_a_draft_and_is_published(programme, by):
    course = create_course(programme, by=by, role=make.MENTOR, title="Being a mentor")
    add_lesson(course, by=by, title="Listening", text="Ask.")
    add_quiz_question(course, by=by, text="Who?", choices=["a", "b"], right=[1], explanation="b.")

    course = move_course(course, to=CourseState.PUBLISHED, by=by)

    assert (course.state, course.published_at is not None) == (CourseState.PUBLISHED, True)
    with pytest.raises(WrongState):
        move_course(course, to=CourseState.DRAFT, by=by)


def test_a_course_without_lessons_is_not_published(programme, by):
    course = create_course(programme, by=by, role=make.MENTOR, title="Empty")

    with pytest.raises(CourseNotReady):
        move_course(course, to=CourseState.PUBLISHED, by=by)
    course.refresh_from_db()
    assert course.state == CourseState.DRAFT


def test_nobody_is_asked_for_minutes_that_cannot_count(programme, by):
    course = make.make_course(programme=programme)

    with pytest.raises(CourseNotReady, match="At most 1 minutes"):
        edit_course(course, by=by, minimum_minutes=30)
    assert Course.objects.get().minimum_minutes == 0


def test_a_published_course_keeps_its_last_lesson(programme, by):
    course = make.make_course(programme=programme)

    with pytest.raises(CourseNotReady):
        remove_part(course.lessons.get(), by=by)
    assert course.lessons.count() == 1


def test_lessons_are_moved_edited_and_removed(programme, by):
    course = create_course(programme, by=by, role=make.MENTOR, title="Being a mentor")
    first, second, third = (add_lesson(course, by=by, title=title, text="…") for title in "abc")

    move_part(third, steps=-1, by=by)
    edit_lesson(first, by=by, title="A")
    remove_part(second, by=by)

    assert list(course.lessons.values_list("title", flat=True)) == ["A", "c"]
