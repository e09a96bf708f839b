"""Who may see and do what: strangers see nothing, parties their own, runners their programme."""

import pytest

from rapport.mentorships import policies
from tests import make

pytestmark = pytest.mark.django_db
OUTSIDE = (
    "reviewer",
    "safeguarding_lead",
    "committee_member",
    "observer",
    "other_programme_coordinator",
    "other_organisation_coordinator",
    "other_organisation_mentor",
    "other_organisation_mentee",
)
RUNNERS = ("owner", "coordinator", "deputy")


@pytest.mark.parametrize("name", OUTSIDE)
def test_outsiders_see_no_mentorship_and_no_meeting(cast, name):
    by, pair = cast.actor(name), cast.own.pair

    assert not policies.mentorships_visible_to(by).filter(pk=pair.mentorship.pk).exists()
    assert not policies.meetings_visible_to(by).filter(pk=pair.held.pk).exists()


@pytest.mark.parametrize("name", ["mentor", "mentee"])
def test_parties_see_their_own_and_not_the_neighbours(cast, name):
    seen = set(policies.mentorships_visible_to(cast.actor(name)))

    assert cast.own.pair.mentorship in seen
    assert cast.own.neighbours.mentorship not in seen


@pytest.mark.parametrize("name", RUNNERS)
def test_runners_see_all_of_the_cohort_and_use_nothing_of_the_parties(cast, name):
    by, world = cast.actor(name), cast.own
    seen = set(policies.mentorships_visible_to(by).filter(cohort=world.cohort))

    assert seen == {world.pair.mentorship, world.neighbours.mentorship, world.closed}
    assert not policies.can_use_mentorship(by, world.pair.mentorship)
    assert not policies.can_record_meeting(by, world.pair.mentorship)
    assert not policies.can_answer_meeting(by, world.pair.held)
    assert not policies.can_correct_meeting(by, world.pair.held)


def test_an_entry_is_mended_by_who_made_it_and_answered_by_the_other(cast):
    mentor, mentee, held = cast.actor("mentor"), cast.actor("mentee"), cast.own.pair.held

    assert policies.can_correct_meeting(mentee, held)
    assert not policies.can_answer_meeting(mentee, held)
    assert policies.can_answer_meeting(mentor, held)
    assert not policies.can_correct_meeting(mentor, held)


def test_runners_settle_but_nobody_settles_a_case_of_their_own(cast):
    disputed = cast.own.pair.disputed
    owner = cast.actor("owner")
    assert policies.can_settle_meeting(owner, disputed)
    assert not policies.can_settle_meeting(cast.actor("mentor"), disputed)

    in_own_case = type(owner)(cast.people["mentor"], owner.organisation, owner.hat)
    assert not policies.can_settle_meeting(in_own_case, disputed)


def test_a_proposal_is_answered_by_the_two_it_names(cast):
    world = cast.own
    mentor, mentee = cast.actor("mentor"), cast.actor("mentee")

    assert set(policies.proposals_put_to(mentor)) >= {world.released_to_mentor}
    assert world.released_to_neighbours not in set(policies.proposals_put_to(mentor))
    assert world.draft not in set(policies.proposals_put_to(mentee))
    assert list(policies.proposals_put_to(cast.actor("coordinator"))) == []
    assert policies.can_answer_proposal(mentor, world.released_to_mentor)
    assert not policies.can_answer_proposal(mentee, world.released_to_mentor)


@pytest.mark.parametrize("name", ["owner", "coordinator", "deputy", "safeguarding_lead"])
def test_staff_see_nothing_of_what_two_expect_and_change_nothing_of_it(cast, name):
    by, mentorship = cast.actor(name), cast.own.pair.mentorship
    for party in mentorship.people:
        make.make_expectations(party=party)

    assert not policies.expectations_visible_to(by).exists()
    assert not policies.can_answer_own_expectations(by, mentorship)
    assert not policies.can_amend_agreement(by, mentorship)


def test_one_side_opens_to_the_other_when_both_have_answered_and_never_to_neighbours(cast):
    mentorship, neighbours = cast.own.pair.mentorship, cast.own.neighbours.mentorship
    mentor, mentee = mentorship.people
    own = make.make_expectations(party=mentor)
    for party in neighbours.people:
        make.make_expectations(party=party)
    sides = cast.actor("mentor"), cast.actor("mentee")
    assert [list(policies.expectations_visible_to(by)) for by in sides] == [[own], []]

    other = make.make_expectations(party=mentee)
    assert [set(policies.expectations_visible_to(by)) for by in sides] == [{own, other}] * 2
