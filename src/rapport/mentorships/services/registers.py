"""Countersigning a month of the registers, adding a note to one, putting a register on paper."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import QuerySet

from rapport.audit.services import record_act, record_acts
from rapport.core.actors import Actor
from rapport.core.errors import RapportError, WrongState
from rapport.mentorships.errors import NoteMissing, RegistersChanged, SignatureMissing
from rapport.mentorships.models import (
    CountersignedMonth,
    IssuedRegister,
    Meeting,
    Mentorship,
    RegisterNote,
)
from rapport.mentorships.models.fingerprint import (
    fingerprint_of,
    fingerprint_of_note,
    fingerprint_of_register,
    seal_of,
)
from rapport.mentorships.selectors import register_of
from rapport.mentorships.selectors.countersigning import (
    MonthStanding,
    digest_of,
    entries_of_month,
    standings_of_month,
)
from rapport.mentorships.selectors.issued import months_on_paper, register_on_paper
from rapport.mentorships.services.agreements import lock_mentorship
from rapport.programmes.models import Cohort, Profile

Left = list[tuple[MonthStanding, RapportError]]


@transaction.atomic
def countersign_month(
    cohort: Cohort,
    first: dt.date,
    *,
    by: Actor,
    name: str,
    among: Collection[str] | None = None,
    seen: str | None = None,
) -> tuple[list[CountersignedMonth], Left]:
    """Close a month of all registers of a cohort, or of some; return those closed, and those left, each with the reason.

    `seen` is the digest of what was shown (`digest_of`). *Also:* locks the entries of these months. Registers are locked
    before their entries, as where a meeting is recorded.
    """
    if not name.strip():
        raise SignatureMissing
    standings = _locked_standings(cohort, first, by=by, among=among)
    if seen is not None and seen != digest_of(standings):
        raise RegistersChanged
    hindered = [(each, hindrance) for each in standings if (hindrance := each.hindrance)]
    ready = [each for each in standings if not each.hindrance]
    months = CountersignedMonth.objects.bulk_create(_month(each, by=by, name=name.strip()) for each in ready)
    _lock(ready, months)
    record_acts("month-countersigned", [(month, seal_of(month)) for month in months], by=by)
    return months, hindered


@transaction.atomic
def add_register_note(mentorship: Mentorship, first: dt.date, *, by: Actor, text: str) -> RegisterNote:
    """Add to a month why it was missed, or what an entry should have said. It stays, whether or not the month is locked."""
    if not text.strip():
        raise NoteMissing
    if first not in {month.first for month in months_on_paper(mentorship)}:
        raise WrongState
    profile = Profile.objects.filter(organisation=by.organisation, person=by.person).first()
    note = RegisterNote.objects.create(
        mentorship=mentorship,
        first=first,
        text=text.strip(),
        name=profile.name if profile else "",
        written_by=by.person,
    )
    record_act("register-note-added", note, by=by, detail={"fingerprint": fingerprint_of_note(note)})
    return note


@transaction.atomic
def issue_register(mentorship: Mentorship, *, by: Actor) -> tuple[IssuedRegister, Mentorship]:
    """Note what a register says as it is put on paper, and return it with just that. *Also:* an audit row, as it takes
    names out."""
    current = register_on_paper(lock_mentorship(mentorship))
    months = register_of(current)
    issued = IssuedRegister.objects.create(
        mentorship=current,
        fingerprint=fingerprint_of_register(current, months),
        entries=sum(len(month.meetings) for month in months),
        months=len(months),
        months_countersigned=sum(month.is_countersigned for month in months),
        issued_by=by.person,
    )
    record_act("register-issued", issued, by=by, detail={"mentorship": current.public_id})
    return issued, current


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
    entries = entries_of_month(mentorships, first)
    _lock_rows(entries)
    return standings_of_month(mentorships, first, by=by, entries=entries)


def _lock_rows(entries: QuerySet[Meeting]) -> None:
    """Lock entries by themselves, to read them afterwards: what is joined to a row that was waited for is from before."""
    bare = Meeting.objects.filter(pk__in=entries.order_by().values("pk"))
    list(bare.order_by("pk").select_for_update().values_list("pk"))


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
