"""Entries in the register: recorded by one, confirmed or disputed by the others, settled where they disagree."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed, WrongState
from rapport.core.ids import new_public_id
from rapport.core.models import check_transition
from rapport.mentorships import letters
from rapport.mentorships.choices import (
    MEETING_TRANSITIONS,
    MeetingState,
    MentorshipState,
    Settlement,
    Verdict,
)
from rapport.mentorships.errors import (
    AgreementNotSigned,
    EntryLocked,
    EntryStands,
    MeetingBeforeStart,
    MeetingInFuture,
    NobodyMet,
    NotForYouToConfirm,
)
from rapport.mentorships.models import Attendance, EarlierEntry, Meeting, Mentorship, MentorshipParty
from rapport.mentorships.services.agreements import lock_mentorship, own_party_in

NOT_TYPED = ("mentorship", "recorded_by", "settled_by", "settled_at", "locked_in")


@dataclass(frozen=True)
class Entry:
    """What is written down of a meeting; `present` names those who were there by their public ids, None means all."""

    held_on: dt.date
    minutes: int
    mode: str
    topics: str
    place: str = ""
    next_steps: str = ""
    present: Collection[str] | None = None


@transaction.atomic
def record_meeting(mentorship: Mentorship, entry: Entry, *, by: Actor, entry_key: str = "") -> Meeting:
    """Enter a meeting that was held. The same `entry_key` sent twice is one entry.

    *Also:* asks the others to confirm it.
    """
    current = lock_mentorship(mentorship)
    known = current.meetings.filter(entry_key=entry_key).first() if entry_key else None
    if known:
        return known
    _check_running(current)
    party = own_party_in(current, by)
    _check_entry(current, entry)
    meeting = Meeting(
        mentorship=current, recorded_by=by.person, entry_key=entry_key or new_public_id(), **_fields(entry)
    )
    meeting.full_clean(exclude=NOT_TYPED)
    meeting.save()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, party=each, was_there=_was_there(each, entry))
        for each in current.parties.all()
    )
    record_act("meeting-recorded", meeting, by=by, detail={"mode": entry.mode})
    letters.meeting_recorded_request(meeting, recorder=party)
    return meeting


@transaction.atomic
def correct_meeting(meeting: Meeting, entry: Entry, *, by: Actor) -> Meeting:
    """Mend an own entry that is not confirmed yet; what the others said of it before no longer counts.

    *Also:* keeps what it said, if somebody had disputed that; asks the others to look at it again.
    """
    current = _locked(meeting)
    if current.state in {MeetingState.CONFIRMED, MeetingState.CANCELLED}:
        raise EntryStands
    if current.recorded_by_id != by.person.pk:
        raise NotAllowed
    _check_unlocked(current)
    party = own_party_in(current.mentorship, by)
    _check_entry(current.mentorship, entry)
    if current.state != MeetingState.HELD:
        _keep_earlier(current, by=by)
        _move(current, MeetingState.HELD)
    _rewrite(current, entry)
    _start_verdicts_anew(current)
    record_act("meeting-corrected", current, by=by)
    letters.meeting_corrected_request(current, recorder=party)
    return current


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """Say that an entry is right. When all others have, it stands for good. Saying it twice changes nothing."""
    current = _locked(meeting)
    own = _own_attendance(current, by)
    if own.verdict == Verdict.CONFIRMED:
        return current
    _check_open(current)
    _give_verdict(own, Verdict.CONFIRMED)
    if _all_others_confirmed(current):
        _move(current, MeetingState.CONFIRMED)
    record_act("meeting-confirmed", current, by=by)
    return current


@transaction.atomic
def dispute_meeting(meeting: Meeting, *, by: Actor, reason: str) -> Meeting:
    """Say that an entry is not right, and why. Until it is mended or settled it counts for nothing.

    *Also:* tells who made it and who runs the programme, without the reason.
    """
    current = _locked(meeting)
    own = _own_attendance(current, by)
    if current.state == MeetingState.DISPUTED and own.verdict == Verdict.DISPUTED:
        return current
    _check_open(current)
    _give_verdict(own, Verdict.DISPUTED, reason)
    _move(current, MeetingState.DISPUTED)
    record_act("meeting-disputed", current, by=by)
    letters.meeting_disputed_notification(current)
    return current


@transaction.atomic
def settle_meeting(
    meeting: Meeting, *, by: Actor, outcome: str, decision: str, entry: Entry | None = None
) -> Meeting:
    """Decide a disputed entry for good: it stands as it is, it is struck out, or it says `entry` from now on.

    *Also:* keeps what a corrected entry said before; tells the parties.
    """
    current = _locked(meeting)
    if current.state != MeetingState.DISPUTED or (outcome == Settlement.CORRECT) != (entry is not None):
        raise WrongState
    _check_unlocked(current)
    if entry is not None:
        _check_entry(current.mentorship, entry)
        _keep_earlier(current, by=by)
        _rewrite(current, entry)
    current.settlement, current.settled_by, current.settled_at = decision, by.person, clock.now()
    current.save(update_fields=["settlement", "settled_by", "settled_at"])
    _move(current, MeetingState.CANCELLED if outcome == Settlement.STRIKE else MeetingState.CONFIRMED)
    record_act("meeting-settled", current, by=by, detail={"outcome": outcome})
    letters.meeting_settled_notification(current, is_corrected=entry is not None)
    return current


def _locked(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("mentorship__cohort__programme__organisation")
        .get(pk=meeting.pk)
    )


def _check_running(mentorship: Mentorship) -> None:
    if mentorship.state == MentorshipState.MATCHED:
        raise AgreementNotSigned
    if mentorship.state not in {MentorshipState.ACTIVE, MentorshipState.CLOSING}:
        raise WrongState


def _check_entry(mentorship: Mentorship, entry: Entry) -> None:
    """The day is judged where the programme is: what is tomorrow there has not happened."""
    if entry.held_on > clock.today(mentorship.cohort.programme.time_zone):
        raise MeetingInFuture
    if entry.held_on < _earliest_day(mentorship):
        raise MeetingBeforeStart
    if entry.present is not None and not entry.present:
        raise NobodyMet


def _earliest_day(mentorship: Mentorship) -> dt.date:
    if not mentorship.waits_for_agreement:
        return mentorship.first_day
    return max(mentorship.first_day, _day_of_agreement(mentorship))


def _day_of_agreement(mentorship: Mentorship) -> dt.date:
    """Nobody meets before all have signed; a later version of the text changes nothing about that."""
    signed = mentorship.agreements.exclude(signed_at=None).order_by("version")
    moment = signed.values_list("signed_at", flat=True).first()
    if moment is None:
        raise AgreementNotSigned
    return clock.date_in(moment, mentorship.cohort.programme.time_zone)


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "held_on": entry.held_on,
        "minutes": entry.minutes,
        "mode": entry.mode,
        "place": entry.place,
        "topics": entry.topics,
        "next_steps": entry.next_steps,
    }


def _was_there(party: MentorshipParty, entry: Entry) -> bool:
    return entry.present is None or party.public_id in entry.present


def _own_attendance(meeting: Meeting, by: Actor) -> Attendance:
    if meeting.recorded_by_id == by.person.pk:
        raise NotForYouToConfirm
    own = (
        meeting.attendances.filter(party__participation__profile__person=by.person)
        .select_related("party__participation__profile")
        .first()
    )
    if own is None:
        raise NotAllowed
    return own


def _check_unlocked(meeting: Meeting) -> None:
    if meeting.locked_in_id is not None:
        raise EntryLocked


def _check_open(meeting: Meeting) -> None:
    _check_unlocked(meeting)
    if meeting.state == MeetingState.CONFIRMED:
        raise EntryStands
    if meeting.state != MeetingState.HELD:
        raise WrongState


def _give_verdict(attendance: Attendance, verdict: str, note: str = "") -> None:
    attendance.verdict, attendance.note, attendance.answered_at = verdict, note, clock.now()
    attendance.save(update_fields=["verdict", "note", "answered_at"])


def _all_others_confirmed(meeting: Meeting) -> bool:
    others = meeting.attendances.exclude(party__participation__profile__person=meeting.recorded_by_id)
    return not others.exclude(verdict=Verdict.CONFIRMED).exists()


def _keep_earlier(meeting: Meeting, *, by: Actor) -> None:
    there = meeting.attendances.filter(was_there=True).values_list("party__public_id", flat=True)
    EarlierEntry.objects.create(
        meeting=meeting,
        held_on=meeting.held_on,
        minutes=meeting.minutes,
        mode=meeting.mode,
        place=meeting.place,
        topics=meeting.topics,
        next_steps=meeting.next_steps,
        present=list(there),
        replaced_by=by.person,
    )


def _rewrite(meeting: Meeting, entry: Entry) -> None:
    for name, value in _fields(entry).items():
        setattr(meeting, name, value)
    meeting.full_clean(exclude=NOT_TYPED)
    meeting.save()
    for attendance in meeting.attendances.select_related("party"):
        attendance.was_there = _was_there(attendance.party, entry)
        attendance.save(update_fields=["was_there"])


def _start_verdicts_anew(meeting: Meeting) -> None:
    meeting.attendances.update(verdict="", note="", answered_at=None)


def _move(meeting: Meeting, to: str) -> None:
    check_transition(MEETING_TRANSITIONS, old=meeting.state, new=to)
    meeting.state = to
    meeting.save(update_fields=["state"])
