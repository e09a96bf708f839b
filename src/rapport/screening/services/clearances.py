"""Noting what was seen of a check, and correcting it by another entry."""

import datetime as dt

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.choices import ParticipationState
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Participation
from rapport.programmes.services.participations import set_readiness
from rapport.screening.choices import Result
from rapport.screening.models import BackgroundCheck, Clearance
from rapport.screening.selectors import checks_required, standing_in, standings


@transaction.atomic
def note_clearance(
    participation: Participation,
    check: BackgroundCheck,
    *,
    result: str,
    checked_on: dt.date,
    by: Actor,
    issuer: str = "",
    number: str = "",
    valid_until: dt.date | None = None,
    corrects: Clearance | None = None,
) -> Clearance:
    """Note what was seen of somebody's check; without a last day it counts as long as the programme says.

    An entry that is wrong stays readable: `corrects` names it, and this one stands in its place.

    *Also:* somebody with whom nothing is wanting any more counts as cleared in each cohort of the programme, and no
    longer where something is. Their participations are locked, as whoever says yes to a match asks the same.
    """
    profile, programme = participation.profile, participation.cohort.programme
    if profile.person_id == by.person.pk:
        raise OwnCase
    if (check.programme_id, check.role) != (programme.pk, participation.role):
        raise WrongState
    own = Participation.objects.filter(
        profile=profile, cohort__programme=programme, role=participation.role
    ).exclude(state=ParticipationState.LEFT)
    locked = list(own.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    _check_correctable(corrects, participation, check)
    entry = Clearance.objects.create(
        background_check=check,
        profile=profile,
        result=result,
        issuer=issuer,
        number=number,
        checked_on=checked_on,
        valid_until=(valid_until or check.last_day(checked_on)) if result == Result.CLEAR else None,
        noted_by=by.person,
        corrects=corrects,
    )
    record_act(
        "clearance-corrected" if corrects else "clearance-noted",
        participation,
        by=by,
        detail={"check": check.public_id, "entry": entry.public_id},
    )
    if check.is_required:
        _note_whether_cleared(locked, entry, by=by)
    return entry


def _check_correctable(
    corrects: Clearance | None, participation: Participation, check: BackgroundCheck
) -> None:
    """Refuse to correct what was corrected already, or is about something else."""
    if corrects is None:
        return
    is_about = (corrects.profile_id, corrects.background_check_id) == (participation.profile_id, check.pk)
    if not is_about or Clearance.objects.filter(corrects=corrects).exists():
        raise WrongState


def _note_whether_cleared(own: list[Participation], entry: Clearance, *, by: Actor) -> None:
    """Keep the day that lists and exports show in step with what the entries say today."""
    if not own:
        return
    people = Participation.objects.filter(pk__in=[one.pk for one in own])
    checks = checks_required(entry.background_check.programme)
    found = standings(checks, people)
    for one in own:
        standing = [standing_in(found, one, check) for check in checks if check.role == one.role]
        if not standing:
            continue  # nothing is required any more: the note stays as it is
        days = [each.checked_on for each in standing if each.is_valid and each.checked_on]
        cleared_on = max(days) if len(days) == len(standing) else None
        if one.cleared_on != cleared_on:
            set_readiness(one, trained_on=one.trained_on, cleared_on=cleared_on, by=by)
