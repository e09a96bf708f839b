"""Reminding of checks that run out: 60, 30 and 7 days before their last day, and once that is over; each once."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rapport.core import clock
from rapport.programmes.choices import CohortState, OrganisationState, ParticipationState
from rapport.programmes.models import Participation
from rapport.programmes.selectors import leads_of, runners_of
from rapport.screening import letters
from rapport.screening.choices import REMINDER_DAYS, RUN_OUT, CheckState, Result
from rapport.screening.models import Clearance
from rapport.screening.selectors import people_concerned

AHEAD = dt.timedelta(hours=14)
"""In the zone that is furthest ahead it is tomorrow for so long already."""


@transaction.atomic
def remind_next_clearance() -> bool:
    """Write about one check that runs out, or has run out; return whether one was due.

    Whoever was away when one of the days came gets the letter of the next one alone.
    """
    for entry in _perhaps_due():
        stage = _stage(entry)
        if stage is None or (entry.reminded_for is not None and stage >= entry.reminded_for):
            continue
        unclaimed = Clearance.objects.filter(pk=entry.pk, reminded_for=entry.reminded_for)
        if unclaimed.update(reminded_for=stage):
            _write(entry, stage)
            return True
    return False


def _stage(entry: Clearance) -> int | None:
    """Return the nearest of the days that has come where the programme is; `RUN_OUT` after the last day."""
    today = clock.today(entry.background_check.programme.time_zone)
    left = ((entry.valid_until or dt.date.max) - today).days
    if left < 0:
        return RUN_OUT
    return min((days for days in REMINDER_DAYS if left <= days), default=None)


def _perhaps_due() -> QuerySet[Clearance]:
    """Return the entries in force whose next day has come somewhere on earth; those that run out first come first."""
    latest_today = (clock.now() + AHEAD).date()
    come = Q(valid_until__lt=latest_today) & ~Q(reminded_for=RUN_OUT)
    for days in REMINDER_DAYS:
        unwritten = Q(reminded_for=None) | Q(reminded_for__gt=days)
        come |= unwritten & Q(valid_until__lte=latest_today + dt.timedelta(days=days))
    later = Clearance.objects.filter(
        Q(checked_on__gt=OuterRef("checked_on"))
        | Q(checked_on=OuterRef("checked_on"), pk__gt=OuterRef("pk")),
        background_check=OuterRef("background_check"),
        profile=OuterRef("profile"),
        correction=None,
    ).exclude(result=Result.PENDING)
    concerned = _concerned().filter(
        profile=OuterRef("profile"),
        cohort__programme=OuterRef("background_check__programme"),
        role=OuterRef("background_check__role"),
    )
    return (
        Clearance.objects.filter(
            come,
            Exists(concerned),
            ~Exists(later),
            correction=None,
            background_check__state=CheckState.ASKED,
            background_check__programme__organisation__state=OrganisationState.ACTIVE,
        )
        .select_related("background_check__programme__organisation")
        .order_by("valid_until", "pk")
    )


def _concerned() -> QuerySet[Participation]:
    return people_concerned().exclude(cohort__state=CohortState.CLOSED)


def _write(entry: Clearance, stage: int) -> None:
    """Write to the person, in the cohort of theirs that is newest, and to who runs each cohort that it concerns."""
    check = entry.background_check
    people = list(
        _concerned()
        .filter(profile=entry.profile_id, cohort__programme=check.programme_id, role=check.role)
        .select_related("profile__person", "cohort__programme__organisation")
        .order_by(F("cohort__starts_on").desc(), "pk")
    )
    _write_to_person(
        next((one for one in people if one.state != ParticipationState.LEFT), None), entry, stage
    )
    runners = runners_of(check.programme)
    for one in people:
        if stage == RUN_OUT and check.is_required and one.places_taken:
            readers = {each.pk: each for each in (*runners, *leads_of(check.programme))}
            letters.clearance_lapsed_alert(one, entry, readers.values())
        else:
            letters.clearances_expiring_reminder(one, runners)


def _write_to_person(own: Participation | None, entry: Clearance, stage: int) -> None:
    if own is None:
        return
    if stage == RUN_OUT:
        letters.clearance_expired_notification(own, entry)
    else:
        letters.clearance_expiring_reminder(own, entry, days=stage)
