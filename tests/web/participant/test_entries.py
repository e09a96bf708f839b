"""One entry: read it, confirm it, dispute it, without a script."""

import pytest
from django.urls import reverse

from rapport.mentorships.choices import MeetingState
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make.make_meeting()


@pytest.fixture
def mentor(meeting):
    return browser_of(make.participant_actor(meeting.mentorship.people[0].participation))


@pytest.fixture
def mentee(meeting):
    return browser_of(make.participant_actor(meeting.mentorship.people[1].participation))


def page(meeting, name="detail"):
    return reverse(f"participant:meeting-{name}", args=[meeting.mentorship.public_id, meeting.public_id])


def state(meeting):
    meeting.refresh_from_db()
    return meeting.state


def test_the_other_is_asked_and_confirms(meeting, mentor):
    assert "Is this right?" in mentor.get(page(meeting)).content.decode()

    mentor.post(page(meeting, "confirm"))

    assert state(meeting) == MeetingState.CONFIRMED
    assert "Is this right?" not in mentor.get(page(meeting)).content.decode()


def test_who_made_it_is_not_asked_but_may_correct(meeting, mentee):
    text = mentee.get(page(meeting)).content.decode()

    assert "Is this right?" not in text
    assert page(meeting, "correct") in text


def test_confirming_twice_is_no_error(meeting, mentor):
    mentor.post(page(meeting, "confirm"))

    assert mentor.post(page(meeting, "confirm")).status_code == 302


def test_a_dispute_needs_a_reason(meeting, mentor):
    answer = mentor.post(page(meeting, "dispute"), {"reason": ""})

    assert (answer.status_code, state(meeting)) == (422, MeetingState.HELD)


def test_a_reason_is_read_by_the_one_who_made_the_entry(meeting, mentor, mentee):
    mentor.post(page(meeting, "dispute"), {"reason": "It was <b>Tuesday</b>"})

    assert state(meeting) == MeetingState.DISPUTED
    assert "It was &lt;b&gt;Tuesday&lt;/b&gt;" in mentee.get(page(meeting)).content.decode()


def test_what_stands_cannot_be_disputed_and_the_reason_is_not_lost(meeting, mentor):
    mentor.post(page(meeting, "confirm"))

    answer = mentor.post(page(meeting, "dispute"), {"reason": "On second thoughts"})

    assert (answer.status_code, state(meeting)) == (422, MeetingState.CONFIRMED)
    assert answer.context["form"]["reason"].value() == "On second thoughts"
