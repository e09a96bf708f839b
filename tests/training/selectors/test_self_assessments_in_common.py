"""What coordinators learn of self-assessments: how many, and means in which nobody's own answers can be worked out."""

import pytest

from rapport.training.choices import Competency
from rapport.training.selectors import self_assessments_in_common
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


def assessed(cohort, *ratings):
    """Let one mentor after the other assess themselves, with these ratings throughout; return them."""
    mentors = [make.make_participation(role=make.MENTOR, cohort=cohort) for _rating in ratings]
    for mentor, rating in zip(mentors, ratings, strict=True):
        make.make_self_assessment(programme=cohort.programme, profile=mentor.profile, rating=rating)
    return mentors


def test_of_four_there_is_a_number_and_no_mean(cohort):
    assessed(cohort, 1, 2, 3, 4)
    make.make_participation(role=make.MENTOR, cohort=cohort)

    common = self_assessments_in_common(cohort.programme)

    assert (common.mentors, common.assessed, common.first, common.second) == (5, 4, {}, {})


def test_of_five_there_is_a_mean(cohort):
    assessed(cohort, 1, 2, 3, 4, 5)

    assert self_assessments_in_common(cohort.programme).first == dict.fromkeys(Competency, 3)


@pytest.mark.parametrize("more", [1, 4])
def test_one_more_does_not_show_what_that_one_said(cohort, more):
    assessed(cohort, 1, 2, 3, 4, 5)
    before = self_assessments_in_common(cohort.programme)
    assessed(cohort, *[7] * more)

    after = self_assessments_in_common(cohort.programme)

    assert (after.first, after.assessed) == (before.first, before.assessed + more)


def test_whoever_leaves_takes_nothing_out_of_the_mean(cohort):
    mentors = assessed(cohort, 1, 2, 3, 4, 5)
    make.leave(mentors[0])

    common = self_assessments_in_common(cohort.programme)

    assert (common.mentors, common.assessed, common.first) == (4, 4, dict.fromkeys(Competency, 3))


def test_a_second_time_is_shown_once_five_have_done_it_again_and_a_third_changes_nothing(cohort):
    mentors = assessed(cohort, 1, 2, 3, 4, 5)
    for mentor in mentors[:4]:
        make.make_self_assessment(programme=cohort.programme, profile=mentor.profile, rating=6)
    assert self_assessments_in_common(cohort.programme).second == {}

    make.make_self_assessment(programme=cohort.programme, profile=mentors[4].profile, rating=6)
    make.make_self_assessment(programme=cohort.programme, profile=mentors[4].profile, rating=1)

    common = self_assessments_in_common(cohort.programme)
    assert (common.first, common.second) == (
        dict.fromkeys(Competency, 3),
        dict.fromkeys(Competency, 6),
    )


def test_what_is_open_or_of_another_programme_does_not_count(cohort):
    assessed(cohort, 1, 2, 3, 4)
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort)
    make.make_self_assessment(programme=cohort.programme, profile=mentor.profile, done_at=None)
    make.make_self_assessment(programme=make.make_programme(), profile=mentor.profile)

    assert self_assessments_in_common(cohort.programme).assessed == 4
