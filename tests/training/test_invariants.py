"""What must always hold of training is noticed when it does not."""

import pytest
from django.db.models.functions import Length
from PIL import Image

from rapport.files import read_file
from rapport.training.invariants import INVARIANTS
from rapport.training.models import Course, LessonFile, QuizAttempt, SelfAssessment, Study, TrainingEvent
from tests import make

pytestmark = pytest.mark.django_db


def found():
    return [sentence.partition(": ")[2] for check in INVARIANTS.values() for sentence in check()]


@pytest.fixture
def attempt():
    mentor = make.make_participation(role=make.MENTOR)
    course = make.make_course(programme=mentor.cohort.programme)
    question = make.make_quiz_question(course=course)
    study = make.make_study(course=course, profile=mentor.profile)
    return make.make_quiz_attempt(study=study, question=question)


def test_what_makers_and_services_write_is_sound(attempt):
    assert found() == []


def test_a_study_of_another_organisation_is_found(attempt):
    Study.objects.update(profile=make.make_profile())

    assert found() == ["its course belongs to another organisation"]


def test_a_file_that_is_not_as_large_as_it_says_is_found(attempt):
    make.make_lesson_file(lesson=Course.objects.get().lessons.get())
    assert found() == []

    LessonFile.objects.update(content=b"%PDF")

    assert found() == ["it is not as large as it says"]


def test_a_picture_of_a_lesson_that_says_where_it_was_taken_is_found(attempt):
    notes = Image.Exif()
    notes[0x010E] = "Elm Street 4"
    photo = make.make_picture_file(kind="JPEG", exif=notes)
    lesson = Course.objects.get().lessons.get()
    make.make_lesson_file(lesson=lesson, content=photo, media_type="image/jpeg")
    make.make_lesson_file(lesson=lesson, **vars(read_file("drawn-anew.jpg", photo)) | {"size": 0})
    LessonFile.objects.update(size=Length("content"))

    assert found() == ["this picture holds more than it shows, such as where it was taken"]


def test_a_published_course_without_lessons_is_found(attempt):
    Course.objects.get().lessons.all().delete()
    Course.objects.update(published_at=None)

    assert found() == ["it is published, but has no lesson", "it is no draft, but was never published"]


@pytest.mark.parametrize("fields", [{"chosen": [[1]]}, {"ended_at": make.clock.now()}])
def test_an_attempt_that_ended_too_early_or_too_late_is_found(attempt, fields):
    QuizAttempt.objects.update(**fields)

    assert found() == ["its answers do not fit whether it has ended"]


def test_places_that_do_not_add_up_are_found(attempt):
    event = make.make_training_event(programme=attempt.study.course.programme)
    make.make_event_place(event=event, profile=attempt.study.profile)
    TrainingEvent.objects.update(places_taken=2)

    assert found() == ["its count of places taken is not the number of people who have one"]


@pytest.fixture
def assessment(attempt):
    course = attempt.study.course
    return make.make_self_assessment(programme=course.programme, profile=attempt.study.profile)


def test_a_self_assessment_and_a_plan_are_sound(assessment):
    make.make_plan_step(programme=assessment.programme, profile=assessment.profile)
    make.make_self_assessment(programme=assessment.programme, profile=assessment.profile, done_at=None)

    assert found() == []


@pytest.mark.parametrize("rating", [{"communication-unsaid": 8}, {"magic": 3}])
def test_a_rating_that_cannot_be_is_found(assessment, rating):
    SelfAssessment.objects.update(ratings=assessment.ratings | rating)

    assert found() == ["a rating is none from 1 to 7, or of no statement"]


def test_a_self_assessment_that_is_done_too_early_is_found(assessment):
    SelfAssessment.objects.update(ratings={})

    assert found() == ["its ratings do not fit whether it is done"]


def test_a_self_assessment_of_another_organisation_is_found(assessment):
    SelfAssessment.objects.update(profile=make.make_profile())

    assert found() == ["its programme belongs to another organisation"]
