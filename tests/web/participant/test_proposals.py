"""A proposal from one side: who, why, until when; yes, or no with a reason."""

import datetime as dt

import pytest
from django.urls import reverse

from rapport.core import clock
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState
from rapport.matching.services.proposals import release_proposals
from rapport.mentorships.models import Mentorship, ProposalAnswer
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db
PARTS = [
    {
        "label": "Topics",
        "points": 6.0,
        "most": 10.0,
        "sentence": "Both like statistics.",
        "uses_sensitive": False,
    },
    {"label": "Health", "points": 9.0, "most": 9.0, "sentence": "cnry health", "uses_sensitive": True},
    {"label": "Hours", "points": 0.0, "most": 5.0, "sentence": "cnry hours", "uses_sensitive": False},
]


@pytest.fixture
def proposal():
    return make.make_proposal(state=ProposalState.RELEASED, parts=PARTS)


@pytest.fixture
def mentee(proposal):
    return browser_of(make.participant_actor(proposal.mentee))


@pytest.fixture
def mentor(proposal):
    return browser_of(make.participant_actor(proposal.mentor))


def page(proposal, name="detail"):
    return reverse(f"participant:proposal-{name}", args=[proposal.public_id])


def test_it_says_who_and_why_but_nothing_sensitive(proposal, mentee):
    text = mentee.get(page(proposal)).content.decode()

    assert proposal.mentor.profile.name in text
    assert "Both like statistics." in text
    assert "cnry" not in text


def test_both_say_yes_without_a_script_and_come_to_the_agreement(proposal, mentee, mentor):
    first = mentee.post(page(proposal, "accept"), follow=True)
    assert "You said yes." in first.content.decode()

    second = mentor.post(page(proposal, "accept"))

    mentorship = Mentorship.objects.get(proposal=proposal)
    assert second.url == reverse("participant:agreement-sign", args=[mentorship.public_id])


@pytest.mark.parametrize(("waits", "words"), [(True, "and you can meet."), (False, "and can meet at once.")])
def test_a_pair_is_told_whether_its_meetings_wait_for_the_agreement(proposal, mentee, mentor, waits, words):
    type(proposal.cohort.programme).objects.update(waits_for_agreement=waits)
    mentee.post(page(proposal, "accept"))

    answer = mentor.post(page(proposal, "accept"), follow=True)

    assert words in answer.content.decode()


def test_a_double_click_leads_to_the_same_place(proposal, mentee, mentor):
    mentee.post(page(proposal, "accept"))

    once, twice = (mentor.post(page(proposal, "accept")) for _ in range(2))

    assert once.url == twice.url
    assert Mentorship.objects.count() == 1


def test_a_no_needs_a_reason_and_keeps_the_proposal_until_then(proposal, mentee):
    answer = mentee.post(page(proposal, "decline"), {"reason": "  "})

    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (422, ProposalState.RELEASED)


def test_a_no_with_a_reason_ends_it_and_the_other_never_reads_why(proposal, mentee, mentor):
    mentee.post(page(proposal, "decline"), {"reason": "cnry too far"})

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DECLINED
    assert ProposalAnswer.objects.get().reason == "cnry too far"
    other_side = mentor.get(page(proposal)).content.decode()
    assert "This proposal is no longer open." in other_side
    assert "cnry" not in other_side


def test_a_mentor_without_a_place_is_said_so_in_words(proposal, mentee, mentor):
    mentor.post(page(proposal, "accept"))
    type(proposal.mentor).objects.filter(pk=proposal.mentor_id).update(capacity=0)

    answer = mentee.post(page(proposal, "accept"))

    assert answer.status_code == 409
    assert "The last place with this mentor has just been taken." in answer.content.decode()


def test_page_home_and_letter_name_the_same_last_day():
    programme = make.make_programme(time_zone="Asia/Kolkata", answer_days=7)
    draft = make.make_proposal(
        mentee=make.make_participation(role=make.MENTEE, cohort=make.make_cohort(programme=programme))
    )
    with clock.at(dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)):
        release_proposals(draft.cohort, by=make.make_actor(programme=programme))
        reader = browser_of(make.participant_actor(draft.mentee))
        assert "Please answer by Mon 8 Feb." in reader.get(page(draft)).content.decode()
        assert "Until Mon 8 Feb." in reader.get(reverse("participant:home")).content.decode()
    assert "by Monday 8 February." in Letter.objects.first().text


def test_a_draft_is_not_there(mentee, proposal):
    draft = make.make_proposal(mentee=proposal.mentee)

    assert mentee.get(page(draft)).status_code == 404


def test_a_circle_says_so_before_anybody_agrees(proposal, mentee, mentor):
    assert "A circle" not in mentee.get(page(proposal)).content.decode()
    type(proposal.cohort.programme).objects.update(model="circle")

    assert (
        f"A circle: {proposal.mentor} mentors several people" in mentee.get(page(proposal)).content.decode()
    )
    assert "A circle: you have places for 1" in mentor.get(page(proposal)).content.decode()
