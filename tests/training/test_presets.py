"""The courses that come with Rapport: whole, published as they are, in the programme's own words."""

import re

import pytest

from rapport.programmes.presets import PRESETS
from rapport.training.choices import ROLE_GAPS, Competency, CourseState
from rapport.training.presets import preset_courses
from rapport.training.presets.competencies import COMPETENCIES, STATEMENTS
from rapport.training.selectors import with_role_words
from rapport.training.services.courses import move_course
from rapport.training.services.presets import add_preset_courses
from tests import make

KINDS = [each.slug for each in PRESETS]
COURSES = preset_courses("general-mentoring")
EVERY_COURSE = [(kind, course) for kind in KINDS for course in preset_courses(kind)]
EACH_COURSE = pytest.mark.parametrize(
    "course",
    [course for _kind, course in EVERY_COURSE],
    ids=[f"{kind}-{course.role}" for kind, course in EVERY_COURSE],
)
OF_A_KIND = {
    "student-mentoring": ("register", "hard to keep up", "who is ahead", "stress", "student office"),
    "alumni-mentoring": ("talk about careers", "introduction", "favour", "reference"),
    "general-mentoring": ("show, share, stand back", "feedback in both directions", "network"),
    "peer-mentoring": (
        "neither teacher nor counsellor",
        "people talk",
        "where to send people",
        "going along",
    ),
    "staff-mentoring": ("no line management", "what managers hear", "appraisal", "promotion"),
}
"""What the lesson of each kind has to speak of."""
TOPICS = (
    "first meeting",
    "listening",
    "goals",
    "boundaries",
    "not counselling",
    "referral",
    "confidential",
    "difficult",
    "closing",
)


def texts(course):
    yield from (course.title, course.summary, course.sign_off)
    for lesson in course.lessons:
        yield from (lesson.title, lesson.text)
    for question in course.questions:
        yield from (question.text, *question.choices, question.explanation)


@EACH_COURSE
def test_every_question_can_be_answered_and_teaches(course):
    for question in course.questions:
        assert 0 < len(question.right) < len(question.choices)
        assert len(question.explanation.split()) > 20
        assert ("Choose all" in question.text) == (len(question.right) > 1)


@EACH_COURSE
def test_no_gap_is_left_once_the_role_words_are_in(course):
    programme = make.Programme(mentor_word="buddy", mentee_word="newcomer")

    shown = " ".join(with_role_words(text, programme) for text in texts(course))

    assert re.findall(r"[{}]|\[ ?x?\]", shown) == []
    assert set(re.findall(r"{\w+}", " ".join(texts(course)))) == set(ROLE_GAPS.values())


def test_mentors_learn_what_the_programme_asks():
    titles = " ".join(lesson.title.lower() for lesson in COURSES[0].lessons)

    assert [topic for topic in TOPICS if topic not in titles] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_lesson_of_its_own_before_the_closing(kind):
    mentors, _mentees = preset_courses(kind)
    others = {lesson.title for each in KINDS if each != kind for lesson in preset_courses(each)[0].lessons}

    (own,) = [lesson for lesson in mentors.lessons if lesson.title not in others]
    assert mentors.lessons.index(own) == len(mentors.lessons) - 2
    assert 250 <= len(own.text.split()) <= 400
    assert [subject for subject in OF_A_KIND[kind] if subject not in own.text.lower()] == []
    assert len(mentors.questions) == 12


def test_a_programme_of_no_kind_gets_the_general_lesson():
    assert preset_courses("") == COURSES


def test_lessons_for_mentors_help_with_what_they_assess_themselves_by():
    helped = [lesson.competency for lesson in COURSES[0].lessons if lesson.competency]

    assert sorted(helped) == sorted(Competency)
    assert not any(lesson.competency for lesson in COURSES[1].lessons)


def test_every_competency_has_statements_in_the_programmes_own_words():
    programme = make.Programme(mentor_word="buddy", mentee_word="newcomer")

    assert [preset.competency for preset in COMPETENCIES] == list(Competency)
    assert {len(preset.statements) for preset in COMPETENCIES} == {3, 4}
    for key, competency in STATEMENTS.items():
        assert key.startswith(f"{competency}-")
    told = [text for preset in COMPETENCIES for text in (*preset.statements.values(), preset.to_try)]
    assert not re.search(r"[{}]|mentee", " ".join(with_role_words(str(text), programme) for text in told))


@pytest.mark.django_db
def test_they_come_as_drafts_once_and_can_be_published():
    programme = make.make_programme(preset="peer-mentoring")
    by = make.make_actor(role="coordinator", programme=programme)

    added = add_preset_courses(programme, by=by)

    assert [(course.role, course.state) for course in added] == [("mentor", "draft"), ("mentee", "draft")]
    assert "Among peers" in added[0].lessons.values_list("title", flat=True)
    assert add_preset_courses(programme, by=by) == []
    assert [move_course(course, to=CourseState.PUBLISHED, by=by).is_required for course in added] == [
        True,
        False,
    ]
