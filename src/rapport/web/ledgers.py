"""How a register is shown: months with their verdict, entries with who made and who confirmed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.mentorships.choices import MeetingState, RuleVerdict, Verdict
from rapport.mentorships.selectors import Month, register_of
from rapport.programmes.choices import MeetingMode
from rapport.web.addresses import address
from rapport.web.components import LedgerEntry, LedgerMonth, LedgerNote, Tone
from rapport.web.wording import day

if TYPE_CHECKING:
    import datetime as dt

    from rapport.mentorships.models import (
        Attendance,
        CountersignedMonth,
        Meeting,
        Mentorship,
        MentorshipParty,
        RegisterNote,
    )

VERDICT_TONES: dict[RuleVerdict, Tone] = {
    RuleVerdict.KEPT: "accent",
    RuleVerdict.OPEN: "neutral",
    RuleVerdict.NOT_KEPT: "warm",
    RuleVerdict.NOT_ASKED: "neutral",
}
STATE_TONES: dict[str, Tone] = {
    MeetingState.DISPUTED: "danger",
    MeetingState.CANCELLED: "neutral",
    MeetingState.HELD: "warm",
}


def month_in_words(first: "dt.date") -> str:
    return f"{MONTHS[first.month]} {first.year}"


@dataclass(frozen=True)
class Doors:
    """Which pages the parts of a register lead to: an entry's address may begin with more than its own id."""

    entry: str
    note: str
    before_entry: Sequence[str] = ()
    countersign: str = ""


def ledger_months(mentorship: "Mentorship", doors: Doors) -> list[LedgerMonth]:
    """Return the register of a mentorship, the newest month first."""
    return [_month(month, mentorship, doors) for month in register_of(mentorship)]


def _month(month: Month, mentorship: "Mentorship", doors: Doors) -> LedgerMonth:
    signed = {each.pk: each for each in month.signed}
    return LedgerMonth(
        month_in_words(month.first),
        [_entry(meeting, mentorship, doors, signed) for meeting in month.meetings],
        verdict=verdict_in_words(month),
        tone=VERDICT_TONES[month.verdict],
        signed=_signed(month),
        notes=[LedgerNote(note.text, _written(note)) for note in month.notes],
        note_url=address(doors.note, mentorship.public_id, f"{month.first:%Y-%m}"),
        countersign_url=_countersign_url(month, mentorship, doors.countersign),
    )


def _signed(month: Month) -> str:
    if not month.signed:
        return ""
    last = month.signed[-1]
    return _("countersigned by %(name)s, %(day)s") % {"name": last.name, "day": day(last.signed_at)}


def _written(note: "RegisterNote") -> str:
    return _("Added by %(name)s, %(day)s") % {"name": note.name, "day": day(note.created_at)}


def _countersign_url(month: Month, mentorship: "Mentorship", page: str) -> str:
    """Lead to countersigning where there is something to countersign."""
    if not page or not month.is_over or month.is_countersigned:
        return ""
    url = address(page, mentorship.cohort.public_id, f"{month.first:%Y-%m}")
    return f"{url}?mentorship={mentorship.public_id}"


def verdict_in_words(month: Month) -> str:
    """Return the verdict, with the count where more than one meeting is asked for; silent without a rule."""
    if month.verdict == RuleVerdict.NOT_ASKED:
        return ""
    if month.required == 1:
        return str(month.verdict.label)
    return _("%(verdict)s: %(counted)s of %(required)s") % {
        "verdict": month.verdict.label,
        "counted": month.counted,
        "required": month.required,
    }


def _entry(
    meeting: "Meeting", mentorship: "Mentorship", doors: Doors, signed: "Mapping[int, CountersignedMonth]"
) -> LedgerEntry:
    people = {party.pk: party for party in mentorship.people}
    month = signed.get(meeting.locked_in_id or 0)
    return LedgerEntry(
        on=meeting.held_on,
        where=_where(meeting),
        length=_("%(minutes)s min") % {"minutes": meeting.minutes},
        topics=meeting.topics,
        next_steps=meeting.next_steps,
        entered=_entered(meeting, mentorship),
        confirmed=" · ".join(_verdicts(meeting, people)),
        pill="" if meeting.state == MeetingState.CONFIRMED else str(state_in_words(meeting)),
        tone=STATE_TONES.get(meeting.state, "neutral"),
        url=address(doors.entry, *doors.before_entry, meeting.public_id),
        signed_by=month.name if month else "",
        signed_on=month.signed_at if month else None,
    )


def state_in_words(meeting: "Meeting") -> str:
    if meeting.state == MeetingState.HELD:
        return _("not confirmed yet")
    if meeting.state == MeetingState.CANCELLED:
        return _("struck out")
    return str(MeetingState(meeting.state).label)


def _where(meeting: "Meeting") -> str:
    mode = capfirst(str(MeetingMode(meeting.mode).label))
    return f"{mode}, {meeting.place}" if meeting.place else mode


def _entered(meeting: "Meeting", mentorship: "Mentorship") -> str:
    names = [party.name for party in mentorship.people if party.person_id == meeting.recorded_by_id]
    on = day(meeting.created_at)
    return f"{names[0]}, {on}" if names else on


def _verdicts(meeting: "Meeting", people: "dict[int, MentorshipParty]") -> list[str]:
    words = [_said(each, people[each.party_id]) for each in meeting.attendances.all() if each.answered_at]
    missing = [people[each.party_id].name for each in meeting.attendances.all() if not each.was_there]
    words += [_("%(name)s was not there") % {"name": name} for name in missing]
    return [*words, _("settled %(day)s") % {"day": day(meeting.settled_at)}] if meeting.settled_at else words


def _said(attendance: "Attendance", party: "MentorshipParty") -> str:
    sentence = (
        _("%(name)s confirmed %(day)s")
        if attendance.verdict == Verdict.CONFIRMED
        else _("%(name)s disputed %(day)s")
    )
    return sentence % {"name": party.name, "day": day(attendance.answered_at)}
