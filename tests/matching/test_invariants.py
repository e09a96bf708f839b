"""What must hold of match runs and proposals is noticed when it does not."""

import pytest

from rapport.core import clock
from rapport.matching.choices import ProposalState, RunState
from rapport.matching.invariants import INVARIANTS
from tests.breaking import overwrite, said_by


def test_sound_world_has_no_breach(cast):
    assert said_by(INVARIANTS) == []


@pytest.mark.parametrize(
    ("name", "column", "stranger", "sentence"),
    [
        ("draft", "mentee", "other_programme.pair.mentee", "its people or its run belong to another cohort"),
        ("draft", "mentor", "other_programme.pair.mentor", "its people or its run belong to another cohort"),
        ("draft", "run", "other_programme.run", "its people or its run belong to another cohort"),
        ("pair_decision", "mentee", "other_programme.pair.mentee", "its people belong to another cohort"),
        (
            "unmatched",
            "participation",
            "other_programme.pair.mentee",
            "this person belongs to another cohort than the run",
        ),
    ],
)
def test_reference_across_cohorts(cast, name, column, stranger, sentence):
    world, *path = stranger.split(".")
    other = getattr(cast, world)
    for part in path:
        other = getattr(other, part)
    row = getattr(cast.own, name)
    overwrite(row, **{column: other})

    assert said_by(INVARIANTS) == [f"{row._meta.verbose_name} {row.public_id}: {sentence}"]


def test_proposal_with_a_mentor_for_mentee(cast):
    draft = cast.own.draft
    overwrite(draft, mentee=cast.own.pair.mentor)

    assert said_by(INVARIANTS) == [
        f"proposal {draft.public_id}: its mentee is no mentee, or its mentor no mentor"
    ]


def test_draft_of_an_older_run(cast):
    draft = cast.own.draft
    overwrite(draft, run=cast.own.earlier_run)

    assert said_by(INVARIANTS) == [f"proposal {draft.public_id}: a draft, but not of the newest run"]


def test_draft_of_a_failed_run(cast):
    overwrite(cast.own.run, state=RunState.FAILED)

    assert said_by(INVARIANTS) == [f"proposal {cast.own.draft.public_id}: a draft of a run that is not done"]


@pytest.mark.parametrize(
    ("state", "columns", "sentence"),
    [
        (ProposalState.RELEASED, {"ended_at": "now"}, "it is open, but has an end"),
        (ProposalState.DECLINED, {}, "it is answered, but has no end"),
        (ProposalState.RELEASED, {"expires_at": None}, "it is released, but has no last day"),
        (ProposalState.DRAFT, {}, "it is a draft, but was released"),
    ],
)
def test_proposal_that_is_not_what_its_state_says(cast, state, columns, sentence):
    proposal = cast.own.released_to_mentor
    moments = {name: clock.now() if value == "now" else value for name, value in columns.items()}
    overwrite(proposal, state=state, **moments)

    assert said_by(INVARIANTS) == [f"proposal {proposal.public_id}: {sentence}"]


def test_proposal_that_expires_before_it_is_released(cast):
    proposal = cast.own.released_to_mentor
    overwrite(proposal, expires_at=proposal.released_at)

    assert said_by(INVARIANTS) == [f"proposal {proposal.public_id}: its last day comes before its release"]


@pytest.mark.parametrize(
    ("columns", "sentences"),
    [
        ({"state": RunState.REQUESTED}, ["it is open, but has an end"]),
        ({"ended_at": None}, ["it has ended, but nobody knows when"]),
        (
            {"state": RunState.RUNNING, "ended_at": None},
            ["it runs, but nobody has claimed it"],
        ),
        ({"claimed_at": "now"}, ["it is claimed, but does not run"]),
    ],
)
def test_run_that_is_not_what_its_state_says(cast, columns, sentences):
    run = cast.own.earlier_run
    moments = {name: clock.now() if value == "now" else value for name, value in columns.items()}
    overwrite(run, **moments)

    assert said_by(INVARIANTS) == [f"match run {run.public_id}: {sentence}" for sentence in sentences]
