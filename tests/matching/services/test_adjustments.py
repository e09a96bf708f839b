"""Changes by hand: picks, swaps, and undoing them."""

import pytest

from rapport.core.errors import WrongState
from rapport.matching.errors import AlreadyTogether, CannotUndo, PairNotFree, RuleForbidsPair
from rapport.matching.models import Adjustment, PairDecision
from rapport.matching.services.adjustments import (
    drafts_giving_way,
    pick_by_hand,
    swap_proposals,
    undo_adjustment,
)
from rapport.matching.services.decisions import exclude_pair, exclude_proposal, pin_proposal
from tests import make
from tests.matching.cohorts import matched, pairs_of, person

AS_FOUND = {f"Mentee {n:04}": f"Mentor {n:04}" for n in range(3)}


@pytest.fixture
def run(cohort, by):
    return matched(cohort, by)


def draft_of(run, mentee):
    return run.proposals.get(mentee__profile__name=mentee, state="draft")


def test_pick_takes_the_place_of_drafts_and_is_pinned(cohort, by, run):
    mentee, mentor = person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001")
    assert {d.mentee.profile.name for d in drafts_giving_way(mentee, mentor)} == {
        "Mentee 0000",
        "Mentee 0001",
    }
    pick_by_hand(mentee, mentor, by=by)
    assert pairs_of(run) == {"Mentee 0000": "Mentor 0001", "Mentee 0002": "Mentor 0002"}
    picked = draft_of(run, "Mentee 0000")
    assert (picked.origin, picked.is_pinned, picked.score) == ("hand", True, 0)
    assert picked.alternatives[0]["mentor"] == person(cohort, "Mentor 0000").public_id


def test_pick_stays_in_the_next_run(cohort, by, run):
    pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001"), by=by)
    assert pairs_of(matched(cohort, by))["Mentee 0000"] == "Mentor 0001"


def test_pick_of_somebody_who_came_after_the_run(cohort, by, run):
    late = make.make_participation(
        role=make.MENTOR, cohort=cohort, name="Mentor 0009", answers={"topics": ["Exams"]}
    )
    pick_by_hand(person(cohort, "Mentee 0000"), late, by=by)
    picked = draft_of(run, "Mentee 0000")
    assert (picked.mentor, picked.score) == (late, 100)


def test_pick_against_a_rule_is_refused_with_its_name(cohort, by):
    make.make_rule(
        cohort=cohort,
        kind="not_same",
        label="Other topics only",
        mentee_question="topics",
        mentor_question="topics",
    )
    run = matched(cohort, by)
    before = pairs_of(run)
    with pytest.raises(RuleForbidsPair, match="Other topics only"):
        pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0000"), by=by)
    assert (pairs_of(run), Adjustment.objects.count()) == (before, 0)


def test_pick_of_an_excluded_pair_is_refused(cohort, by, run):
    mentee, mentor = person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001")
    exclude_pair(mentee, mentor, by=by)
    with pytest.raises(RuleForbidsPair):
        pick_by_hand(mentee, mentor, by=by)
    assert pairs_of(run) == AS_FOUND


def test_pick_needs_a_place_that_is_not_promised(cohort, by, run):
    mentor = person(cohort, "Mentor 0001")
    draft = draft_of(run, "Mentee 0001")
    make.make_mentorship(proposal=draft)
    with pytest.raises(PairNotFree, match=r"Mentor 0001 has no free place\."):
        pick_by_hand(person(cohort, "Mentee 0000"), mentor, by=by)
    assert Adjustment.objects.count() == 0


def test_pick_does_not_push_out_a_pinned_draft(cohort, by, run):
    pin_proposal(draft_of(run, "Mentee 0001"), by=by)
    with pytest.raises(PairNotFree):
        pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001"), by=by)
    assert pairs_of(run) == AS_FOUND


def test_pick_of_a_pair_that_stands_is_refused(cohort, by, run):
    with pytest.raises(AlreadyTogether):
        pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0000"), by=by)


def test_undone_pick_leaves_everything_as_it_was(cohort, by, run):
    pin_proposal(draft_of(run, "Mentee 0000"), by=by)
    adjustment = pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001"), by=by)
    undo_adjustment(adjustment, by=by)
    assert pairs_of(run) == AS_FOUND
    decisions = PairDecision.objects.values_list("mentee__profile__name", "mentor__profile__name", "verdict")
    assert list(decisions) == [("Mentee 0000", "Mentor 0000", "pin")]


def test_swap_changes_two_mentors(cohort, by, run):
    swap_proposals(draft_of(run, "Mentee 0000"), draft_of(run, "Mentee 0001"), by=by)
    assert pairs_of(run) == AS_FOUND | {"Mentee 0000": "Mentor 0001", "Mentee 0001": "Mentor 0000"}
    assert PairDecision.objects.filter(verdict="pin").count() == 2


def test_swap_is_undone(cohort, by, run):
    adjustment = swap_proposals(draft_of(run, "Mentee 0000"), draft_of(run, "Mentee 0001"), by=by)
    undo_adjustment(adjustment, by=by)
    assert (pairs_of(run), PairDecision.objects.count()) == (AS_FOUND, 0)


def test_swap_against_a_rule_changes_nothing(cohort, by, run):
    exclude_pair(person(cohort, "Mentee 0001"), person(cohort, "Mentor 0000"), by=by)
    with pytest.raises(RuleForbidsPair):
        swap_proposals(draft_of(run, "Mentee 0000"), draft_of(run, "Mentee 0001"), by=by)
    assert pairs_of(run) == AS_FOUND


def test_draft_is_not_swapped_with_itself(cohort, by, run):
    draft = draft_of(run, "Mentee 0000")
    with pytest.raises(WrongState):
        swap_proposals(draft, draft, by=by)


def test_undone_exclusion_brings_the_draft_back(cohort, by, run):
    adjustment = exclude_proposal(draft_of(run, "Mentee 0000"), by=by)
    undo_adjustment(adjustment, by=by)
    assert (pairs_of(run), PairDecision.objects.count()) == (AS_FOUND, 0)


def test_undo_is_refused_once_the_place_is_given_again(cohort, by, run):
    adjustment = exclude_proposal(draft_of(run, "Mentee 0000"), by=by)
    pick_by_hand(person(cohort, "Mentee 0001"), person(cohort, "Mentor 0000"), by=by)
    before = pairs_of(run)
    with pytest.raises(CannotUndo):
        undo_adjustment(adjustment, by=by)
    assert pairs_of(run) == before


def test_undo_happens_once(cohort, by, run):
    adjustment = exclude_proposal(draft_of(run, "Mentee 0000"), by=by)
    undo_adjustment(adjustment, by=by)
    with pytest.raises(CannotUndo):
        undo_adjustment(adjustment, by=by)


def test_undo_is_refused_after_a_new_run(cohort, by, run):
    adjustment = exclude_proposal(draft_of(run, "Mentee 0000"), by=by)
    matched(cohort, by)
    with pytest.raises(CannotUndo):
        undo_adjustment(adjustment, by=by)
