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
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def fingerprint_of_register(mentorship: Mentorship, months: Iterable[RegisterMonth]) -> str:
    """Return the SHA-256 over all months: their entries, what was added, and what was countersigned."""
    facts = [
        [
            month.first.isoformat(),
            sorted(_facts(meeting) for meeting in month.meetings),
            [each.fingerprint for each in month.signed],
            [[note.public_id, note.text] for note in month.notes],
        ]
        for month in months
    ]
    said = json.dumps([mentorship.public_id, facts], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _facts(meeting: Meeting) -> list[object]:
    said = sorted(
        [each.party.public_id, each.was_there, each.verdict, each.note] for each in meeting.attendances.all()
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
        meeting.settlement,
        meeting.settled_by.public_id if meeting.settled_by else "",
        said,
    ]
