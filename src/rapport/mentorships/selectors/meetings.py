"""Meetings: one, and all of a cohort for the export."""

from django.db.models import QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.mentorships.choices import MeetingState
from rapport.mentorships.models import Attendance, EarlierEntry, Meeting
from rapport.mentorships.policies import can_answer_meeting, can_correct_meeting, meetings_visible_to
from rapport.programmes.models import Cohort


def get_meeting(*, by: Actor, id: str, may: May[Meeting]) -> Meeting:  # noqa: A002
    return load(meetings_visible_to, by=by, id=id, may=may)


def earlier_entries_of(meeting: Meeting) -> QuerySet[EarlierEntry]:
    """Return what an entry said before each correction, the latest first."""
    return meeting.earlier.all()


def meetings_of(by: Actor, *, most: int = 50) -> list[Meeting]:
    """Return the actor's own latest entries, those first that wait for their answer."""
    latest = meetings_visible_to(by).order_by("-held_on", "-pk")[:most]
    return sorted(latest, key=lambda meeting: not awaits_answer_of(meeting, by=by))


def meetings_of_cohort(cohort: Cohort, *, by: Actor) -> QuerySet[Meeting]:
    """Return every entry of a cohort's registers, the oldest first."""
    return meetings_visible_to(by).filter(mentorship__cohort=cohort).order_by("held_on", "pk")


def awaits_answer_of(meeting: Meeting, *, by: Actor) -> bool:
    """Hold if the actor has still to say whether an entry is right."""
    own = {party.pk for party in meeting.mentorship.parties.all() if party.person_id == by.person.pk}
    attendances: list[Attendance] = list(meeting.attendances.all())
    has_answered = any(each.party_id in own and each.verdict for each in attendances)
    is_open = meeting.state == MeetingState.HELD and meeting.locked_in_id is None
    return is_open and can_answer_meeting(by, meeting) and not has_answered


def is_correctable(meeting: Meeting, *, by: Actor) -> bool:
    """Hold if the actor made an entry that does not stand for good yet."""
    if meeting.locked_in_id is not None:
        return False
    return meeting.state in {MeetingState.HELD, MeetingState.DISPUTED} and can_correct_meeting(by, meeting)
