"""Staff who take part themselves: every decision about a pair of their own is left to somebody else."""

import pytest

from rapport.audit.models import AuditEvent
from rapport.letters.models import Letter
from rapport.matching.models import Adjustment, PairDecision, Proposal
from rapport.matching.services.adjustments import swap_proposals
from rapport.matching.services.decisions import exclude_pair
from rapport.matching.services.proposals import release_proposals
from rapport.mentorships.models import ProposalAnswer
from rapport.programmes.choices import StaffRole
from tests import make
from tests.cast import browser_of
from tests.matching.cohorts import person
from tests.web.coordinator.matching_pages import Desk, words_of

SENTENCE = "This is about yourself, so somebody else decides: another coordinator, a deputy or an owner."
RUNNERS = [StaffRole.COORDINATOR, StaffRole.DEPUTY, StaffRole.OWNER]


@pytest.fixture
def desk(db):
    return Desk(pairs=4)


def browser_as(desk, profile, role=StaffRole.COORDINATOR):
    """Return the browser of somebody who takes part, under a staff hat."""
    programme = None if role == StaffRole.OWNER else desk.cohort.programme
    return browser_of(make.staff_actor(make.make_membership(profile=profile, role=role, programme=programme)))


def standing():
    """Everything that a decision about a pair could have changed."""
    return (
        list(Proposal.objects.order_by("pk").values_list("pk", "state", "is_pinned")),
        list(PairDecision.objects.values_list("pk", "verdict")),
        list(Adjustment.objects.values_list("pk", "undone_at")),
        Letter.objects.count(),
        AuditEvent.objects.count(),
    )


@pytest.mark.parametrize("role", RUNNERS)
@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_no_decision_about_an_own_draft(desk, role, side):
    own, other = desk.draft(0), desk.draft(1)
    browser = browser_as(desk, getattr(own, side).profile, role)
    before = standing()
    for name, about, sent in [
        ("proposal-pin", own, {}),
        ("proposal-unpin", own, {}),
        ("proposal-exclude", own, {"note": "No"}),
        ("proposal-withdraw", own, {}),
        ("proposal-swap", own, {"partner": other.public_id}),
        ("proposal-swap", other, {"partner": own.public_id}),
    ]:
        answer = browser.post(desk.url(name, about.public_id), sent)
        assert (name, answer.status_code, SENTENCE in words_of(answer)) == (name, 403, True)
    assert browser.get(desk.url("proposal-swap", own.public_id)).status_code == 403
    assert standing() == before


def test_own_proposal_is_read_without_the_acts_and_without_what_the_other_said(desk):
    release_proposals(desk.cohort, by=desk.by, ids=[desk.draft(1).public_id])
    released = Proposal.objects.get(state="released")
    make.make_answer(proposal=released, participation=released.mentor)
    ProposalAnswer.objects.update(reason="cnry reason")
    for pair in (desk.draft(0), released):
        browser = browser_as(desk, pair.mentee.profile)
        words = words_of(browser.get(desk.url("proposal", pair.public_id)))
        assert "You are one of the two, so somebody else decides here" in words
        for act in ("Exclude this pair", "Swap…", "Withdraw the proposal", "cnry reason"):
            assert (act, act in words) == (act, False)
    assert "Exclude this pair" in words_of(browser.get(desk.url("proposal", desk.draft(2).public_id)))


def test_own_draft_is_held_back_and_the_others_are_released(desk):
    own = desk.draft(0)
    browser = browser_as(desk, own.mentor.profile)
    asked = words_of(browser.get(desk.url("proposal-release")))
    assert "Release 3 proposals?" in asked
    assert f"1 stays here: Mentee 0000 · Mentor 0000: {SENTENCE}" in asked
    browser.post(desk.url("proposal-release"), {"all": "yes", "confirmed": "yes"})
    assert list(Proposal.objects.filter(state="draft")) == [own]
    browser.post(desk.url("proposal-release"), {"chosen": own.public_id, "confirmed": "yes"})
    assert Proposal.objects.get(state="draft") == own
    desk.post("proposal-release", data={"all": "yes", "confirmed": "yes"})
    assert Proposal.objects.filter(state="released").count() == 4


def test_nobody_picks_for_themselves_nor_takes_their_own_mentor_away_or_to_them(desk):
    own, other = desk.draft(0), desk.draft(1)
    mentee_browser = browser_as(desk, own.mentee.profile)
    before = standing()
    for mentee, mentor, status in [
        (own.mentee, other.mentor, 403),  # for themselves
        (other.mentee, own.mentor, 302),  # their own draft would have to give way
    ]:
        url = desk.url("mentor-pick", mentee.public_id)
        assert mentee_browser.post(url, {"mentor": mentor.public_id}).status_code == status
    assert SENTENCE in words_of(mentee_browser.get(desk.url("mentor-pick", other.mentee.public_id)))
    mentor_browser = browser_as(desk, own.mentor.profile)
    url = desk.url("mentor-pick", other.mentee.public_id)
    assert own.mentor.public_id not in mentor_browser.get(url).content.decode()
    mentor_browser.post(url, {"mentor": own.mentor.public_id})
    assert standing() == before


def test_nobody_excludes_themselves_from_a_pair_or_lifts_it(desk):
    own, other = desk.draft(0), desk.draft(1)
    decision = exclude_pair(own.mentee, other.mentor, by=desk.by)
    browser = browser_as(desk, own.mentee.profile)
    before = standing()
    names = {"mentee": own.mentee.public_id, "mentor": own.mentor.public_id, "note": ""}
    assert SENTENCE in words_of(browser.post(desk.url("exclusion-add"), names))
    assert browser.post(desk.url("exclusion-remove", decision.public_id)).status_code == 403
    url = desk.url("exclusion-remove", decision.public_id)
    assert url not in browser.get(desk.url("matching")).content.decode()
    assert standing() == before


def test_nobody_undoes_a_change_that_touched_them(desk):
    change = swap_proposals(desk.draft(0), desk.draft(1), by=desk.by)
    browser = browser_as(desk, person(desk.cohort, "Mentor 0000").profile)
    before = standing()
    assert browser.post(desk.url("adjustment-undo", change.public_id)).status_code == 403
    assert standing() == before
    stranger = browser_as(desk, person(desk.cohort, "Mentor 0003").profile)
    assert stranger.post(desk.url("adjustment-undo", change.public_id)).status_code == 302
