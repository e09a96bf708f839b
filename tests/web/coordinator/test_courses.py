"""Courses of a programme: made, filled, previewed, published; what is wrong is said and what was typed is kept."""

import pytest
from django.urls import reverse

from rapport.training.choices import CourseState
from rapport.training.errors import PartRemoved
from rapport.training.models import Course, Lesson, QuizQuestion
from rapport.training.services import courses as services
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db
NEW = {"title": "Being a {mentor}", "role": "mentor", "pass_mark": "80", "minimum_minutes": "0"}
QUESTION = {
    "text": "Whose goals?",
    "explanation": "Theirs.",
    "choice-0": "Mine",
    "choice-2": "Theirs",
    "right-2": "on",
}


@pytest.fixture
def programme():
    return make.make_programme(mentor_word="buddy")


@pytest.fixture
def signed_in(programme):
    return browser_of(make.make_actor(role="coordinator", programme=programme))


@pytest.fixture
def course(programme):
    return make.make_course(programme=programme, title="Being a {mentor}", state=CourseState.DRAFT, lessons=2)


def page(name, *things, to=()):
    return reverse(f"coordinator:{name}", args=[*(thing.public_id for thing in things), *to])


def test_a_course_is_made_filled_and_published(programme, signed_in):
    signed_in.post(page("course-add", programme), NEW | {"is_required": "on", "renewal_days": "365"})
    course = Course.objects.get()
    signed_in.post(
        page("lesson-add", programme, course), {"title": "Listening", "text": "Ask.", "video_minutes": "0"}
    )
    signed_in.post(page("quiz-question-add", programme, course), QUESTION)

    answer = signed_in.post(page("course-move", programme, course, to=["published"]), follow=True)

    course.refresh_from_db()
    assert (course.state, course.is_required, course.renewal_days) == (CourseState.PUBLISHED, True, 365)
    question = QuizQuestion.objects.get()
    assert (question.choices, question.right) == (["Mine", "Theirs"], [1])
    assert b"nobody in this role is matched" in answer.content


def test_a_course_without_lessons_is_not_published_and_says_why(programme, signed_in):
    course = make.make_course(programme=programme, state=CourseState.DRAFT, lessons=0)

    answer = signed_in.post(page("course-move", programme, course, to=["published"]), follow=True)

    assert b"at least one lesson" in answer.content
    course.refresh_from_db()
    assert course.state == CourseState.DRAFT


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    [
        ("course-add", NEW | {"title": ""}, "title"),
        ("course-add", NEW | {"pass_mark": "0"}, "pass_mark"),
        ("course-add", NEW | {"renewal_days": "3"}, "renewal_days"),
        (
            "lesson-add",
            {"title": "x", "text": "y", "video_minutes": "0", "video_url": "http://a.example"},
            "video_url",
        ),
        ("quiz-question-add", QUESTION | {"choice-0": ""}, "choice-0"),
        ("quiz-question-add", QUESTION | {"right-2": ""}, "right-0"),
        ("quiz-question-add", QUESTION | {"right-1": "on"}, "choice-1"),
    ],
)
@pytest.mark.usefixtures("course")
def test_what_is_wrong_is_said_and_nothing_is_saved(programme, signed_in, name, sent, field):
    things = [programme] if name == "course-add" else [programme, Course.objects.get()]
    before = [Course.objects.count(), Lesson.objects.count(), QuizQuestion.objects.count()]

    answer = signed_in.post(page(name, *things), sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert [Course.objects.count(), Lesson.objects.count(), QuizQuestion.objects.count()] == before


def test_minutes_that_cannot_count_are_refused_at_their_field(programme, signed_in):
    course = make.make_course(programme=programme)

    answer = signed_in.post(page("course-edit", programme, course), NEW | {"minimum_minutes": "60"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["minimum_minutes"])


def test_a_text_is_previewed_with_role_words_and_not_saved(programme, signed_in, course):
    lesson = course.lessons.first()
    sent = {"title": "x", "text": "**Every {mentor}** listens", "video_minutes": "0", "preview": "yes"}

    answer = signed_in.post(page("lesson-edit", programme, course, lesson), sent)

    assert b"<strong>Every buddy</strong> listens" in answer.content
    assert course.lessons.first().text == lesson.text


def test_lessons_and_questions_are_changed_moved_and_removed(programme, signed_in, course):
    first, second = course.lessons.all()
    questions = [make.make_quiz_question(course=course, position=n) for n in range(2)]

    signed_in.post(page("lesson-move", programme, course, second, to=["up"]))
    signed_in.post(page("lesson-remove", programme, course, first))
    signed_in.post(page("quiz-question-move", programme, course, questions[1], to=["up"]))
    signed_in.post(page("quiz-question-edit", programme, course, questions[0]), QUESTION)
    signed_in.post(page("quiz-question-remove", programme, course, questions[1]))

    assert list(course.lessons.all()) == [second]
    assert list(course.questions.values_list("text", flat=True)) == ["Whose goals?"]


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("lesson", {"title": "Listening", "text": "Wait and ask.", "video_minutes": "0"}),
        ("quiz-question", QUESTION),
    ],
)
def test_what_was_typed_into_something_that_a_colleague_has_removed_is_given_back(
    programme, signed_in, course, part, sent
):
    removed = make.make_quiz_question(course=course) if part == "quiz-question" else course.lessons.first()
    address = page(f"{part}-edit", programme, course, removed)
    signed_in.post(page(f"{part}-remove", programme, course, removed))

    answer = signed_in.post(address, sent)

    assert (answer.status_code, answer.context["form"]["text"].value()) == (409, sent["text"])
    words = answer.content.decode()
    assert "A colleague has removed this in the meantime" in words
    add = page(f"{part}-add", programme, course)
    assert f'action="{add}"' in words
    signed_in.post(add, sent)
    kept = course.questions if part == "quiz-question" else course.lessons
    assert kept.last().text == sent["text"]
    assert (signed_in.get(address).status_code, signed_in.post(address).status_code) == (404, 404)


@pytest.mark.parametrize("act", ["edit", "move", "remove"])
def test_who_removes_something_is_quicker_than_who_changes_it(programme, course, act):
    by = make.make_actor(programme=programme)
    lesson = course.lessons.first()
    course.lessons.filter(pk=lesson.pk).delete()
    acts = {
        "edit": lambda: services.edit_lesson(lesson, text="Anew", by=by),
        "move": lambda: services.move_part(lesson, steps=1, by=by),
        "remove": lambda: services.remove_part(lesson, by=by),
    }

    with pytest.raises(PartRemoved):
        acts[act]()


def test_the_preview_shows_all_of_it(programme, signed_in, course):
    make.make_quiz_question(course=course)

    text = signed_in.get(page("course-preview", programme, course)).content.decode()

    assert all(words in text for words in ("Being a buddy", "Ask, wait", "Whose goals", "The mentee leads."))


def test_an_address_that_names_another_programme_is_no_page(programme, course):
    owner = browser_of(make.make_actor(role="owner", organisation=programme.organisation))
    other = make.make_programme(organisation=programme.organisation)
    lesson = course.lessons.first()
    another = make.make_course(programme=programme)

    assert owner.get(page("course", other, course)).status_code == 404
    assert owner.get(page("lesson-edit", programme, another, lesson)).status_code == 404


def test_the_courses_that_come_with_rapport_are_added_once(programme, signed_in):
    for words in (b"2 courses are there", b"all there already"):
        assert words in signed_in.post(page("course-preset", programme), follow=True).content
    assert Course.objects.filter(state=CourseState.DRAFT).count() == 2
