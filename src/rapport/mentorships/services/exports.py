"""Mentorships and registers of a cohort as spreadsheets."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.mentorships.models import Meeting, Mentorship
from rapport.mentorships.selectors import meetings_of_cohort, mentorships_of_cohort
from rapport.programmes.models import Cohort
from rapport.tables import write_spreadsheet
from rapport.tables.writing import Value


def export_mentorships(cohort: Cohort, *, kind: str, by: Actor) -> bytes:
    """Write who is with whom, and when they last met, as CSV or XLSX. *Also:* an audit row, as it takes names out."""
    found = list(mentorships_of_cohort(cohort, by=by))
    columns = [
        *_people_columns(cohort),
        _("State"),
        _("Since"),
        _("Until"),
        _("Last meeting"),
        _("Meetings this month"),
        _("Meetings required"),
    ]
    content = write_spreadsheet(kind, columns, _mentorship_rows(found))
    _record("mentorships-exported", cohort, by=by, kind=kind, count=len(found))
    return content


def export_register(cohort: Cohort, *, kind: str, by: Actor) -> bytes:
    """Write every entry, without what was talked about, as CSV or XLSX. *Also:* an audit row."""
    found = list(meetings_of_cohort(cohort, by=by))
    columns = [
        *_people_columns(cohort),
        _("Date"),
        _("Minutes"),
        _("How"),
        _("Where"),
        _("State"),
        _("Entered by"),
        _("Entered on"),
        _("Counts towards the rule"),
    ]
    content = write_spreadsheet(kind, columns, _meeting_rows(found))
    _record("register-exported", cohort, by=by, kind=kind, count=len(found))
    return content


@transaction.atomic
def _record(act: str, cohort: Cohort, *, by: Actor, kind: str, count: int) -> None:
    """Note what was handed out, once it is written: writing takes seconds, and others wait for their turn."""
    record_act(act, cohort, by=by, detail={"kind": kind, "count": count})


def _people_columns(cohort: Cohort) -> list[str]:
    return [capfirst(cohort.programme.mentor_word), capfirst(cohort.programme.mentee_word)]


def _people(mentorship: Mentorship) -> list[Value]:
    mentors = [party.name for party in mentorship.people if party.is_mentor]
    mentees = [party.name for party in mentorship.people if not party.is_mentor]
    return [", ".join(mentors), ", ".join(mentees)]


def _mentorship_rows(found: Iterable[Any]) -> Iterator[list[Value]]:
    for mentorship in found:
        yield [
            *_people(mentorship),
            mentorship.get_state_display(),
            mentorship.starts_on,
            mentorship.last_day,
            mentorship.last_met_on,
            mentorship.met_this_month,
            mentorship.cohort.programme.required_meetings,
        ]


def _meeting_rows(found: Iterable[Meeting]) -> Iterator[list[Value]]:
    for meeting in found:
        mentorship = meeting.mentorship
        recorder = [p.name for p in mentorship.people if p.person_id == meeting.recorded_by_id]
        counts = meeting.counts_towards(mentorship.cohort.programme.required_mode)
        yield [
            *_people(mentorship),
            meeting.held_on,
            meeting.minutes,
            meeting.get_mode_display(),
            meeting.place,
            meeting.get_state_display(),
            ", ".join(recorder),
            clock.date_in(meeting.created_at, mentorship.cohort.programme.time_zone),
            _("yes") if counts else _("no"),
        ]
