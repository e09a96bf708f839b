"""What stands now, compared with what the last run found."""

import pytest

from rapport.matching.selectors import compare_with_last
from rapport.matching.services.adjustments import pick_by_hand, undo_adjustment
from rapport.matching.services.decisions import exclude_proposal, pin_proposal
from rapport.matching.services.proposals import release_proposals, withdraw_proposal
from tests import make
from tests.matching.cohorts import matched, person


@pytest.fixture
def run(cohort, by):
    return matched(cohort, by)


def draft_of(run, mentee):
    return run.proposals.get(mentee__profile__name=mentee, state="draft")


def told(run):
    """Return each kind of change: mentee, who it was, who it is."""
    comparison = compare_with_last(run)
    return {
        kind: [
            (c.mentee.profile.name, *[[(m.name, m.note) for m in mates] for mates in (c.before, c.after)])
            for c in getattr(comparison, kind)
        ]
        for kind in ("new", "moved", "lost", "unchanged")
    }


def test_first_run_has_nothing_to_compare_with(run):
    assert compare_with_last(run) is None


def test_changes_by_hand_are_compared_with_the_first_run_until_they_are_undone(cohort, by, run):
    change = exclude_proposal(draft_of(run, "Mentee 0002"), by=by)
    found = told(run)
    assert (len(found["unchanged"]), found["new"], found["moved"]) == (2, [], [])
    assert found["lost"] == [("Mentee 0002", [("Mentor 0002", "excluded")], [])]
    undo_adjustment(change, by=by)
    assert compare_with_last(run) is None


def test_pair_excluded_after_the_last_run_counts_as_found_by_it(cohort, by, run):
    make.make_participation(role=make.MENTOR, cohort=cohort, name="Spare", answers={"topics": ["Research"]})
    exclude_proposal(draft_of(run, "Mentee 0002"), by=by)
    again = matched(cohort, by)
    assert told(again)["moved"] == [("Mentee 0002", [("Mentor 0002", "excluded")], [("Spare", "")])]
    assert told(again)["new"] == []


def test_pair_picked_after_the_last_run_counts_as_moved_though_the_pin_kept_it(cohort, by, run):
    pick_by_hand(person(cohort, "Mentee 0000"), person(cohort, "Mentor 0001"), by=by)
    again = matched(cohort, by)
    assert told(again)["moved"] == [
        ("Mentee 0000", [("Mentor 0000", "")], [("Mentor 0001", "pinned")]),
        ("Mentee 0001", [("Mentor 0001", "")], [("Mentor 0000", "")]),
    ]


def test_pinned_pair_stays(cohort, by, run):
    pin_proposal(draft_of(run, "Mentee 0000"), by=by)
    again = matched(cohort, by)
    assert told(again)["unchanged"][0] == ("Mentee 0000", [("Mentor 0000", "")], [("Mentor 0000", "pinned")])
    assert compare_with_last(again).changed == []


def test_released_pair_stays_until_it_is_withdrawn(cohort, by, run):
    released = draft_of(run, "Mentee 0000")
    release_proposals(cohort, by=by, ids=[released.public_id])
    again = matched(cohort, by)
    assert (len(told(again)["unchanged"]), compare_with_last(again).changed) == (3, [])
    withdraw_proposal(released, by=by)
    assert told(again)["lost"] == [("Mentee 0000", [("Mentor 0000", "")], [])]


def test_mentors_of_one_name_are_two_people(cohort, by, run):
    for number in (0, 1):
        profile = person(cohort, f"Mentor {number:04}").profile
        profile.name = "Kim Lee"
        profile.save()
    sheets = [mentor.answers for mentor in cohort.participations.filter(profile__name="Kim Lee")]
    sheets[0].values, sheets[1].values = sheets[1].values, sheets[0].values
    for sheet in sheets:
        sheet.save()
    assert [change[0] for change in told(matched(cohort, by))["moved"]] == ["Mentee 0000", "Mentee 0001"]
