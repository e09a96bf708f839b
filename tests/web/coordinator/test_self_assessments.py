"""What the programme's training page says of self-assessments: a number, and the means of many."""

import pytest
from django.urls import reverse

from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


def shown(cohort):
    browser = browser_of(make.make_actor(role="coordinator", programme=cohort.programme))
    page = browser.get(reverse("coordinator:course-list", args=[cohort.programme.public_id]))
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(("mentors", "has_means"), [(4, False), (5, True)])
def test_means_are_shown_from_five_on(cohort, mentors, has_means):
    for _mentor in range(mentors):
        mentor = make.make_participation(role=make.MENTOR, cohort=cohort)
        make.make_self_assessment(programme=cohort.programme, profile=mentor.profile, rating=3)

    page = shown(cohort)

    assert f"Done by {mentors} of {mentors} mentors." in page
    assert ("Means are shown once five have done it." in page) == (not has_means)
    assert ('class="bars-number"' in page) == has_means
