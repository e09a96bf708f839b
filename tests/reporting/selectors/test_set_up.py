"""The set-up guide reads what there is, and a programme is done when nothing is missing."""

import pytest

from rapport.programmes.choices import GuidelineKind
from rapport.reporting.selectors import set_up_steps
from rapport.training.choices import CourseState
from tests import make

pytestmark = pytest.mark.django_db


def missing(programme):
    return [tuple(each.words for each in step.missing) for step in set_up_steps(programme)]


UNTRAINED = "1 of those who mentor in Autumn is not trained."
NO_COURSES = ("No course for mentors is published.", "No course for mentees is published.")


def test_a_new_programme_misses_everything():
    assert missing(make.make_programme()) == [
        ("No sponsor is named.", "Nobody's approval is noted."),
        ("Nobody sits on the committee.",),
        (
            "The mission is not written.",
            "There are no goals.",
            "No outcome says how you will see success.",
        ),
        (
            "Not in force: Code of conduct.",
            "Not in force: Confidentiality.",
            "Not in force: Boundaries.",
            "There is no cohort to join.",
        ),
        (*NO_COURSES, "There is nobody to train yet."),
        ("No costs are planned.",),
    ]


def test_nothing_is_missing_once_it_is_there():
    programme = make.make_programme()
    charter = make.make_charter(programme=programme)
    make.make_approval(charter=charter, approved_on=make.days_ago(9))
    make.make_seat(charter=charter)
    make.make_outcome(charter=charter)
    make.make_budget_line(charter=charter, planned=100)
    for kind in GuidelineKind:
        make.make_guideline(programme=programme, kind=kind)
    mentor = make.make_participation(role=make.MENTOR, cohort=make.make_cohort(programme=programme))
    course = make.make_course(programme=programme)
    make.make_course(programme=programme, role=make.MENTEE)
    make.make_study(course=course, profile=mentor.profile)

    assert missing(programme) == [()] * 6


def test_what_is_open_or_over_is_missing_as_well():
    programme = make.make_programme()
    charter = make.make_charter(programme=programme)
    for _ in range(2):
        make.make_approval(charter=charter)
    make.make_seat(charter=charter, ends_on=make.days_ago(1))
    cohort = make.make_cohort(programme=programme, name="Autumn")
    make.make_participation(role=make.MENTOR, cohort=cohort)

    found = missing(programme)

    assert found[0] == ("2 approvals are still open.",)
    assert found[1] == ("Everybody's term on the committee is over.",)
    assert found[4] == (*NO_COURSES, UNTRAINED)


@pytest.fixture
def mentor():
    cohort = make.make_cohort(name="Autumn")
    make.make_course(programme=cohort.programme, role=make.MENTEE)
    return make.make_participation(role=make.MENTOR, cohort=cohort, trained_on=make.days_ago(400))


def training_missing(mentor):
    return missing(mentor.cohort.programme)[4]


def test_who_was_trained_elsewhere_counts_while_there_is_no_course(mentor):
    assert training_missing(mentor) == NO_COURSES[:1]


def test_a_draft_teaches_nobody(mentor):
    make.make_course(programme=mentor.cohort.programme, state=CourseState.DRAFT, published_at=None)

    assert training_missing(mentor) == NO_COURSES[:1]


def test_a_required_course_counts_and_not_the_day_that_was_noted_before_it(mentor):
    course = make.make_course(programme=mentor.cohort.programme)
    assert training_missing(mentor) == (UNTRAINED,)

    make.make_study(course=course, profile=mentor.profile)
    assert training_missing(mentor) == ()


def test_training_that_has_run_out_is_missing_again(mentor):
    course = make.make_course(programme=mentor.cohort.programme, renewal_days=365)
    make.make_study(course=course, profile=mentor.profile, completed_on=make.days_ago(400))

    assert training_missing(mentor) == (UNTRAINED,)


def test_who_has_left_or_was_in_a_past_cohort_needs_no_training(mentor):
    make.make_course(programme=mentor.cohort.programme)
    make.make_participation(role=make.MENTEE, cohort=mentor.cohort)
    make.leave(mentor)

    assert training_missing(mentor) == ("There is nobody to train yet.",)
