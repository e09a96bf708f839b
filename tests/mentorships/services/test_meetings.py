"""Entries in the register: who may do what with them, and in which order."""

import dataclasses
import datetime as dt

import pytest
import time_machine

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import NotAllowed, WrongState
from rapport.letters.models import Letter
from rapport.mentorships.choices import MeetingState, MentorshipState, Settlement, Verdict
from rapport.mentorships.errors import (
    AgreementNotSigned,
    EntryStands,
    MeetingBeforeStart,
    MeetingInFuture,
    NobodyMet,
    NotForYouToConfirm,
)
from rapport.mentorships.models import Attendance, EarlierEntry, Meeting
from rapport.mentorships.services.meetings import (
    Entry,
    confirm_meeting,
    correct_meeting,
    dispute_meeting,
    record_meeting,
    settle_meeting,
)
from rapport.programmes.choices import MeetingMode
from tests import make

pytestmark = pytest.mark.django_db


def entry(**fields):
    usual = {
        "held_on": make.days_ago(1),
        "minutes": 45,
        "mode": MeetingMode.IN_PERSON,
        "topics": "cnry topics",
        "place": "Library",
    }
    return Entry(**(usual | fields))


@pytest.fixture
def mentorship():
    return make.make_mentorship()


@pytest.fixture
def mentor(mentorship):
    return make.participant_actor(mentorship.people[0].participation)


@pytest.fixture
def mentee(mentorship):
    return make.participant_actor(mentorship.people[1].participation)


@pytest.fixture
def meeting(mentorship, mentor):
    return record_meeting(mentorship, entry(), by=mentor)


@pytest.fixture
def coordinator(mentorship):
    return make.make_actor(programme=mentorship.cohort.programme)


def state_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).state


def verdicts(meeting):
    return sorted(meeting.attendances.values_list("verdict", flat=True))


def test_where_the_programme_does_not_wait_they_meet_before_they_sign():
    unsigned = make.make_mentorship(signed=False, state=MentorshipState.ACTIVE, waits_for_agreement=False)
    by = make.participant_actor(unsigned.people[1].participation)

    assert record_meeting(unsigned, entry(), by=by).state == MeetingState.HELD
    with pytest.raises(MeetingBeforeStart):
        record_meeting(unsigned, entry(held_on=make.days_ago(40)), by=by)


# -- recording -----------------------------------------------------------------------------------------------


def test_a_meeting_is_held_until_the_other_confirms(meeting, mentorship):
    assert meeting.state == MeetingState.HELD
    assert (meeting.minutes, meeting.place, meeting.topics) == (45, "Library", "cnry topics")
    assert sorted(meeting.attendances.values_list("was_there", flat=True)) == [True, True]


def test_the_other_is_asked_without_a_word_of_what_was_said(meeting, mentorship):
    letter = Letter.objects.get()

    assert (letter.kind, letter.to_name) == ("meeting-recorded-request", mentorship.people[1].name)
    assert "cnry" not in letter.subject + letter.text + letter.html
    assert "cnry" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_the_same_entry_sent_twice_is_one(mentorship, mentor):
    first = record_meeting(mentorship, entry(), by=mentor, entry_key="once")

    assert record_meeting(mentorship, entry(), by=mentor, entry_key="once") == first
    assert (Meeting.objects.count(), Letter.objects.count()) == (1, 1)


def test_no_meeting_before_both_have_signed():
    unsigned = make.make_mentorship(signed=False)

    with pytest.raises(AgreementNotSigned):
        record_meeting(unsigned, entry(), by=make.participant_actor(unsigned.people[0].participation))
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("state", [MentorshipState.PAUSED, MentorshipState.CLOSED])
def test_no_meeting_in_a_mentorship_that_rests_or_is_over(state):
    resting = make.make_mentorship(state=state)

    with pytest.raises(WrongState):
        record_meeting(resting, entry(), by=make.participant_actor(resting.people[0].participation))
    assert Meeting.objects.count() == 0


@time_machine.travel("2027-03-01 20:00:00Z", tick=False)
def test_today_is_the_day_of_the_programme_and_tomorrow_is_not_yet():
    programme = make.make_programme(time_zone="Asia/Kolkata")
    cohort = make.make_cohort(programme=programme)
    mentorship = make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort))
    by = make.participant_actor(mentorship.people[0].participation)

    record_meeting(mentorship, entry(held_on=dt.date(2027, 3, 2)), by=by)
    with pytest.raises(MeetingInFuture):
        record_meeting(mentorship, entry(held_on=dt.date(2027, 3, 3)), by=by)
    assert list(Meeting.objects.values_list("held_on", flat=True)) == [dt.date(2027, 3, 2)]


def test_no_meeting_before_the_mentorship_began(mentorship, mentor):
    with pytest.raises(MeetingBeforeStart):
        record_meeting(mentorship, entry(held_on=make.days_ago(31)), by=mentor)
    assert Meeting.objects.count() == 0


def test_no_meeting_before_all_have_signed(mentorship, mentor):
    moment = clock.now() - dt.timedelta(days=5)
    mentorship.agreements.update(signed_at=moment)

    with pytest.raises(MeetingBeforeStart):
        record_meeting(mentorship, entry(held_on=make.days_ago(6)), by=mentor)
    record_meeting(mentorship, entry(held_on=make.days_ago(5)), by=mentor)
    assert Meeting.objects.count() == 1


def test_somebody_was_there(mentorship, mentor):
    with pytest.raises(NobodyMet):
        record_meeting(mentorship, entry(present=()), by=mentor)
    assert Meeting.objects.count() == 0


def test_who_was_not_there_is_noted(mentorship, mentor):
    here, away = mentorship.people

    record_meeting(mentorship, entry(present=[here.public_id]), by=mentor)

    assert Attendance.objects.get(party=away).was_there is False


def test_a_stranger_records_nothing(mentorship):
    stranger = make.make_participation(role=make.MENTOR, cohort=mentorship.cohort)

    with pytest.raises(NotAllowed):
        record_meeting(mentorship, entry(), by=make.participant_actor(stranger))
    assert Meeting.objects.count() == 0


# -- confirming and disputing --------------------------------------------------------------------------------


def test_the_other_confirms(meeting, mentee):
    confirm_meeting(meeting, by=mentee)

    assert (state_of(meeting), verdicts(meeting)) == (MeetingState.CONFIRMED, ["", Verdict.CONFIRMED])


def test_confirming_twice_changes_nothing(meeting, mentee):
    confirm_meeting(meeting, by=mentee)
    before = AuditEvent.objects.count()

    confirm_meeting(meeting, by=mentee)

    assert AuditEvent.objects.count() == before


def test_nobody_confirms_or_disputes_an_own_entry(meeting, mentor):
    with pytest.raises(NotForYouToConfirm):
        confirm_meeting(meeting, by=mentor)
    with pytest.raises(NotForYouToConfirm):
        dispute_meeting(meeting, by=mentor, reason="No")
    assert (state_of(meeting), verdicts(meeting)) == (MeetingState.HELD, ["", ""])


def test_a_stranger_confirms_and_disputes_nothing(meeting, mentorship):
    stranger = make.participant_actor(make.make_participation(role=make.MENTEE, cohort=mentorship.cohort))

    with pytest.raises(NotAllowed):
        confirm_meeting(meeting, by=stranger)
    with pytest.raises(NotAllowed):
        dispute_meeting(meeting, by=stranger, reason="No")
    assert state_of(meeting) == MeetingState.HELD


def test_a_dispute_tells_who_made_the_entry_and_the_coordinator_but_not_why(meeting, mentee, coordinator):
    Letter.objects.all().delete()

    dispute_meeting(meeting, by=mentee, reason="cnry reason")

    assert state_of(meeting) == MeetingState.DISPUTED
    kinds = Letter.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["meeting-disputed-notice", "meeting-disputed-notification"]
    assert not Letter.objects.filter(text__contains="cnry").exists()
    assert Attendance.objects.get(meeting=meeting, verdict=Verdict.DISPUTED).note == "cnry reason"


def test_disputing_twice_changes_nothing(meeting, mentee):
    dispute_meeting(meeting, by=mentee, reason="Another day")
    before = Letter.objects.count()

    dispute_meeting(meeting, by=mentee, reason="Another day")

    assert Letter.objects.count() == before


def test_what_is_disputed_is_not_confirmed_in_passing(meeting, mentee):
    dispute_meeting(meeting, by=mentee, reason="Another day")

    with pytest.raises(WrongState):
        confirm_meeting(meeting, by=mentee)
    assert state_of(meeting) == MeetingState.DISPUTED


def test_a_confirmed_entry_is_never_changed(meeting, mentor, mentee, coordinator):
    confirm_meeting(meeting, by=mentee)

    with pytest.raises(EntryStands):
        correct_meeting(meeting, entry(minutes=90), by=mentor)
    with pytest.raises(EntryStands):
        dispute_meeting(meeting, by=mentee, reason="Now I think otherwise")
    with pytest.raises(WrongState):
        settle_meeting(meeting, by=coordinator, outcome=Settlement.STRIKE, decision="No")
    assert (state_of(meeting), Meeting.objects.get().minutes) == (MeetingState.CONFIRMED, 45)


# -- correcting and settling ---------------------------------------------------------------------------------


def test_a_corrected_entry_waits_for_the_other_anew(meeting, mentor, mentee):
    dispute_meeting(meeting, by=mentee, reason="It was an hour")

    correct_meeting(meeting, entry(minutes=60), by=mentor)

    assert (state_of(meeting), verdicts(meeting)) == (MeetingState.HELD, ["", ""])
    assert Meeting.objects.get().minutes == 60
    confirm_meeting(meeting, by=mentee)
    assert state_of(meeting) == MeetingState.CONFIRMED


def test_an_entry_can_be_mended_before_anybody_has_answered(meeting, mentor):
    correct_meeting(meeting, entry(topics="Statistics"), by=mentor)

    assert (state_of(meeting), Meeting.objects.get().topics) == (MeetingState.HELD, "Statistics")


def test_only_who_made_an_entry_corrects_it(meeting, mentee):
    with pytest.raises(NotAllowed):
        correct_meeting(meeting, entry(minutes=5), by=mentee)
    assert Meeting.objects.get().minutes == 45


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"held_on": make.days_ago(-2)}, MeetingInFuture),
        ({"held_on": make.days_ago(99)}, MeetingBeforeStart),
        ({"present": ()}, NobodyMet),
    ],
)
def test_a_correction_keeps_the_rules_of_an_entry(meeting, mentor, change, refusal):
    with pytest.raises(refusal):
        correct_meeting(meeting, dataclasses.replace(entry(minutes=60), **change), by=mentor)
    assert Meeting.objects.get().minutes == 45


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Settlement.KEEP, MeetingState.CONFIRMED), (Settlement.STRIKE, MeetingState.CANCELLED)],
)
def test_a_disputed_entry_is_settled(meeting, mentee, coordinator, outcome, state):
    dispute_meeting(meeting, by=mentee, reason="Another day")
    Letter.objects.all().delete()

    settle_meeting(meeting, by=coordinator, outcome=outcome, decision="cnry decision")

    settled = Meeting.objects.get()
    assert (settled.state, settled.settlement) == (state, "cnry decision")
    assert settled.settled_by == coordinator.person
    told = Letter.objects.filter(kind="meeting-settled-notification")
    assert told.count() == 2
    assert not told.filter(text__contains="cnry").exists()
    assert AuditEvent.objects.get(act="meeting-settled").detail == {"outcome": outcome}
    assert not EarlierEntry.objects.exists()


def test_a_disputed_entry_is_corrected_for_good(meeting, mentorship, mentor, mentee, coordinator):
    dispute_meeting(meeting, by=mentee, reason="By phone, and alone")
    Letter.objects.all().delete()
    alone = {mentorship.people[0].public_id}
    says = entry(mode=MeetingMode.PHONE, place="", topics="cnry now", present=alone)

    settle_meeting(meeting, by=coordinator, outcome=Settlement.CORRECT, decision="cnry decision", entry=says)

    settled = Meeting.objects.get()
    assert (settled.state, settled.mode, settled.topics) == (MeetingState.CONFIRMED, "phone", "cnry now")
    assert {each.party.public_id for each in settled.attendances.filter(was_there=True)} == alone
    before = EarlierEntry.objects.get()
    assert (before.mode, before.place, before.topics) == ("in-person", "Library", "cnry topics")
    assert (len(before.present), before.replaced_by) == (2, coordinator.person)
    disputed = settled.attendances.get(verdict=Verdict.DISPUTED)
    assert disputed.note == "By phone, and alone"
    told = Letter.objects.filter(subject="Your coordinator has corrected an entry")
    assert (told.count(), told.filter(text__contains="cnry").exists()) == (2, False)
    assert AuditEvent.objects.get(act="meeting-settled").detail == {"outcome": "correct"}
    with pytest.raises(EntryStands):
        correct_meeting(meeting, entry(), by=mentor)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"held_on": make.days_ago(-2)}, MeetingInFuture), ({"present": frozenset()}, NobodyMet)],
)
def test_a_settled_correction_keeps_the_rules_of_an_entry(meeting, mentee, coordinator, change, refusal):
    dispute_meeting(meeting, by=mentee, reason="No")
    with pytest.raises(refusal):
        settle_meeting(
            meeting, by=coordinator, outcome=Settlement.CORRECT, decision="So", entry=entry(**change)
        )
    assert (state_of(meeting), EarlierEntry.objects.count()) == (MeetingState.DISPUTED, 0)


@pytest.mark.parametrize(("outcome", "says"), [(Settlement.CORRECT, None), (Settlement.KEEP, entry())])
def test_an_entry_is_corrected_with_values_and_kept_without(meeting, mentee, coordinator, outcome, says):
    dispute_meeting(meeting, by=mentee, reason="No")
    with pytest.raises(WrongState):
        settle_meeting(meeting, by=coordinator, outcome=outcome, decision="So", entry=says)
    assert state_of(meeting) == MeetingState.DISPUTED


def test_what_was_disputed_stays_readable_when_its_author_mends_it(meeting, mentor, mentee):
    correct_meeting(meeting, entry(topics="A slip of the pen"), by=mentor)
    assert not EarlierEntry.objects.exists()
    dispute_meeting(meeting, by=mentee, reason="Not so long")

    correct_meeting(meeting, entry(topics="Shorter", minutes=20), by=mentor)

    before = EarlierEntry.objects.get()
    assert (before.topics, before.minutes, before.replaced_by) == ("A slip of the pen", 45, mentor.person)


def test_only_a_disputed_entry_is_settled(meeting, coordinator):
    with pytest.raises(WrongState):
        settle_meeting(meeting, by=coordinator, outcome=Settlement.KEEP, decision="Fine")
    assert state_of(meeting) == MeetingState.HELD


def test_a_struck_out_entry_stays_so(meeting, mentor, mentee, coordinator):
    dispute_meeting(meeting, by=mentee, reason="Never happened")
    settle_meeting(meeting, by=coordinator, outcome=Settlement.STRIKE, decision="No")

    with pytest.raises(EntryStands):
        correct_meeting(meeting, entry(), by=mentor)
    with pytest.raises(WrongState):
        confirm_meeting(meeting, by=make.participant_actor(meeting.mentorship.people[1].participation))
    assert state_of(meeting) == MeetingState.CANCELLED
