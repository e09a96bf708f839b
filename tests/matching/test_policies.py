"""Who sees what in matching: those who run the programme everything, the two people what was sent to them."""

import pytest

from rapport.matching import policies
from rapport.programmes.choices import StaffRole
from tests import make
from tests.matching.cohorts import matched

VISIBLE = [
    policies.criteria_visible_to,
    policies.rules_visible_to,
    policies.decisions_visible_to,
    policies.runs_visible_to,
    policies.adjustments_visible_to,
    policies.proposals_visible_to,
]


@pytest.fixture
def run(cohort, by):
    run = matched(cohort, by)
    draft = run.proposals.first()
    make.make_rule(cohort=cohort)
    make.make_pair_decision(mentee=draft.mentee, mentor=draft.mentor)
    make.make_adjustment(run=run)
    return run


@pytest.mark.parametrize("role", [StaffRole.OWNER, StaffRole.COORDINATOR, StaffRole.DEPUTY])
def test_who_runs_the_programme_sees_everything(run, role):
    by = make.make_actor(programme=run.cohort.programme, role=role)
    assert [visible(by).count() for visible in VISIBLE] == [1, 1, 1, 1, 1, 3]


@pytest.mark.parametrize("role", [StaffRole.REVIEWER, StaffRole.SAFEGUARDING_LEAD, StaffRole.OBSERVER])
def test_other_staff_see_nothing(run, role):
    by = make.make_actor(programme=run.cohort.programme, role=role)
    assert [visible(by).count() for visible in VISIBLE] == [0] * 6


def test_coordinator_of_another_programme_sees_nothing(run):
    next_door = make.make_programme(organisation=run.cohort.programme.organisation)
    by = make.make_actor(programme=next_door)
    assert [visible(by).count() for visible in VISIBLE] == [0] * 6


def test_participant_sees_own_proposal_once_it_is_released(run):
    own = run.proposals.first()
    by = make.participant_actor(own.mentee)
    assert [visible(by).count() for visible in VISIBLE] == [0] * 6
    released = make.make_proposal(run=run, mentee=own.mentee, state="released")
    make.make_proposal(run=run, state="released")
    assert list(policies.proposals_visible_to(by)) == [released]
    assert policies.can_read_own_proposal(by, released)
    assert not policies.can_decide_proposal(by, released)
    assert not policies.can_review_proposal(by, released)


def test_coordinator_does_not_read_as_a_participant(run, by):
    released = make.make_proposal(run=run, state="released")
    assert not policies.can_read_own_proposal(by, released)


def test_frozen_input_is_not_loaded_with_a_run(run, by):
    assert "frozen_input" in policies.runs_visible_to(by).get().get_deferred_fields()
