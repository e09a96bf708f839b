"""Who is left without a proposal, and why."""

from rapport.matching.selectors import left_without
from rapport.matching.services.adjustments import pick_by_hand
from rapport.matching.services.decisions import exclude_proposal
from tests import make
from tests.matching.cohorts import matched, person


def reasons(run):
    return {left.participation.profile.name: left.reasons for left in left_without(run)}


def test_whoever_lost_a_draft_by_hand_is_left_with_the_reason(cohort, by):
    run = matched(cohort, by)
    assert reasons(run) == {}
    pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001"), by=by)
    exclude_proposal(run.proposals.get(mentee__profile__name="Mentee 0002", state="draft"), by=by)
    assert reasons(run) == {
        "Mentee 0001": ("Mentor 0001 was given to somebody else by hand.",),
        "Mentee 0002": ("You excluded the pair with Mentor 0002.",),
    }


def test_declined_proposal_leaves_the_mentee_without(cohort, by):
    run = matched(cohort, by)
    draft = run.proposals.get(mentee__profile__name="Mentee 0000")
    other = make.make_proposal(run=run, mentee=draft.mentee, state="declined")
    assert reasons(run) == {}
    draft.delete()
    name = other.mentor.profile.name
    assert reasons(run) == {"Mentee 0000": (f"The proposal with {name} was declined.",)}


def test_unmatched_of_the_run_are_left_until_somebody_is_picked(cohort, by):
    late = make.make_participation(
        role=make.MENTEE, cohort=cohort, name="Mentee 0009", answers={"topics": ["Writing"]}
    )
    run = matched(cohort, by)
    assert set(reasons(run)) == {"Mentee 0009"}
    pick_by_hand(late, person(cohort, "Mentor 0000"), by=by)
    assert set(reasons(run)) == {"Mentee 0000"}
