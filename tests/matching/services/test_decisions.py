"""Pins and exclusions."""

import pytest

from rapport.core.errors import WrongState
from rapport.matching.errors import AlreadyTogether, BadMatchSettings, RunNotFinished
from rapport.matching.models import PairDecision
from rapport.matching.services.decisions import (
    exclude_pair,
    exclude_proposal,
    pin_proposal,
    remove_exclusion,
    unpin_proposal,
)
from rapport.matching.services.runs import request_run
from tests import make
from tests.matching.cohorts import matched, pairs_of, person


def draft_of(run, mentee="Mentee 0000"):
    return run.proposals.get(mentee__profile__name=mentee)


def test_pinned_pair_stays_in_the_next_run(cohort, by):
    first = matched(cohort, by)
    pin_proposal(draft_of(first), by=by)
    sheet = person(cohort, "Mentor 0000").answers
    sheet.values = {"topics": ["Settling in"]}
    sheet.save()
    second = matched(cohort, by)
    assert pairs_of(second)["Mentee 0000"] == "Mentor 0000"
    assert draft_of(second).is_pinned


def test_unpinned_pair_is_decided_anew(cohort, by):
    draft = draft_of(matched(cohort, by))
    pin_proposal(draft, by=by)
    unpin_proposal(draft, by=by)
    draft.refresh_from_db()
    assert (draft.is_pinned, PairDecision.objects.count()) == (False, 0)


def test_excluded_proposal_is_taken_back_and_never_proposed_again(cohort, by):
    run = matched(cohort, by)
    exclude_proposal(draft_of(run), by=by, note="They are cousins")
    assert "Mentee 0000" not in pairs_of(run)
    assert pairs_of(matched(cohort, by)).get("Mentee 0000") != "Mentor 0000"
    decision = PairDecision.objects.get()
    assert (decision.verdict, decision.note, decision.decided_by) == (
        "exclude",
        "They are cousins",
        by.person,
    )


def test_pair_is_excluded_by_name_before_any_run(cohort, by):
    mentee, mentor = person(cohort, "Mentee 0001"), person(cohort, "Mentor 0001")
    decision = exclude_pair(mentee, mentor, by=by)
    assert "Mentor 0001" not in pairs_of(matched(cohort, by)).values()
    remove_exclusion(decision, by=by)
    assert pairs_of(matched(cohort, by))["Mentee 0001"] == "Mentor 0001"


def test_pair_with_a_waiting_proposal_is_not_excluded(cohort, by):
    mentee, mentor = person(cohort, "Mentee 0001"), person(cohort, "Mentor 0001")
    make.make_proposal(mentee=mentee, mentor=mentor, state="released")
    with pytest.raises(AlreadyTogether):
        exclude_pair(mentee, mentor, by=by)
    assert not PairDecision.objects.exists()


def test_two_of_one_role_are_no_pair(cohort, by):
    with pytest.raises(BadMatchSettings):
        exclude_pair(person(cohort, "Mentor 0000"), person(cohort, "Mentor 0001"), by=by)


@pytest.mark.parametrize("change", [pin_proposal, unpin_proposal, exclude_proposal])
def test_released_proposal_is_not_changed(cohort, by, change):
    proposal = make.make_proposal(run=matched(cohort, by), state="released")
    with pytest.raises(WrongState):
        change(proposal, by=by)


def test_nothing_changes_while_a_run_is_under_way(cohort, by):
    draft = draft_of(matched(cohort, by))
    request_run(cohort, by=by)
    with pytest.raises(RunNotFinished):
        pin_proposal(draft, by=by)
    assert not PairDecision.objects.exists()


def test_draft_of_an_earlier_run_is_not_changed(cohort, by):
    draft = draft_of(matched(cohort, by))
    matched(cohort, by)
    with pytest.raises(WrongState):
        pin_proposal(draft, by=by)
