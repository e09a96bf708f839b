"""What stands of a run after changes by hand, and whether its proof still speaks truly."""

import pytest

from rapport.matching.models import MatchRun
from rapport.matching.selectors import certificate_of, standing_in_words, standing_of
from rapport.matching.services.adjustments import pick_by_hand, swap_proposals, undo_adjustment
from rapport.matching.services.decisions import (
    exclude_proposal,
    pin_proposal,
    remove_exclusion,
    unpin_proposal,
)
from rapport.matching.services.proposals import release_proposals
from tests import make
from tests.matching.cohorts import matched

PROVEN = "No other matching of these people scores higher."
PROVEN_WITH_PINS = "With the pinned pairs kept, no other matching of these people scores higher."
CHANGED = "What the run had found was proven best; it has been changed by hand since."


@pytest.fixture
def run(cohort, by):
    return matched(cohort, by)


def draft_of(run, mentee):
    return run.proposals.get(mentee__profile__name=mentee, state="draft")


def words(run):
    return standing_in_words(standing_of(run))


def proof(run):
    return certificate_of(run, standing_of(run))


def test_untouched_run_stands_as_it_was_found(run):
    assert (words(run), proof(run)) == ("3 pairs stand ready", PROVEN)


def test_changes_by_hand_are_told_apart_from_the_run(cohort, by, run):
    swap_proposals(draft_of(run, "Mentee 0000"), draft_of(run, "Mentee 0001"), by=by)
    assert (words(run), proof(run)) == ("3 pairs stand ready: 1 from the run, 2 by hand", CHANGED)
    exclude_proposal(draft_of(run, "Mentee 0002"), by=by)
    assert words(run) == "2 pairs stand ready: 0 from the run, 2 by hand; 1 excluded"


def test_undone_changes_count_no_more_and_the_proof_speaks_again(cohort, by, run):
    changes = [
        swap_proposals(draft_of(run, "Mentee 0000"), draft_of(run, "Mentee 0001"), by=by),
        exclude_proposal(draft_of(run, "Mentee 0002"), by=by),
    ]
    for change in reversed(changes):
        assert proof(run) == CHANGED
        undo_adjustment(change, by=by)
    assert (words(run), proof(run)) == ("3 pairs stand ready", PROVEN)


def test_pick_for_somebody_left_over_is_a_change(cohort, by):
    late = make.make_participation(role=make.MENTEE, cohort=cohort, name="Late", answers={"topics": []})
    run = matched(cohort, by)
    spare = make.make_participation(role=make.MENTOR, cohort=cohort, answers={"topics": []})
    pick_by_hand(late, spare, by=by)
    assert (words(run), proof(run)) == ("4 pairs stand ready: 3 from the run, 1 by hand", CHANGED)


def test_pins_after_a_run_leave_its_proof_alone_and_pins_before_it_are_named(cohort, by, run):
    draft = draft_of(run, "Mentee 0000")
    pin_proposal(draft, by=by)
    assert proof(run) == PROVEN
    again = matched(cohort, by)
    assert (proof(again), proof(MatchRun.objects.get(pk=run.pk))) == (PROVEN_WITH_PINS, PROVEN)
    unpin_proposal(draft_of(again, "Mentee 0000"), by=by)
    assert proof(again) == PROVEN_WITH_PINS


def test_exclusion_that_was_removed_is_not_counted(cohort, by, run):
    exclude_proposal(draft_of(run, "Mentee 0002"), by=by)
    remove_exclusion(cohort.pair_decisions.get(), by=by)
    assert (words(run), proof(run)) == ("2 pairs stand ready", CHANGED)


def test_released_proposals_are_named_beside_what_is_ready(cohort, by, run):
    release_proposals(cohort, by=by, ids=[draft_of(run, "Mentee 0000").public_id])
    assert words(run) == "2 pairs stand ready; 1 released"
    release_proposals(cohort, by=by)
    assert (words(run), proof(run)) == ("No pair stands ready; 3 released", PROVEN)
