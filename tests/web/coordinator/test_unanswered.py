"""Criteria and hard rules whose questions a whole side has not answered say so."""

import pytest
from django.urls import reverse

from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db
POINTS, IMPOSSIBLE, UNCHECKED = (
    "this criterion gives nobody points.",
    "this rule makes every pair impossible.",
    "this rule cannot be checked, and stops no pair.",
)


@pytest.fixture
def cohort():
    """One mentee has answered both questions, one mentor the second; the others have left or said nothing."""
    cohort = make.make_cohort()
    for key in ("topics", "languages"):
        make.make_question(cohort=cohort, key=key)
    make.make_participation(role=make.MENTEE, cohort=cohort)
    make.make_participation(role=make.MENTEE, cohort=cohort, answers={"topics": ["A"], "languages": ["B"]})
    make.make_participation(role=make.MENTOR, cohort=cohort, answers={"languages": ["B"]})
    make.leave(make.make_participation(role=make.MENTOR, cohort=cohort, answers={"topics": ["A"]}))
    return cohort


def page(cohort):
    browser = browser_of(make.make_actor(programme=cohort.programme))
    return words_of(browser.get(reverse("coordinator:matching", args=[cohort.public_id])))


def test_a_criterion_answered_by_one_side_only_says_so(cohort):
    make.make_criterion(cohort=cohort)
    assert f"0 of 1 mentor have answered: {POINTS}" in page(cohort)


def test_a_criterion_that_both_sides_have_answered_says_nothing(cohort):
    make.make_criterion(cohort=cohort, mentee_question="languages", mentor_question="languages")
    make.make_criterion(cohort=cohort, kind="time_zone", mentee_question="", mentor_question="")
    assert POINTS not in page(cohort)


def test_free_hours_that_nobody_gave_are_missed(cohort):
    asked = {"kind": "availability", "mentee_question": "", "mentor_question": ""}
    make.make_criterion(cohort=cohort, settings={"enough_hours": 2}, **asked)
    assert f"0 of 2 mentees and 0 of 1 mentor have said when they are free: {POINTS}" in page(cohort)


@pytest.mark.parametrize(
    ("kind", "settings", "says"),
    [
        ("must_share", {}, IMPOSSIBLE),
        ("must_share", {"if_missing": "allow"}, UNCHECKED),
        ("not_same", {}, UNCHECKED),
        ("not_same", {"if_missing": "forbid"}, IMPOSSIBLE),
    ],
)
def test_a_rule_says_what_it_does_to_pairs_that_it_cannot_check(cohort, kind, settings, says):
    asked = {"mentee_question": "topics", "mentor_question": "topics"}
    make.make_rule(cohort=cohort, kind=kind, settings=settings, **asked)
    assert f"0 of 1 mentor have answered: {says}" in page(cohort)


def test_mentors_need_not_answer_who_their_manager_is(cohort):
    make.make_rule(cohort=cohort, mentee_question="topics", mentor_question="topics")
    assert "have answered" not in page(cohort)


def test_a_cohort_without_people_is_not_told_that_nobody_answered(cohort):
    make.make_criterion(cohort=cohort)
    for participation in cohort.participations.all():
        make.leave(participation)
    assert "have answered" not in page(cohort)


@pytest.fixture
def faith(cohort):
    """Everybody active has answered something sensitive, which a criterion and a rule compare."""
    make.make_question(cohort=cohort, key="faith", kind="single", options=["A"], is_sensitive=True)
    asked = {"mentee_question": "faith", "mentor_question": "faith"}
    make.make_criterion(cohort=cohort, kind="same_category", **asked)
    make.make_rule(cohort=cohort, kind="must_share", settings={"if_missing": "forbid"}, **asked)
    for participation in cohort.participations.all():
        participation.answers.values |= {"faith": "A"}
        participation.answers.save()


def form_of(cohort):
    browser = browser_of(make.make_actor(programme=cohort.programme))
    return words_of(browser.get(reverse("coordinator:rule-add", args=[cohort.public_id, "must_share"])))


def test_a_sensitive_question_that_nobody_has_opened_says_so(cohort, faith):
    silent = "0 of 2 mentees and 0 of 1 mentor have an answer that is open for matching"
    named = "Faith (sensitive: counts only for who has opened it, and nobody has yet)"
    words = page(cohort)
    assert f"{silent}: {POINTS}" in words
    assert f"{silent}: {UNCHECKED}" in words
    assert named in words
    assert named in form_of(cohort)
    assert "With a sensitive question the pair is always possible." in form_of(cohort)


def test_a_sensitive_question_says_for_how_many_it_counts(cohort, faith):
    for participation in cohort.participations.exclude(state="left"):
        participation.answers.opened = ["faith"]
        participation.answers.save()
    named = "Faith (sensitive: counts only for the 3 people who have opened it)"
    assert named in page(cohort)
    assert named in form_of(cohort)
    assert POINTS not in page(cohort)
