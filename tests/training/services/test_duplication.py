"""A duplicated programme asks, judges and teaches what the other does; nobody has done any of it."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.programmes.choices import StaffRole
from rapport.recruitment.models import InterviewGuide, ReviewCriterion
from rapport.recruitment.selectors.interviews import interview_questions
from rapport.recruitment.selectors.reviews import review_criteria
from rapport.recruitment.services.interviews import set_interview_questions
from rapport.screening.models import BackgroundCheck
from rapport.training.choices import CourseState
from rapport.training.models import Course, Lesson, LessonFile, QuizQuestion, Study
from rapport.training.services.duplication import (
    OF_A_CHECK,
    OF_A_COURSE,
    OF_A_LESSON,
    OF_A_LESSON_FILE,
    OF_A_QUESTION,
    duplicate_whole_programme,
)
from tests import make

pytestmark = pytest.mark.django_db
OF_THE_ROW = {"id", "public_id", "created_at"}


@pytest.fixture
def course():
    made = make.make_course(
        programme=make.make_programme(), lessons=2, sign_off="I will", renewal_days=365, pass_mark=60
    )
    make.make_quiz_question(course=made)
    for number, lesson in enumerate(made.lessons.all()):
        make.make_lesson_file(lesson=lesson, content=b"%%PDF-1.7 %d" % number)
    return made


@pytest.fixture
def copy(course):
    mentor = make.make_participation(role=make.MENTOR, cohort=make.make_cohort(programme=course.programme))
    make.make_study(course=course, profile=mentor.profile)
    owner = make.make_actor(role=StaffRole.OWNER, organisation=course.programme.organisation)
    return duplicate_whole_programme(course.programme, name="Second steps", by=owner)


@pytest.mark.parametrize(
    ("model", "copied", "left_out"),
    [
        (BackgroundCheck, OF_A_CHECK, {"programme", "state"}),
        (Course, OF_A_COURSE, {"programme", "state", "published_at"}),
        (Lesson, OF_A_LESSON, {"course"}),
        (LessonFile, OF_A_LESSON_FILE, {"lesson"}),
        (QuizQuestion, OF_A_QUESTION, {"course"}),
    ],
)
def test_every_field_is_copied_or_left_out_on_purpose(model, copied, left_out):
    own = {field.name for field in model._meta.concrete_fields}

    assert own - set(copied) - OF_THE_ROW == left_out


def test_courses_come_as_drafts_with_lessons_and_quiz(course, copy):
    made = Course.objects.get(programme=copy)

    assert (made.state, made.published_at) == (CourseState.DRAFT, None)
    for names, rows, rows_before in (
        (OF_A_COURSE, [made], [course]),
        (OF_A_LESSON, made.lessons.all(), course.lessons.all()),
        (OF_A_QUESTION, made.questions.all(), course.questions.all()),
    ):
        assert values(rows, names) == values(rows_before, names)


def test_every_lesson_takes_its_files_along(course, copy):
    made = Course.objects.get(programme=copy)

    for lesson, before in zip(made.lessons.all(), course.lessons.all(), strict=True):
        assert values(lesson.files.all(), OF_A_LESSON_FILE) == values(before.files.all(), OF_A_LESSON_FILE)
    assert LessonFile.objects.count() == 4


def values(rows, names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_nobody_has_done_what_was_copied(copy):
    assert not Study.objects.filter(course__programme=copy).exists()


def test_withdrawn_courses_stay_behind(course):
    Course.objects.update(state=CourseState.WITHDRAWN)
    owner = make.make_actor(role=StaffRole.OWNER, organisation=course.programme.organisation)

    copy = duplicate_whole_programme(course.programme, name="Second steps", by=owner)

    assert not Course.objects.filter(programme=copy).exists()


def test_it_is_on_record_where_a_course_came_from(course, copy):
    made = Course.objects.get(programme=copy)

    assert AuditEvent.objects.get(act="course-copied", subject=made.public_id).detail == {
        "from": course.public_id
    }


def test_checks_criteria_and_interview_questions_go_along():
    programme = make.make_programme()
    owner = make.make_actor(role=StaffRole.OWNER, organisation=programme.organisation)
    make.make_check(programme=programme, validity_months=36)
    make.make_check(programme=programme, name="Of old", state="withdrawn")
    make.make_review_criterion(programme=programme, name="Patience")
    set_interview_questions(programme, questions=[("", "Why now?", "An example", make.MENTOR)], by=owner)

    copy = duplicate_whole_programme(programme, name="Second steps", by=owner)

    checks = BackgroundCheck.objects.filter(programme=copy)
    assert [(each.name, each.validity_months, each.state) for each in checks] == [
        ("Police certificate", 36, "asked")
    ]
    assert [each.name for each in review_criteria(copy)] == ["Patience"]
    assert [(each.label, each.asked_of) for each in interview_questions(copy)] == [("Why now?", make.MENTOR)]


def test_what_a_preset_brings_is_not_written_down_for_the_copy():
    programme = make.make_programme()
    owner = make.make_actor(role=StaffRole.OWNER, organisation=programme.organisation)

    duplicate_whole_programme(programme, name="Second steps", by=owner)

    assert (ReviewCriterion.objects.count(), InterviewGuide.objects.count()) == (0, 0)
