"""The public page: what it says, and that there is none before it is published."""

import pytest
from django.test import Client
from django.urls import reverse

from rapport.questionnaires.choices import QuestionKind
from tests import make
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    programme = make.make_programme(
        purpose="Nobody starts alone.",
        mentor_word="buddy",
        mentee_word="newcomer",
        time_zone="Asia/Kolkata",
        required_meetings=2,
    )
    return make.make_cohort(
        programme=programme, starts_on=make.dt.date(2031, 2, 3), ends_on=make.dt.date(2031, 6, 30)
    )


def page_of(form):
    return Client().get(reverse("join", args=[form.public_id]))


def test_the_page_says_what_is_offered_and_asked(cohort):
    make.make_question(cohort=cohort, label="Where do you need help?", asked_of="mentee", section="Aims")
    make.make_question(cohort=cohort, key="house-rules", kind=QuestionKind.AGREEMENT, asked_when="applying")
    form = make.make_application_form(
        cohort=cohort, eligibility="First years.", minutes=10, last_day=make.dt.date(2031, 1, 20)
    )

    words = words_of(page_of(form))

    for said in (
        "Nobody starts alone.",
        "When it runs Mon 3 Feb 2031 to Mon 30 Jun 2031",
        "How often you meet 2 meetings a month",
        "How long applying takes About 10 minutes",
        "Apply by Mon 20 Jan 2031, until midnight (Asia/Kolkata time)",
        "Who can apply First years.",
        "As a newcomer Apply as a newcomer What you are asked Aims Where do you need help? House rules",
        "As a buddy Apply as a buddy What you are asked House rules",
    ):
        assert said in words


def test_a_fact_begins_with_a_capital_also_where_it_is_in_words(cohort):
    cohort.programme.required_meetings = 1
    cohort.programme.save()

    assert "How often you meet One meeting" in words_of(page_of(make.make_application_form(cohort=cohort)))


def test_a_page_that_looks_for_mentors_alone_asks_nobody_else(cohort):
    words = words_of(page_of(make.make_application_form(cohort=cohort, asks_mentees=False)))

    assert "As a buddy" in words
    assert "As a newcomer" not in words


def test_what_is_not_published_looks_like_what_does_not_exist(cohort):
    form = make.make_application_form(cohort=cohort, published_at=None)
    hidden = page_of(form)
    absent = Client().get(reverse("join", args=["2" * 12]))

    assert hidden.status_code == absent.status_code == 404
    assert words_of(hidden) == words_of(absent)


def test_a_page_whose_last_day_is_over_says_so(cohort):
    form = make.make_application_form(cohort=cohort, last_day=make.days_ago(3))

    assert "The last day to apply is over." in words_of(page_of(form))
