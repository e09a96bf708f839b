"""The fingerprint of a month of a register: whoever changes an entry later has it against them."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Protocol

from rapport.mentorships.models.meeting import Meeting
from rapport.mentorships.models.mentorship import Mentorship
from rapport.mentorships.models.register import CountersignedMonth, RegisterNote


class RegisterMonth(Protocol):
    """What a month of a register holds."""

    @property
    def first(self) -> dt.date: ...
    @property
    def meetings(self) -> Sequence[Meeting]: ...
    @property
    def signed(self) -> Sequence[CountersignedMonth]: ...
    @property
    def notes(self) -> Sequence[RegisterNote]: ...


def fingerprint_of(mentorship_id: str, first: dt.date, part: int, entries: Iterable[Meeting]) -> str:
    """Return the SHA-256 over all that entries say, whoever entered or settled them, and what the parties said of them."""
    facts = [mentorship_id, first.isoformat(), part, sorted(_facts(meeting) for meeting in entries)]
    return _digest(facts)


def fingerprint_of_register(mentorship: Mentorship, months: Iterable[RegisterMonth]) -> str:
    """Return the SHA-256 over all months that hold anything: their entries, what was added, and what was countersigned."""
    facts = [
        [
            month.first.isoformat(),
            sorted(_facts(meeting) for meeting in month.meetings),
            [seal_of(each) for each in month.signed],
            [fingerprint_of_note(note) for note in month.notes],
        ]
        for month in months
        if month.meetings or month.signed or month.notes
    ]
    return _digest([mentorship.public_id, facts])


def seal_of(month: CountersignedMonth) -> dict[str, object]:
    """Return what the audit chain keeps of a countersigned month: of what it says and who signed it, a SHA-256 alone."""
    facts = [
        month.mentorship_id,
        month.first.isoformat(),
        month.part,
        month.entries,
        month.counted,
        month.required,
        str(month.verdict),
        month.name,
        month.signed_by_id,
        month.signed_at.isoformat(),
        month.fingerprint,
    ]
    return {"month": f"{month.first:%Y-%m}", "part": month.part, "seal": _digest(facts)}


def fingerprint_of_note(note: RegisterNote) -> str:
    """Return the SHA-256 over what a note says, to which month, and whose it is."""
    return _digest([note.public_id, note.first.isoformat(), note.text, note.name])


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _facts(meeting: Meeting) -> list[object]:
    said = sorted(
        [each.party.public_id, each.was_there, each.verdict, each.note, _moment(each.answered_at)]
        for each in meeting.attendances.all()
    )
    return [
        meeting.public_id,
        meeting.held_on.isoformat(),
        meeting.minutes,
        meeting.mode,
        meeting.place,
        meeting.topics,
        meeting.next_steps,
        meeting.state,
        meeting.recorded_by.public_id,
        _moment(meeting.created_at),
        meeting.settlement,
        meeting.settled_by.public_id if meeting.settled_by else "",
        _moment(meeting.settled_at),
        said,
    ]


def _moment(moment: dt.datetime | None) -> str:
    return moment.isoformat() if moment else ""
