"""Studying: lessons, the quiz and the signature complete a course; only time that can have been study counts."""

import datetime as dt

import pytest
from django.utils import timezone

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.training.choices import Standing
from rapport.training.errors import LessonsFirst, NothingToAnswer
from rapport.training.models import QuizAttempt, Reading, Study
from rapport.training.selectors import Step, progress_in
from rapport.training.services.completions import note_course_done, note_readiness, take_back_course_done
from rapport.training.services.studies import answer_question, begin_quiz, finish_lesson, sign_off_course
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "word " * 400  # two minutes to read, so at most four count


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR, trained_on=None)


@pytest.fixture
def by(mentor):
    return make.participant_actor(mentor)


def course_for(mentor, **fields):
    return make.make_course(programme=mentor.cohort.programme, **fields)


def read(lesson, *, by, minutes=1.0):
    return finish_lesson(lesson, opened_at=clock.now() - dt.timedelta(minutes=minutes), by=by)


def read_all(course, *, by, minutes=1.0):
    for lesson in course.lessons.all():
        read(lesson, by=by, minutes=minutes)


def answer_all(course, chosen, *, by):
    attempt = begin_quiz(course, by=by)
    for number, each in enumerate(chosen, start=1):
        attempt = answer_question(attempt, number=number, chosen=each, by=by)
    return attempt


def test_the_last_lesson_completes_a_course_without_a_quiz(mentor, by):
    course = course_for(mentor, lessons=2)
    first, second = course.lessons.all()

    read(first, by=by)
    assert progress_in(course, by=by).standing.standing == Standing.UNDER_WAY
    read(second, by=by)

    assert progress_in(course, by=by).standing.standing == Standing.DONE
    mentor.refresh_from_db()
    assert mentor.trained_on == clock.today("UTC")
    assert set(AuditEvent.objects.values_list("act", flat=True)) == {
        "study-begun",
        "course-completed",
        "readiness-set",
    }


def test_nobody_is_trained_before_the_last_required_course(mentor, by):
    first, second = course_for(mentor), course_for(mentor, title="Referral")

    read_all(first, by=by)
    mentor.refresh_from_db()
    assert mentor.trained_on is None

    read_all(second, by=by)
    mentor.refresh_from_db()
    assert mentor.trained_on == clock.today("UTC")


def test_a_course_for_those_who_like_trains_nobody(mentor, by):
    read_all(course_for(mentor, is_required=False), by=by)

    mentor.refresh_from_db()
    assert mentor.trained_on is None


def test_the_quiz_opens_after_the_lessons(mentor, by):
    course = course_for(mentor)
    make.make_quiz_question(course=course)

    with pytest.raises(LessonsFirst):
        begin_quiz(course, by=by)
    assert not QuizAttempt.objects.exists()


def test_a_quiz_below_the_pass_mark_can_be_tried_again(mentor, by):
    course = course_for(mentor, pass_mark=80)
    for position in range(2):
        make.make_quiz_question(course=course, position=position)
    read_all(course, by=by)

    failed = answer_all(course, [[1], [0]], by=by)
    assert (failed.right_answers, failed.needed, failed.is_passed) == (1, 2, False)
    assert progress_in(course, by=by).step == Step.QUIZ

    passed = answer_all(course, [[1], [1]], by=by)
    assert passed.is_passed
    assert progress_in(course, by=by).standing.standing == Standing.DONE


def test_of_several_right_answers_all_are_needed(mentor, by):
    course = course_for(mentor)
    make.make_quiz_question(course=course, choices=["a", "b", "c"], right=[0, 2])
    read_all(course, by=by)

    assert [answer_all(course, [chosen], by=by).is_passed for chosen in ([0], [0, 1, 2], [2, 0])] == [
        False,
        False,
        True,
    ]


def test_an_attempt_keeps_the_questions_that_it_began_with(mentor, by):
    course = course_for(mentor)
    question = make.make_quiz_question(course=course)
    read_all(course, by=by)
    attempt = begin_quiz(course, by=by)
    question.right = [0]
    question.save()

    attempt = answer_question(attempt, number=1, chosen=[1], by=by)

    assert attempt.is_passed


@pytest.mark.parametrize("number", [0, 2])
def test_only_the_next_question_can_be_answered(mentor, by, number):
    course = course_for(mentor)
    make.make_quiz_question(course=course)
    read_all(course, by=by)

    with pytest.raises(NothingToAnswer):
        answer_question(begin_quiz(course, by=by), number=number, chosen=[1], by=by)


def test_an_ended_attempt_takes_no_answer(mentor, by):
    course = course_for(mentor)
    make.make_quiz_question(course=course)
    read_all(course, by=by)
    attempt = answer_all(course, [[0]], by=by)

    with pytest.raises(NothingToAnswer):
        answer_question(attempt, number=1, chosen=[1], by=by)


def test_a_signature_comes_last_and_completes_the_course(mentor, by):
    course = course_for(mentor, sign_off="I will keep to this.")
    with pytest.raises(LessonsFirst):
        sign_off_course(course, name="Robin Reed", by=by)
    read_all(course, by=by)

    study = sign_off_course(course, name="Robin Reed", by=by)

    study.refresh_from_db()
    assert (study.signed_name, study.signed_text, study.completed_on) == (
        "Robin Reed",
        "I will keep to this.",
        clock.today("UTC"),
    )
    with pytest.raises(WrongState):
        sign_off_course(course, name="Robin Reed", by=by)


def test_time_on_a_lesson_counts_from_opening_to_done(mentor, by):
    course = course_for(mentor, lessons=0, minimum_minutes=3)
    make.make_lesson(course=course, text=WORDS)

    read_all(course, by=by, minutes=2)

    progress = progress_in(course, by=by)
    assert (progress.minutes, progress.minutes_left, progress.step) == (2, 1, Step.MINUTES)


def test_a_page_left_open_counts_no_more_than_the_lesson_can_take(mentor, by):
    course = course_for(mentor, lessons=0, minimum_minutes=30)
    lesson = make.make_lesson(course=course, text=WORDS)

    for _night in range(3):
        read(lesson, by=by, minutes=600)

    assert progress_in(course, by=by).minutes == 4


def test_two_pages_open_at_once_count_once(mentor, by):
    course = course_for(mentor, lessons=0, minimum_minutes=30)
    lessons = [make.make_lesson(course=course, text=WORDS, position=number) for number in range(2)]

    for lesson in lessons:
        read(lesson, by=by, minutes=3)

    assert progress_in(course, by=by).minutes == 3


def test_a_page_opened_in_the_future_counts_nothing(mentor, by):
    course = course_for(mentor, minimum_minutes=1)

    read_all(course, by=by, minutes=-5)

    assert progress_in(course, by=by).seconds == 0


def test_the_missing_minutes_are_reached_by_reading_again(mentor, by):
    course = course_for(mentor, lessons=0, minimum_minutes=3)
    lesson = make.make_lesson(course=course, text=WORDS)
    read(lesson, by=by, minutes=2)

    with clock.at(clock.now() + dt.timedelta(minutes=5)):
        read(lesson, by=by, minutes=2)
        assert progress_in(course, by=by).standing.standing == Standing.DONE


def test_reading_again_what_is_done_changes_nothing(mentor, by):
    course = course_for(mentor)
    read_all(course, by=by)
    before = list(Reading.objects.values())

    assert read(course.lessons.get(), by=by) is None
    assert list(Reading.objects.values()) == before
    assert Study.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "standing"),
    [(334, Standing.DONE), (335, Standing.DUE), (364, Standing.DUE), (365, Standing.LAPSED)],
)
def test_a_course_runs_out_by_itself(mentor, by, days, standing):
    course = course_for(mentor, renewal_days=365)
    make.make_study(course=course, profile=mentor.profile, completed_on=clock.today("UTC"))

    with clock.at(clock.now() + dt.timedelta(days=days)):
        assert progress_in(course, by=by).standing.standing == standing


def test_a_refresher_is_done_from_the_beginning_and_counts_from_its_day(mentor, by):
    course = course_for(mentor, renewal_days=365)
    read_all(course, by=by)
    day = timezone.now() + dt.timedelta(days=350)

    with clock.at(day):
        assert progress_in(course, by=by).step == Step.LESSON
        read_all(course, by=by)
        standing = progress_in(course, by=by).standing

    assert standing.completed_on == day.date()
    mentor.refresh_from_db()
    assert mentor.trained_on == day.date()


def test_while_a_refresher_is_under_way_the_course_still_counts(mentor, by):
    course = course_for(mentor, lessons=2, renewal_days=365)
    make.make_study(course=course, profile=mentor.profile, completed_on=make.days_ago(350))

    read(course.lessons.first(), by=by)

    assert progress_in(course, by=by).standing.is_valid


def test_a_failed_quiz_completes_nothing_that_somebody_else_has_noted_as_done(mentor, by):
    course = course_for(mentor)
    make.make_quiz_question(course=course)
    read_all(course, by=by)
    attempt = begin_quiz(course, by=by)
    yesterday = make.days_ago(1)
    coordinator = make.make_actor(programme=course.programme)
    note_course_done(course, mentor.profile, on=yesterday, by=coordinator)

    answer_question(attempt, number=1, chosen=[1], by=by)
    assert [each.completed_on for each in Study.objects.order_by("pk")] == [None, yesterday]

    take_back_course_done(course, mentor.profile, on=yesterday, by=coordinator)
    assert progress_in(course, by=by).standing.is_to_do


@pytest.fixture
def coordinator(mentor):
    return make.make_actor(programme=mentor.cohort.programme)


def test_what_was_begun_before_somebody_noted_it_as_done_does_not_shorten_the_next_time(
    mentor, by, coordinator
):
    course = course_for(mentor, lessons=2, renewal_days=365)
    read(course.lessons.first(), by=by)

    note_course_done(course, mentor.profile, on=clock.today("UTC"), by=coordinator)

    with clock.at(clock.now() + dt.timedelta(days=350)):
        assert (len(progress_in(course, by=by).unread), progress_in(course, by=by).seconds) == (2, 0)
        read(course.lessons.last(), by=by)
        assert len(progress_in(course, by=by).unread) == 1


def test_a_day_of_training_noted_by_hand_ends_what_was_begun_and_taken_away_lets_it_go_on(
    mentor, by, coordinator
):
    course = course_for(mentor, lessons=2)
    read(course.lessons.first(), by=by)

    note_readiness(mentor, trained_on=make.days_ago(1), cleared_on=None, by=coordinator)
    assert Study.objects.filter(completed_on=None, voided_at=None).count() == 0

    note_readiness(mentor, trained_on=None, cleared_on=None, by=coordinator)
    assert progress_in(course, by=by).unread == [course.lessons.last()]


def test_a_completion_noted_by_mistake_and_taken_back_loses_nothing_that_was_read(mentor, by, coordinator):
    course = course_for(mentor, lessons=2)
    read(course.lessons.first(), by=by)
    for _time in range(2):
        note_course_done(course, mentor.profile, on=clock.today("UTC"), by=coordinator)
        take_back_course_done(course, mentor.profile, on=clock.today("UTC"), by=coordinator)

    assert progress_in(course, by=by).unread == [course.lessons.last()]


def test_a_refresher_goes_on_where_what_is_noted_has_almost_run_out(mentor, by, coordinator):
    course = course_for(mentor, lessons=2, renewal_days=365)
    read(course.lessons.first(), by=by)

    note_course_done(course, mentor.profile, on=make.days_ago(350), by=coordinator)

    assert progress_in(course, by=by).unread == [course.lessons.last()]
