"""While a month is countersigned, somebody else changes one of its entries: the name stands under what the entry says."""

import datetime as dt
from functools import partial

import pytest
import time_machine

from rapport.mentorships.choices import MeetingState, Settlement
from rapport.mentorships.invariants import INVARIANTS
from rapport.mentorships.models import CountersignedMonth, Meeting
from rapport.mentorships.services import meetings
from rapport.mentorships.services.registers import countersign_month
from rapport.programmes.choices import MeetingMode
from tests import make
from tests.breaking import said_by
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)

MARCH, IN_MARCH, IN_APRIL = dt.date(2026, 3, 1), dt.date(2026, 3, 10), dt.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def scene():
    cohort = make.make_cohort(starts_on=dt.date(2026, 2, 1), ends_on=dt.date(2026, 8, 1))
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort)
    mentorship = make.make_mentorship(mentee=mentee, starts_on=dt.date(2026, 2, 10))
    return mentorship, make.make_actor(programme=cohort.programme)


def entry(held_on):
    return meetings.Entry(held_on=held_on, minutes=30, mode=MeetingMode.IN_PERSON, topics="Another")


def acts(mentorship, coordinator):
    """What somebody may do to an entry of the month, by what it is called, with the state that the entry is in before."""
    mentor, mentee = (make.participant_actor(party.participation) for party in mentorship.people)
    settle = partial(meetings.settle_meeting, by=coordinator, outcome=Settlement.STRIKE, decision="Gone")
    return {
        "confirm": (MeetingState.HELD, partial(meetings.confirm_meeting, by=mentor)),
        "dispute": (MeetingState.HELD, partial(meetings.dispute_meeting, by=mentor, reason="No")),
        "correct": (MeetingState.HELD, partial(meetings.correct_meeting, entry=entry(IN_MARCH), by=mentee)),
        "move out": (MeetingState.HELD, partial(meetings.correct_meeting, entry=entry(IN_APRIL), by=mentee)),
        "settle": (MeetingState.DISPUTED, settle),
    }


@pytest.mark.parametrize("attempt", range(3))
@pytest.mark.parametrize("name", ["confirm", "dispute", "correct", "move out", "settle"])
def test_name_stands_under_what_the_entry_says(scene, name, attempt):
    mentorship, coordinator = scene
    state, act = acts(mentorship, coordinator)[name]
    meeting = make.make_meeting(mentorship=mentorship, held_on=IN_MARCH, state=state)

    at_once(
        partial(countersign_month, mentorship.cohort, MARCH, by=coordinator, name="C. Cole"),
        partial(act, meeting),
    )

    assert said_by(INVARIANTS) == []
    late = Meeting.objects.get(pk=meeting.pk)
    signed = [month.entries for month in CountersignedMonth.objects.all()]
    if late.locked_in_id is not None:
        assert signed == [1]
    else:  # it was disputed when the month was looked at, or belongs to another month since
        assert signed == ([0] if late.held_on == IN_APRIL else [])


@pytest.mark.parametrize("attempt", range(3))
def test_month_is_closed_once_however_many_sign_at_once(scene, attempt):
    mentorship, coordinator = scene
    make.make_meeting(mentorship=mentorship, held_on=IN_MARCH)
    sign = partial(countersign_month, mentorship.cohort, MARCH, by=coordinator, name="C. Cole")

    outcomes = at_once(sign, sign)

    assert kinds(outcomes) == ["tuple", "tuple"]
    assert CountersignedMonth.objects.count() == 1
    assert said_by(INVARIANTS) == []


@pytest.mark.parametrize("attempt", range(3))
def test_meeting_recorded_meanwhile_is_in_the_month_or_added_to_it(scene, attempt):
    mentorship, coordinator = scene
    mentee = make.participant_actor(mentorship.people[1].participation)

    outcomes = at_once(
        partial(countersign_month, mentorship.cohort, MARCH, by=coordinator, name="C. Cole"),
        partial(meetings.record_meeting, mentorship, entry(IN_MARCH), by=mentee),
    )

    assert kinds(outcomes) == ["Meeting", "tuple"]
    month, meeting = CountersignedMonth.objects.get(), Meeting.objects.get()
    assert month.entries == int(meeting.locked_in_id is not None)
    assert said_by(INVARIANTS) == []
