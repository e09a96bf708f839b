"""What `rapport verify` finds in applications."""

import pytest

from rapport.questionnaires.models import AnswerSheet
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.invariants import INVARIANTS
from rapport.recruitment.models import Application, InterviewGuide, Quota, ReviewCriterion
from tests import make

pytestmark = pytest.mark.django_db


def found():
    return [sentence for check in INVARIANTS.values() for sentence in check()]


def test_sound_applications_have_nothing_to_say():
    for state in ApplicationState.values:
        make.make_application(state=state)

    assert found() == []


def test_a_place_that_was_not_asked_for_is_found():
    application = make.make_application(state=ApplicationState.ACCEPTED)
    Application.objects.update(role=make.MENTOR)
    Quota.objects.update(role=make.MENTOR)

    assert found() == [f"application {application.public_id}: its place is not what was asked for"]


def test_answers_without_the_questions_that_were_asked_are_found():
    application = make.make_application()
    AnswerSheet.objects.update(version=None)

    assert found() == [
        f"application {application.public_id}: its answers belong to no version of its cohort's questions"
    ]


def test_answers_kept_after_withdrawing_are_found():
    application = make.make_application(state=ApplicationState.WITHDRAWN, answers={"topics": ["Exams"]})

    assert found() == [f"application {application.public_id}: it was withdrawn, but its answers are kept"]


def test_reviews_that_should_not_be_are_found():
    application = make.make_application()
    make.make_review_criterion(programme=application.cohort.programme)
    own = make.make_profile(organisation=application.cohort.programme.organisation, person=application.person)
    review = make.make_review(application=application, reviewer=own, points=3)
    ReviewCriterion.objects.update(programme=make.make_programme())

    assert found() == [
        f"review {review.public_id}: it is about the reviewer's own application",
        f"review score {review.scores.get().public_id}: its criterion belongs to another programme",
    ]


def test_reviews_kept_after_withdrawing_are_found():
    application = make.make_application(state=ApplicationState.WITHDRAWN)
    make.make_review(application=application)

    make.make_interview(application=application)

    assert found() == [
        f"application {application.public_id}: it was withdrawn, but its {what} are kept"
        for what in ("reviews", "interviews")
    ]


def test_reservations_by_whom_they_are_about_are_found():
    application = make.make_application()
    own = make.make_profile(organisation=application.cohort.programme.organisation, person=application.person)
    reservation = make.make_reservation(application=application, author=own)

    assert found() == [f"reservation {reservation.public_id}: it was noted or settled by whom it is about"]


def test_interviews_by_questions_of_another_programme_are_found():
    interview = make.make_interview(application=make.make_application())
    InterviewGuide.objects.update(programme=make.make_programme())

    assert found() == [
        f"interview {interview.public_id}: its notes belong to no version of its programme's interview questions"
    ]


def test_a_place_that_is_counted_wrongly_is_found():
    cohort = make.make_application(state=ApplicationState.OFFERED).cohort
    Quota.objects.update(taken=2)
    left = make.make_application(state=ApplicationState.ACCEPTED)
    Quota.objects.filter(cohort=left.cohort).delete()

    assert sorted(found()) == sorted(
        [
            f"places for mentee in cohort {cohort.public_id}: 2 counted as taken, 1 held",
            f"places for mentee in cohort {left.cohort.public_id}: 0 counted as taken, 1 held",
        ]
    )
