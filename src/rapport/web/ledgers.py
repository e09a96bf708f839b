"""How a register is shown: months with their verdict, entries with who made and who confirmed them."""

from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.mentorships.choices import MeetingState, RuleVerdict, Verdict
from rapport.mentorships.selectors import Month, register_of
from rapport.programmes.choices import MeetingMode
from rapport.web.addresses import address
from rapport.web.components import LedgerEntry, LedgerMonth, Tone
from rapport.web.wording import day

if TYPE_CHECKING:
    import datetime as dt

    from rapport.mentorships.models import Attendance, Meeting, Mentorship, MentorshipParty

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


def ledger_months(mentorship: "Mentorship", *, url_name: str, url_args: list[str]) -> list[LedgerMonth]:
    """Return the register of a mentorship, the newest month first."""
    return [_month(month, mentorship, url_name, url_args) for month in register_of(mentorship)]


def _month(month: Month, mentorship: "Mentorship", url_name: str, url_args: list[str]) -> LedgerMonth:
    return LedgerMonth(
        month_in_words(month.first),
        [_entry(meeting, mentorship, url_name, url_args) for meeting in month.meetings],
        verdict=verdict_in_words(month),
        tone=VERDICT_TONES[month.verdict],
    )


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


def _entry(meeting: "Meeting", mentorship: "Mentorship", url_name: str, url_args: list[str]) -> LedgerEntry:
    people = {party.pk: party for party in mentorship.people}
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
        url=address(url_name, *url_args, meeting.public_id),
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
