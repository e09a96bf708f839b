"""How a mentorship is shown, whoever looks: its words, its stage line, its timeline."""

from typing import TYPE_CHECKING

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from rapport.mentorships.choices import MeetingState, Stage, Verdict
from rapport.mentorships.selectors import Happening, stages_of, timeline_of
from rapport.programmes.choices import MeetingMode
from rapport.programmes.selectors import rule_in_words
from rapport.web import components
from rapport.web.addresses import address
from rapport.web.components import Tab, TimelineEntry, Tone
from rapport.web.wording import counted, day

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapport.accounts.models import Person
    from rapport.mentorships.models import Meeting, Mentorship, MentorshipParty


def names_in_words(names: list[str]) -> str:
    return str(get_text_list(names, _("and")))


def stage_line_of(mentorship: "Mentorship") -> list[components.Stage]:
    way, current = stages_of(mentorship)
    labels = [stage.label for stage in way]
    return components.stages(labels, len(way) if current is None else way.index(Stage(current)))


def who_reads(others: list[str]) -> str:
    """Return the line under a field that the other parties and the coordinator read."""
    return _("%(names)s and your coordinator can read this") % {"names": names_in_words(others)}


def others_than(party: "MentorshipParty", mentorship: "Mentorship") -> list[str]:
    return [each.name for each in mentorship.people if each.pk != party.pk]


def meeting_in_words(meeting: "Meeting") -> str:
    """Return "Meeting, face to face, 50 minutes"."""
    if meeting.mode == MeetingMode.MESSAGE:
        return _("Exchange in writing, %(length)s") % {"length": counted(meeting.minutes, "minute")}
    return _("Meeting, %(mode)s, %(length)s") % {
        "mode": MeetingMode(meeting.mode).label,
        "length": counted(meeting.minutes, "minute"),
    }


def standing_in_words(meeting: "Meeting", *, reader: "Person | None" = None) -> str:
    """Return where an entry stands between the parties; who it waits for may be the reader."""
    if meeting.state == MeetingState.CONFIRMED:
        return _("Settled by the coordinator.") if meeting.settled_at else _("Confirmed by both.")
    if meeting.state == MeetingState.DISPUTED:
        return _("Disputed; it counts once that is settled.")
    silent = _silent(meeting)
    if reader and any(party.person_id == reader.pk for party in silent):
        return _("Waits for you to confirm.")
    names = [party.name for party in silent]
    return _("Waits for %(names)s to confirm.") % {"names": names_in_words(names)} if names else ""


def _silent(meeting: "Meeting") -> list["MentorshipParty"]:
    """Return those who have still to confirm."""
    parties = {party.pk: party for party in meeting.mentorship.people}
    silent = []
    for attendance in meeting.attendances.all():
        party = parties[attendance.party_id]
        if attendance.verdict != Verdict.CONFIRMED and party.person_id != meeting.recorded_by_id:
            silent.append(party)
    return silent


def timeline_entries(
    mentorship: "Mentorship", *, reader: "Person", url_name: str, url_args: list[str]
) -> list[TimelineEntry]:
    """Return what happened, each meeting in words for the reader and with the way to its page."""

    def way_to(meeting: "Meeting") -> str:
        return address(url_name, *url_args, meeting.public_id)

    return [_entry(each, mentorship, reader, way_to) for each in timeline_of(mentorship)]


def _entry(
    happening: Happening, mentorship: "Mentorship", reader: "Person", way_to: "Callable[[Meeting], str]"
) -> TimelineEntry:
    meeting = happening.meeting
    if meeting is not None:
        meeting.mentorship = mentorship
        tone: Tone = "danger" if meeting.state == MeetingState.DISPUTED else "accent"
        return TimelineEntry(
            happening.on,
            meeting_in_words(meeting),
            f"{_shortened(meeting.topics)} {standing_in_words(meeting, reader=reader)}".strip(),
            tone=tone,
            url=way_to(meeting),
            url_label=_("Read the entry"),
        )
    if happening.agreement is not None and happening.agreement.reason:
        return TimelineEntry(happening.on, _("A change of the agreement signed by both"))
    if happening.kind == "answered":
        return TimelineEntry(happening.on, _("Both said how they want to work together"))
    if happening.kind == "signed":
        rule = rule_in_words(mentorship.cohort.programme)
        text = _("%(rule)s.") % {"rule": capfirst(rule)} if rule else ""
        return TimelineEntry(happening.on, _("Agreement signed by both"), text)
    if happening.kind == "closed":
        return TimelineEntry(happening.on, _("Mentorship closed"), tone="warm")
    return TimelineEntry(happening.on, _("Both said yes"), _("The mentorship began."), tone="warm")


def _shortened(text: str, most: int = 140) -> str:
    line = " ".join(text.split())
    if len(line) > most:
        return line[:most].rsplit(" ", 1)[0] + "…"
    return line if line.endswith((".", "!", "?")) else f"{line}."


def span_in_words(mentorship: "Mentorship") -> str:
    """Return "Peer mentoring 2027 · since Tue 2 Feb · until Tue 30 Nov"."""
    cohort = mentorship.cohort
    return _("%(programme)s, %(cohort)s · since %(start)s · until %(end)s") % {
        "programme": cohort.programme.name,
        "cohort": cohort.name,
        "start": day(mentorship.starts_on),
        "end": day(mentorship.last_day),
    }


def tabs_of(places: list[tuple[str, str]], current: str) -> list[Tab]:
    """Return the tabs of one mentorship; each place is a label and an address."""
    return [Tab(label, url, is_current=url == current) for label, url in places]
