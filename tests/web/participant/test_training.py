"""My training: a lesson, the quiz and the signature, without scripts; home shows what is to do."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.core import clock
from rapport.training.models import QuizAttempt, Reading, Study
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    programme = make.make_programme(mentor_word="buddy", mentee_word="newcomer")
    return make.make_participation(role=make.MENTOR, cohort=make.make_cohort(programme=programme))


@pytest.fixture
def course(mentor):
    return make.make_course(
        programme=mentor.cohort.programme, title="Being a {mentor}", lessons=0, sign_off="I keep to it."
    )


@pytest.fixture
def signed_in(mentor):
    return browser_of(make.participant_actor(mentor))


def page(name, *args):
    return reverse(f"participant:{name}", args=[getattr(arg, "public_id", arg) for arg in args])


def read(signed_in, lesson, *, minutes=1):
    with clock.at(clock.now() - dt.timedelta(minutes=minutes)):
        opened = signed_in.get(page("lesson", lesson)).context["opened"]
    return signed_in.post(page("lesson", lesson), {"opened": opened})


def test_the_whole_way_from_home_to_done(signed_in, mentor, course):
    lessons = [make.make_lesson(course=course, title=f"Lesson {n}", position=n) for n in range(2)]
    make.make_quiz_question(course=course)
    home = signed_in.get(page("home"))
    assert home.context["first"].url == page("course", course)
    assert "Your training: Being a buddy" in home.content.decode()

    assert read(signed_in, lessons[0]).url == page("lesson", lessons[1])
    assert read(signed_in, lessons[1]).url == page("course", course)
    assert signed_in.post(page("quiz-begin", course)).url == page("quiz-question", course, 1)
    signed_in.post(page("quiz-question", course, 1), {"chosen": "1"})
    assert b"Passed" in signed_in.get(page("quiz-result", course)).content
    signed_in.post(page("course", course), {"name": "Robin Reed"})

    study = Study.objects.get()
    assert (study.completed_on, study.signed_name) == (clock.today("UTC"), "Robin Reed")
    assert b"You completed this training" in signed_in.get(page("course", course)).content
    assert signed_in.get(page("home")).context["first"] is None


def test_role_words_stand_in_every_text_and_nothing_live_does(signed_in, course):
    lesson = make.make_lesson(
        course=course, text="## Your {mentee}\n\nAsk them. <script>alert(1)</script>", title="A {mentor} asks"
    )

    text = signed_in.get(page("lesson", lesson)).content.decode()

    assert "<h2>Your newcomer</h2>" in text
    assert "A buddy asks" in text
    assert "alert(1)</script>" not in text


def test_the_time_between_opening_and_done_counts(signed_in, course):
    lesson = make.make_lesson(course=course, text="word " * 600)

    read(signed_in, lesson, minutes=2)

    assert 119 <= Reading.objects.get().seconds <= 150


@pytest.mark.parametrize("opened", ["", "made-up", None])
def test_a_form_that_does_not_say_when_it_was_opened_counts_nothing(signed_in, course, opened):
    lesson = make.make_lesson(course=course)
    make.make_lesson(course=course, position=2)

    signed_in.post(page("lesson", lesson), {} if opened is None else {"opened": opened})

    assert Reading.objects.get().seconds == 0


def test_the_moment_of_another_lesson_or_person_counts_nothing(signed_in, mentor, course):
    lessons = [make.make_lesson(course=course, text="word " * 600, position=n) for n in range(3)]
    other = browser_of(
        make.participant_actor(make.make_participation(role=make.MENTOR, cohort=mentor.cohort))
    )
    with clock.at(clock.now() - dt.timedelta(minutes=2)):
        opened = signed_in.get(page("lesson", lessons[0])).context["opened"]
        others = other.get(page("lesson", lessons[1])).context["opened"]

    for token in (opened, others):
        signed_in.post(page("lesson", lessons[1]), {"opened": token})

    assert Reading.objects.get().seconds == 0


@pytest.fixture
def quiz(signed_in, course):
    lesson = make.make_lesson(course=course)
    for number in range(2):
        make.make_quiz_question(course=course, text=f"Question {number}", position=number)
    read(signed_in, lesson)
    signed_in.post(page("quiz-begin", course))
    return course


def test_the_explanation_comes_right_after_the_answer(signed_in, quiz):
    before = signed_in.get(page("quiz-question", quiz, 1))
    answered = signed_in.post(page("quiz-question", quiz, 1), {"chosen": "0"}, follow=True)

    assert b"The mentee leads." not in before.content
    assert b"The mentee leads." in answered.content
    assert answered.context["answer"].is_right is False
    assert b"Next question" in answered.content


def test_an_answer_stays_as_it_was_given(signed_in, quiz):
    for chosen in ("0", "1"):
        last = signed_in.post(page("quiz-question", quiz, 1), {"chosen": chosen})

    assert last.status_code == 409
    assert QuizAttempt.objects.get().chosen == [[0]]


def test_without_an_answer_the_question_comes_back(signed_in, quiz):
    answer = signed_in.post(page("quiz-question", quiz, 1), {"chosen": "7"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["chosen"])
    assert QuizAttempt.objects.get().chosen == []


def test_nobody_looks_ahead(signed_in, quiz):
    assert signed_in.get(page("quiz-question", quiz, 2)).url == page("quiz-question", quiz, 1)
    assert signed_in.get(page("quiz-question", quiz, 3)).status_code == 404
    assert signed_in.get(page("quiz-result", quiz)).status_code == 404


def test_who_does_not_pass_sees_why_and_tries_again(signed_in, quiz):
    for number in (1, 2):
        signed_in.post(page("quiz-question", quiz, number), {"chosen": "0"})
    result = signed_in.get(page("quiz-result", quiz))

    assert b"Not passed yet" in result.content
    assert result.content.count(b"The mentee leads.") == 2
    assert signed_in.post(page("quiz-begin", quiz)).url == page("quiz-question", quiz, 1)
    assert QuizAttempt.objects.count() == 2


def test_a_training_that_ran_out_is_to_do_again(signed_in, mentor, course):
    make.make_lesson(course=course)
    course.renewal_days = 365
    course.save()
    make.make_study(course=course, profile=mentor.profile, completed_on=make.days_ago(400))

    assert "ran out" in signed_in.get(page("home")).context["first"].text
    assert signed_in.get(page("course", course)).context["next_lesson"] == course.lessons.get()


def test_files_stand_under_the_text_and_are_taken_along(signed_in, course):
    lesson = make.make_lesson(course=course)
    file = make.make_lesson_file(lesson=lesson, title="Ten questions for a {mentee}")
    shown = signed_in.get(page("lesson", lesson)).content.decode()
    assert ("Ten questions for a newcomer" in shown, page("lesson-file", file) in shown) == (True, True)
    assert "PDF, 14\xa0bytes" in shown

    handed = signed_in.get(page("lesson-file", file))

    assert (handed.content, handed.headers["Content-Type"]) == (b"%PDF-1.7\n%%EOF", "application/pdf")
    assert handed.headers["Content-Disposition"] == 'attachment; filename="handout.pdf"'
    assert handed.headers["X-Content-Type-Options"] == "nosniff"
    assert handed.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_is_for_those_alone_who_may_take_its_course(signed_in, mentor, course):
    file = make.make_lesson_file(lesson=make.make_lesson(course=course))
    address = page("lesson-file", file)
    mentee = make.make_participation(role=make.MENTEE, cohort=mentor.cohort)
    assert browser_of(make.participant_actor(mentee)).get(address).status_code == 404
    elsewhere = make.make_participation(role=make.MENTOR)
    stranger = browser_of(make.participant_actor(elsewhere)).get(address)
    nothing = browser_of(make.participant_actor(elsewhere)).get(page("lesson-file", "2345678923456"[:12]))
    assert (stranger.status_code, words_of(stranger)) == (404, words_of(nothing))

    type(course).objects.filter(pk=course.pk).update(state="withdrawn")

    assert signed_in.get(address).status_code == 404


def test_a_lesson_asks_as_much_for_many_files_as_for_one(signed_in, course):
    lesson = make.make_lesson(course=course)
    make.make_lesson_file(lesson=lesson)
    before = queries_of(signed_in, page("lesson", lesson))

    for _ in range(5):
        make.make_lesson_file(lesson=lesson)

    assert queries_of(signed_in, page("lesson", lesson)) == before


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_drafts_and_courses_for_the_others_are_not_there(signed_in, mentor):
    programme = mentor.cohort.programme
    hidden = [
        make.make_course(programme=programme, state="draft"),
        make.make_course(programme=programme, role=make.MENTEE),
        make.make_course(),
    ]

    assert [signed_in.get(page("course", each)).status_code for each in hidden] == [404, 404, 404]
    assert signed_in.get(page("training")).context["courses"] == []


def test_a_yes_before_the_training_says_what_to_do_first(signed_in, mentor, course):
    proposal = make.make_proposal(mentor=mentor, state="released")

    answer = signed_in.post(page("proposal-accept", proposal), follow=True)

    assert answer.status_code == 200
    assert "please do your training: “Being a buddy”" in answer.content.decode()
    assert not proposal.answers.exists()
