"""Today names who cannot be matched before their training, since when, and only where a course is required."""

import pytest

from rapport.reporting.selectors import NeedKind, today_of_cohort
from tests import make

pytestmark = pytest.mark.django_db


def needs(cohort):
    return [need for need in today_of_cohort(cohort).needs if need.kind == NeedKind.TRAINING]


def test_those_who_want_training_are_counted_once():
    mentor = make.make_participation(role=make.MENTOR)
    cohort = mentor.cohort
    make.make_participation(role=make.MENTEE, cohort=cohort)
    courses = [
        make.make_course(programme=cohort.programme, published_at=make.clock.now() - make.dt.timedelta(n))
        for n in (3, 5)
    ]

    (need,) = needs(cohort)
    assert (need.what, need.days) == ("1 person has training to do.", 5)

    for course in courses:
        make.make_study(course=course, profile=mentor.profile)
    assert needs(cohort) == []
