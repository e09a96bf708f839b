"""Countersigning a month of the registers, adding a note to one, putting a register on paper."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from rapport.audit.services import record_act, record_acts
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.mentorships.errors import NoteMissing, SignatureMissing
from rapport.mentorships.models import (
    CountersignedMonth,
    IssuedRegister,
    Meeting,
    Mentorship,
    RegisterNote,
)
from rapport.mentorships.models.fingerprint import fingerprint_of, fingerprint_of_register
from rapport.mentorships.selectors import this_month
from rapport.mentorships.selectors.countersigning import (
    MonthStanding,
    entries_of_month,
    standings_of_month,
)
from rapport.mentorships.selectors.issued import months_on_paper
from rapport.programmes.models import Cohort

Left = list[tuple[MonthStanding, str]]


@transaction.atomic
def countersign_month(
    cohort: Cohort, first: dt.date, *, by: Actor, name: str, among: Collection[str] | None = None
) -> tuple[list[CountersignedMonth], Left]:
    """Close a month of all registers of a cohort, or of some; return those closed, and those left, each with the reason.

    *Also:* locks the entries of these months. Registers are locked before their entries, as where a meeting is recorded.
    """
    if not name.strip():
        raise SignatureMissing
    standings = _locked_standings(cohort, first, by=by, among=among)
    hindered = [(each, str(each.hindrance)) for each in standings if each.hindrance]
    ready = [each for each in standings if not each.hindrance]
    months = CountersignedMonth.objects.bulk_create(_month(each, by=by, name=name.strip()) for each in ready)
    _lock(ready, months)
    record_acts("month-countersigned", [(month, _detail(month)) for month in months], by=by)
    return months, hindered


@transaction.atomic
def add_register_note(mentorship: Mentorship, first: dt.date, *, by: Actor, text: str) -> RegisterNote:
    """Add to a month why it was missed, or what an entry should have said. It stays, whether or not the month is locked."""
    if not text.strip():
        raise NoteMissing
    begins = min(mentorship.starts_on, mentorship.first_day).replace(day=1)
    if first.day != 1 or not begins <= first <= this_month(mentorship.cohort.programme):
        raise WrongState
    note = RegisterNote.objects.create(
        mentorship=mentorship, first=first, text=text.strip(), written_by=by.person
    )
    record_act("register-note-added", note, by=by)
    return note


@transaction.atomic
def issue_register(mentorship: Mentorship, *, by: Actor) -> IssuedRegister:
    """Note what a register says as it is put on paper. *Also:* an audit row, as it takes names out."""
    months = months_on_paper(mentorship)
    issued = IssuedRegister.objects.create(
        mentorship=mentorship,
        fingerprint=fingerprint_of_register(mentorship, months),
        entries=sum(len(month.meetings) for month in months),
        months=len(months),
        months_countersigned=sum(bool(month.signed) for month in months),
        issued_by=by.person,
    )
    record_act("register-issued", issued, by=by, detail={"mentorship": mentorship.public_id})
    return issued


def _locked_standings(
    cohort: Cohort, first: dt.date, *, by: Actor, among: Collection[str] | None
) -> list[MonthStanding]:
    found = Mentorship.objects.filter(cohort=cohort)
    if among is not None:
        found = found.filter(public_id__in=list(among))
    locked = (
        found.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__programme__organisation")
        .prefetch_related("parties__participation__profile")
        .order_by("pk")
    )
    mentorships = list(locked)
    entries = entries_of_month(cohort, first).filter(mentorship__in=mentorships).order_by("pk")
    return standings_of_month(
        mentorships, first, by=by, entries=list(entries.select_for_update(of=("self",)))
    )


def _month(standing: MonthStanding, *, by: Actor, name: str) -> CountersignedMonth:
    mentorship, part = standing.mentorship, standing.parts + 1
    return CountersignedMonth(
        mentorship=mentorship,
        first=standing.first,
        part=part,
        entries=len(standing.fresh),
        counted=standing.counted,
        required=mentorship.cohort.programme.required_meetings,
        verdict=standing.verdict,
        fingerprint=fingerprint_of(mentorship.public_id, standing.first, part, standing.fresh),
        name=name,
        signed_by=by.person,
    )


def _lock(ready: Sequence[MonthStanding], months: Sequence[CountersignedMonth]) -> None:
    closed: list[Meeting] = []
    for standing, month in zip(ready, months, strict=True):
        for meeting in standing.fresh:
            meeting.locked_in = month
            closed.append(meeting)
    Meeting.objects.bulk_update(closed, ["locked_in"], batch_size=500)


def _detail(month: CountersignedMonth) -> dict[str, object]:
    """Say in the audit chain, too, what the month was: whoever changes rows and fingerprint has that against them."""
    return {
        "month": f"{month.first:%Y-%m}",
        "part": month.part,
        "entries": month.entries,
        "fingerprint": month.fingerprint,
    }
