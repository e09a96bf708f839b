"""What a coordinator does to one proposal from its page."""

import pytest

from rapport.matching.models import Adjustment, PairDecision, Proposal
from rapport.matching.services.decisions import exclude_pair
from rapport.matching.services.proposals import release_proposals
from tests import make
from tests.cast import sign_in
from tests.matching.cohorts import pairs_of, person
from tests.web.coordinator.matching_pages import Desk, words_of


@pytest.fixture
def desk(db):
    return Desk()


def test_pin_and_unpin(desk):
    draft = desk.draft()
    page = desk.post("proposal-pin", draft.public_id, follow=True)
    assert "Mentee 0000 and Mentor 0000 stay together in every run." in words_of(page)
    assert PairDecision.objects.get().verdict == "pin"
    desk.post("proposal-unpin", draft.public_id)
    assert not PairDecision.objects.exists()


def test_exclude_and_undo_from_the_line_that_says_so(desk):
    draft = desk.draft()
    page = desk.post("proposal-exclude", draft.public_id, data={"note": "Cousins"}, follow=True)
    adjustment = Adjustment.objects.get()
    undo = desk.url("adjustment-undo", adjustment.public_id)
    assert f'action="{undo}"' in page.content.decode()
    assert PairDecision.objects.get().note == "Cousins"
    assert "Undone." in words_of(desk.client.post(undo, follow=True))
    assert (desk.draft(), PairDecision.objects.count()) == (draft, 0)


def test_swap_offers_partners_with_scores_and_swaps(desk):
    first, second = desk.draft(0), desk.draft(1)
    words = words_of(desk.get("proposal-swap", first.public_id))
    assert "Mentee 0000 · Mentor 0001 0" in words
    desk.post("proposal-swap", first.public_id, data={"partner": second.public_id})
    assert pairs_of(desk.run)["Mentee 0000"] == "Mentor 0001"


def test_swap_against_an_exclusion_is_explained(desk):
    first, second = desk.draft(0), desk.draft(1)
    exclude_pair(first.mentee, second.mentor, by=desk.by)
    words = words_of(
        desk.post("proposal-swap", first.public_id, data={"partner": second.public_id}, follow=True)
    )
    assert "Mentee 0000 and Mentor 0001 cannot be a pair:" in words
    assert Adjustment.objects.count() == 0


def test_pick_says_who_would_lose_the_mentor_and_picks(desk):
    mentee, mentor = person(desk.cohort, "Mentee 0000"), person(desk.cohort, "Mentor 0001")
    words = words_of(desk.get("mentor-pick", mentee.public_id))
    assert "Mentor 0001 0 takes the place of Mentee 0001" in words
    desk.post("mentor-pick", mentee.public_id, data={"mentor": mentor.public_id})
    assert pairs_of(desk.run)["Mentee 0000"] == "Mentor 0001"


def test_pick_is_searched_by_name(desk):
    mentee = person(desk.cohort, "Mentee 0000")
    words = words_of(desk.get("mentor-pick", mentee.public_id, query="?q=0002"))
    assert ("Mentor 0002" in words, "Mentor 0001" in words) == (True, False)


def test_mentor_is_not_given_a_mentor(desk):
    mentor = person(desk.cohort, "Mentor 0000")
    assert desk.get("mentor-pick", mentor.public_id).status_code == 404


def test_released_proposal_is_withdrawn(desk):
    proposal = desk.draft()
    release_proposals(desk.cohort, by=desk.by)
    desk.post("proposal-withdraw", proposal.public_id)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_released_proposal_cannot_be_pinned(desk):
    proposal = desk.draft()
    release_proposals(desk.cohort, by=desk.by)
    assert desk.post("proposal-pin", proposal.public_id).status_code == 409
    assert not PairDecision.objects.exists()


def test_coordinator_of_another_programme_changes_nothing(desk):
    stranger = Desk(name="Elsewhere")
    draft = desk.draft()
    for act in ("proposal-pin", "proposal-exclude"):
        assert stranger.client.post(desk.url(act, draft.public_id)).status_code == 404
    assert Proposal.objects.get(pk=draft.pk).state == "draft"
    assert not PairDecision.objects.exists()


def test_mentee_sees_no_draft(desk):
    client = Desk(name="Other", run=False).client
    sign_in(client, make.participant_actor(person(desk.cohort, "Mentee 0000")))
    assert client.get(desk.url("proposal", desk.draft().public_id)).status_code == 404
