"""Matching set up: criteria, weights, rules, exclusions."""

import pytest

from rapport.matching.models import PairDecision
from tests import make
from tests.web.coordinator.matching_pages import Desk, words_of


@pytest.fixture
def desk(db):
    return Desk(run=False)


def test_page_says_what_counts_and_who_looks(desk):
    make.make_rule(cohort=desk.cohort, kind="not_same", label="Other topics only", mentee_question="topics")
    words = words_of(desk.get("matching"))
    for expected in ("Shared topics", "Other topics only", "3 mentees", "3 places", "Match 3 mentees now"):
        assert expected in words


def test_page_without_people_says_what_to_do(desk):
    for participation in desk.cohort.participations.all():
        make.leave(participation)
    words = words_of(desk.get("matching"))
    assert "There is nobody to match" in words
    assert "mentees now" not in words


def test_weights_are_changed_together(desk):
    criterion = desk.cohort.criteria.get()
    response = desk.post("weights-set", data={criterion.public_id: "12.5"}, follow=True)
    criterion.refresh_from_db()
    assert criterion.weight == 12.5
    assert "1 weight changed." in words_of(response)


def test_weight_that_is_no_number_is_kept_on_the_page(desk):
    criterion = desk.cohort.criteria.get()
    response = desk.post("weights-set", data={criterion.public_id: "plenty"})
    assert (response.status_code, 'value="plenty"' in response.content.decode()) == (422, True)
    criterion.refresh_from_db()
    assert criterion.weight == 40


def test_criterion_is_added(desk):
    data = {"label": "Free hours", "weight": "15", "hours": "1.5"}
    response = desk.post("criterion-add", "availability", data=data)
    added = desk.cohort.criteria.get(kind="availability")
    assert (response.url, added.label, added.settings) == (
        desk.url("matching"),
        "Free hours",
        {"enough_hours": 1.5},
    )


def test_criterion_on_one_question_compares_it_with_itself(desk):
    desk.post(
        "criterion-add", "same_category", data={"label": "A", "weight": "1", "mentee_question": "topics"}
    )
    added = desk.cohort.criteria.get(label="A")
    assert (added.mentee_question, added.mentor_question) == ("topics", "topics")


def test_invalid_criterion_keeps_what_was_typed(desk):
    make.make_question(cohort=desk.cohort, key="year", kind="scale", options=["1", "2"])
    data = {
        "label": "Years apart",
        "weight": "5",
        "mentee_question": "year",
        "step_1_from": "3",
        "step_1_to": "1",
    }
    response = desk.post("criterion-add", "ordered_distance", data=data)
    words = words_of(response)
    assert response.status_code == 422
    assert "“From” must not be more than “to”." in words
    assert 'value="Years apart"' in response.content.decode()
    assert desk.cohort.criteria.count() == 1


def test_steps_with_points_are_kept_as_typed(desk):
    make.make_question(cohort=desk.cohort, key="year", kind="scale", options=["1", "2", "3"])
    data = {"label": "Years", "weight": "2", "mentee_question": "year"}
    data |= {
        "step_1_from": "1",
        "step_1_to": "1",
        "step_1_points": "12",
        "step_3_to": "0",
        "step_3_points": "-10",
    }
    desk.post("criterion-add", "ordered_distance", data=data)
    criterion = desk.cohort.criteria.get(label="Years")
    assert criterion.settings == {"steps": [{"points": 12.0, "from": 1, "to": 1}, {"points": -10.0, "to": 0}]}
    assert "mentor 1 step above: 12 points; mentor at most 0 steps above: -10 points" in words_of(
        desk.get("matching")
    )
    page = desk.get("criterion-edit", criterion.public_id).content.decode()
    assert ('value="12.0"' in page, 'value="-10.0"' in page) == (True, True)


def test_one_range_without_points_is_plain(desk):
    make.make_question(cohort=desk.cohort, key="year", kind="scale", options=["1", "2", "3"])
    data = {"label": "Years", "weight": "2", "mentee_question": "year", "step_1_from": "1", "step_1_to": "2"}
    desk.post("criterion-add", "ordered_distance", data=data)
    assert desk.cohort.criteria.get(label="Years").settings == {"from": 1, "to": 2}


def test_criterion_is_edited_and_deleted(desk):
    criterion = desk.cohort.criteria.get()
    page = desk.get("criterion-edit", criterion.public_id)
    assert 'value="Shared topics"' in page.content.decode()
    data = {"label": "Needs", "weight": "9", "mentee_question": "topics"}
    desk.post("criterion-edit", criterion.public_id, data=data)
    criterion.refresh_from_db()
    assert (criterion.label, criterion.weight) == ("Needs", 9)
    desk.post("criterion-delete", criterion.public_id)
    assert desk.cohort.criteria.count() == 0


def test_unknown_kind_is_no_page(desk):
    assert desk.get("criterion-add", "horoscope").status_code == 404
    assert desk.get("rule-add", "named_exclusion").status_code == 404


def test_thing_of_another_cohort_is_no_page(desk):
    other = make.make_cohort(programme=desk.cohort.programme)
    criterion = make.make_criterion(cohort=other)
    assert desk.get("criterion-edit", criterion.public_id).status_code == 404


def test_preset_adds_what_fits(desk):
    words = words_of(desk.post("preset-apply", follow=True))
    assert "Free at the same time" in words


def test_rule_says_what_to_do_with_missing_answers(desk):
    data = {"label": "Share one", "mentee_question": "topics", "if_missing": "allow"}
    desk.post("rule-add", "must_share", data=data)
    assert desk.cohort.match_rules.get().settings == {"if_missing": "allow"}


def test_two_people_are_kept_apart_and_together_again(desk):
    people = {one.profile.name: one for one in desk.cohort.participations.select_related("profile")}
    data = {
        "mentee": people["Mentee 0000"].public_id,
        "mentor": people["Mentor 0001"].public_id,
        "note": "Cousins",
    }
    words = words_of(desk.post("exclusion-add", data=data, follow=True))
    assert "Cousins" in words
    desk.post("exclusion-remove", PairDecision.objects.get().public_id)
    assert PairDecision.objects.count() == 0


def test_exclusion_of_a_waiting_pair_is_explained(desk):
    people = {one.profile.name: one for one in desk.cohort.participations.select_related("profile")}
    mentee, mentor = people["Mentee 0000"], people["Mentor 0001"]
    make.make_proposal(mentee=mentee, mentor=mentor, state="released")
    response = desk.post("exclusion-add", data={"mentee": mentee.public_id, "mentor": mentor.public_id})
    assert response.status_code == 422
    assert "These two have a proposal with each other already." in words_of(response)
