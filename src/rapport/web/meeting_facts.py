"""What both doors show of one entry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.mentorships.choices import Verdict
from rapport.mentorships.selectors import earlier_entries_of
from rapport.programmes.choices import MeetingMode
from rapport.web.components import Fact
from rapport.web.ledgers import STATE_TONES, state_in_words
from rapport.web.pairs import names_in_words
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from rapport.mentorships.models import Attendance, EarlierEntry, Meeting, MentorshipParty


@dataclass(frozen=True)
class Saying:
    """What one party said of an entry."""

    name: str
    sentence: str
    note: str = ""


@dataclass(frozen=True)
class Earlier:
    """What an entry said before somebody corrected it."""

    words: str
    facts: list[Fact]
    topics: str
    next_steps: str


def meeting_page(meeting: "Meeting") -> dict[str, Any]:
    """Return the context of a page about one entry."""
    return {
        "meeting": meeting,
        "earlier": [_earlier(each, meeting) for each in earlier_entries_of(meeting)],
        "mentorship": meeting.mentorship,
        "facts": _facts(meeting),
        "sayings": _sayings(meeting),
        "state_words": state_in_words(meeting),
        "state_tone": STATE_TONES.get(meeting.state, "good"),
    }


def _facts(meeting: "Meeting") -> list[Fact]:
    there = {each.party_id for each in meeting.attendances.all() if each.was_there}
    return _facts_of(meeting, [party.name for party in meeting.mentorship.people if party.pk in there])


def _facts_of(entry: "Meeting | EarlierEntry", there: list[str]) -> list[Fact]:
    facts = [
        Fact(_("Length"), counted(entry.minutes, "minute")),
        Fact(_("How"), capfirst(str(MeetingMode(entry.mode).label))),
        Fact(_("Where"), entry.place),
        Fact(_("Who was there"), names_in_words(there)),
    ]
    return [fact for fact in facts if fact.value]


def _earlier(entry: "EarlierEntry", meeting: "Meeting") -> Earlier:
    people = meeting.mentorship.people
    there = [party.name for party in people if party.public_id in entry.present]
    by = [party.name for party in people if party.person_id == entry.replaced_by_id]
    words = {"day": day(entry.created_at), "name": by[0] if by else _("the coordinator")}
    return Earlier(
        _("Until %(name)s corrected it on %(day)s") % words,
        [Fact(_("When"), day(entry.held_on)), *_facts_of(entry, there)],
        entry.topics,
        entry.next_steps,
    )


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
