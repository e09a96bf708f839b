"""Mentors and mentees of a cohort, and their places."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from rapport.accounts.models import normal_email
from rapport.audit.services import record_act, record_acts
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed
from rapport.core.models import check_transition
from rapport.programmes.choices import (
    PARTICIPATION_TRANSITIONS,
    CohortEvent,
    CohortState,
    ParticipantRole,
    ParticipationState,
)
from rapport.programmes.errors import AlreadyTakingPart, CapacityTooLow, CohortClosed, PlaceTaken
from rapport.programmes.models import Cohort, Participation, Profile
from rapport.programmes.selectors import questions_in_all
from rapport.programmes.services.organisations import ensure_profile, ensure_profiles
from rapport.programmes.services.programmes import advance_cohort, lock_open_cohort
from rapport.questionnaires.models import AnswerSheet
from rapport.questionnaires.services import opened_after


def usual_capacity(cohort: Cohort, role: str) -> int:
    """Return how many places the programme gives to somebody who did not say."""
    programme = cohort.programme
    return programme.mentor_capacity if role == ParticipantRole.MENTOR else programme.mentee_capacity


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to take part in a cohort. Whoever is known in the organisation keeps the name they have there."""

    role: str
    email: str
    name: str
    capacity: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    availability: list[int] = field(default_factory=list)
    opened: Sequence[str] = ()


@transaction.atomic
def add_participation(
    cohort: Cohort,
    *,
    role: str,
    email: str,
    name: str,
    by: Actor,
    capacity: int | None = None,
    time_zone: str = "",
    answers: dict[str, Any] | None = None,
    availability: list[int] | None = None,
    opened: Sequence[str] = (),
) -> Participation:
    """Let a person take part in a cohort in one role. *Also:* the first one moves the cohort on."""
    newcomer = Newcomer(role, email, name, capacity, answers or {}, availability or [], opened)
    _begin(cohort, by=by)
    profile = ensure_profile(cohort.programme.organisation, email=email, name=name, time_zone=time_zone)
    return _add(cohort, [(newcomer, profile)], by=by)[0]


@transaction.atomic
def add_participations(cohort: Cohort, newcomers: Sequence[Newcomer], *, by: Actor) -> list[Participation]:
    """Let many take part in a cohort at once; all of them, or nobody. *Also:* the first ones move the cohort on."""
    _begin(cohort, by=by)
    names = {each.email: each.name for each in reversed(newcomers)}
    profiles = ensure_profiles(cohort.programme.organisation, names)
    return _add(cohort, [(each, profiles[normal_email(each.email)]) for each in newcomers], by=by)


def _begin(cohort: Cohort, *, by: Actor) -> None:
    if cohort.state == CohortState.CLOSED:
        raise CohortClosed
    if not Participation.objects.filter(cohort=cohort).exists():
        advance_cohort(cohort, CohortEvent.FIRST_PARTICIPANT, by=by)


def _add(cohort: Cohort, newcomers: Sequence[tuple[Newcomer, Profile]], *, by: Actor) -> list[Participation]:
    present = Participation.objects.filter(
        cohort=cohort, profile__in=[profile for _each, profile in newcomers]
    )
    taken = set(present.exclude(state=ParticipationState.LEFT).values_list("profile", "role"))
    if any((profile.pk, each.role) in taken for each, profile in newcomers):
        raise AlreadyTakingPart
    sheets = AnswerSheet.objects.bulk_create(
        [
            AnswerSheet(questionnaire=cohort.questionnaire, values=each.answers, opened=list(each.opened))
            for each, _profile in newcomers
        ]
    )
    added = Participation.objects.bulk_create(
        [
            Participation(
                cohort=cohort,
                profile=profile,
                role=each.role,
                capacity=usual_capacity(cohort, each.role) if each.capacity is None else each.capacity,
                answers=sheet,
                availability=each.availability,
            )
            for (each, profile), sheet in zip(newcomers, sheets, strict=True)
        ]
    )
    record_acts("participation-added", [(each, {"role": each.role}) for each in added], by=by)
    return added


@transaction.atomic
def set_capacity(participation: Participation, *, capacity: int, by: Actor) -> Participation:
    """Change how many places somebody has, never below those taken."""
    changed = Participation.objects.filter(pk=participation.pk, places_taken__lte=capacity).update(
        capacity=capacity
    )
    if not changed:
        raise CapacityTooLow
    record_act("capacity-set", participation, by=by, detail={"capacity": capacity})
    participation.refresh_from_db()
    return participation


@transaction.atomic
def move_participation(participation: Participation, *, to: str, by: Actor) -> Participation:
    """Pause, resume or end a participation. The doors call `move_participant`, which takes proposals back as well."""
    participation = Participation.objects.select_for_update(no_key=True).get(pk=participation.pk)
    check_transition(PARTICIPATION_TRANSITIONS, old=participation.state, new=to)
    participation.state = to
    participation.save(update_fields=["state"])
    record_act("participation-moved", participation, by=by, detail={"to": to})
    return participation


@transaction.atomic
def set_readiness(
    participation: Participation, *, trained_on: dt.date | None, cleared_on: dt.date | None, by: Actor
) -> Participation:
    """Note when somebody was trained and cleared (or that they are not)."""
    participation.trained_on, participation.cleared_on = trained_on, cleared_on
    participation.save(update_fields=["trained_on", "cleared_on"])
    record_act("readiness-set", participation, by=by)
    return participation


@transaction.atomic
def set_readiness_of_all(cohort: Cohort, *, ids: Sequence[str], by: Actor) -> int:
    """Note for many that they were trained and cleared today; return how many were not so before."""
    today = clock.today(cohort.programme.time_zone)
    chosen = Participation.objects.filter(cohort=cohort, public_id__in=ids)
    trained = chosen.filter(trained_on=None).update(trained_on=today)
    cleared = chosen.filter(cleared_on=None).update(cleared_on=today)
    if noted := max(trained, cleared):
        record_act("readiness-set-for-many", cohort, by=by, detail={"count": noted})
    return noted


@transaction.atomic
def set_answers(
    participation: Participation,
    answers: dict[str, Any],
    *,
    by: Actor,
    opened: Mapping[str, bool] | None = None,
) -> list[str]:
    """Change the answers to these questions, and to no others; return the keys of those that are different now.

    Nothing is matched again: runs and proposals keep the answers that they were made with. The cohort is locked, as
    imports and changed questions rewrite answers too. `opened` says of sensitive answers whether a match may compare
    them: their own person alone says so, and what somebody else changes is closed.
    """
    if opened and by.person.pk != participation.profile.person_id:
        raise NotAllowed
    lock_open_cohort(participation.cohort)
    sheet = AnswerSheet.objects.get(pk=participation.answers_id)
    merged = sheet.values | answers
    now = {key: answer for key, answer in merged.items() if answer not in (None, "", [])}
    changed = sorted(key for key in answers if sheet.values.get(key) != now.get(key))
    asked = questions_in_all(participation.cohort)
    open_now = opened_after(sheet.opened, asked=asked, before=sheet.values, now=now, said=opened)
    turned = sorted({*open_now} ^ {*sheet.opened})
    if changed or turned:
        sheet.values, sheet.opened = now, open_now
        sheet.save(update_fields=["values", "opened"])
        detail = {"questions": changed} | ({"opened_or_closed": turned} if turned else {})
        record_act("answers-set", participation, by=by, detail=detail)
    participation.answers = sheet
    return changed


def take_place(participation: Participation) -> None:
    """Take one place. The condition is in the UPDATE itself, so that of two who ask at once one gets the last."""
    taken = Participation.objects.filter(
        pk=participation.pk, places_taken__lt=F("capacity"), state=ParticipationState.ACTIVE
    ).update(places_taken=F("places_taken") + 1, matched_at=Coalesce("matched_at", Value(clock.now())))
    if not taken:
        raise PlaceTaken
