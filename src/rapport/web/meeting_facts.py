"""What both doors show of one entry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.mentorships.choices import Verdict
from rapport.programmes.choices import MeetingMode
from rapport.web.components import Fact
from rapport.web.ledgers import STATE_TONES, state_in_words
from rapport.web.pairs import names_in_words
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from rapport.mentorships.models import Attendance, Meeting, MentorshipParty


@dataclass(frozen=True)
class Saying:
    """What one party said of an entry."""

    name: str
    sentence: str
    note: str = ""


def meeting_page(meeting: "Meeting") -> dict[str, Any]:
    """Return the context of a page about one entry."""
    return {
        "meeting": meeting,
        "mentorship": meeting.mentorship,
        "facts": _facts(meeting),
        "sayings": _sayings(meeting),
        "state_words": state_in_words(meeting),
        "state_tone": STATE_TONES.get(meeting.state, "good"),
    }


def _facts(meeting: "Meeting") -> list[Fact]:
    people = meeting.mentorship.people
    there = {each.party_id for each in meeting.attendances.all() if each.was_there}
    facts = [
        Fact(_("Length"), counted(meeting.minutes, "minute")),
        Fact(_("How"), capfirst(str(MeetingMode(meeting.mode).label))),
        Fact(_("Where"), meeting.place),
        Fact(_("Who was there"), names_in_words([party.name for party in people if party.pk in there])),
    ]
    return [fact for fact in facts if fact.value]


def _sayings(meeting: "Meeting") -> list[Saying]:
    parties = {party.pk: party for party in meeting.mentorship.people}
    return [_saying(each, parties[each.party_id], meeting) for each in meeting.attendances.all()]


def _saying(attendance: "Attendance", party: "MentorshipParty", meeting: "Meeting") -> Saying:
    if party.person_id == meeting.recorded_by_id:
        return Saying(party.name, _("made this entry on %(day)s") % {"day": day(meeting.created_at)})
    if attendance.verdict == Verdict.CONFIRMED:
        return Saying(party.name, _("confirmed it on %(day)s") % {"day": day(attendance.answered_at)})
    if attendance.verdict == Verdict.DISPUTED:
        sentence = _("disputed it on %(day)s") % {"day": day(attendance.answered_at)}
        return Saying(party.name, sentence, attendance.note)
    return Saying(party.name, _("has not answered yet"))
