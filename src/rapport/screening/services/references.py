"""Asking for references, answering them without an account, reminding of them once."""

import datetime as dt

from django.db import transaction

from rapport.accounts.models import normal_email
from rapport.audit.services import record, record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.core.models import check_transition
from rapport.programmes.choices import OrganisationState
from rapport.programmes.errors import OwnCase
from rapport.recruitment.choices import ApplicationState
from rapport.recruitment.models import Application
from rapport.screening import letters
from rapport.screening.choices import (
    ANSWER_DAYS,
    REFERENCE_TRANSITIONS,
    REMIND_DAYS_BEFORE,
    ReferenceState,
)
from rapport.screening.errors import AlreadyAsked, OwnReference
from rapport.screening.models import Reference
from rapport.screening.selectors import standing_references


@transaction.atomic
def ask_for_reference(
    application: Application, *, name: str, email: str, relation: str = "", by: Actor
) -> Reference:
    """Ask somebody outside about an applicant. *Also:* a letter with a link that works for three weeks, and once.

    Whoever has declined may be asked again; that they did stays known.
    """
    locked = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cohort__programme__organisation", "person")
        .get(pk=application.pk)
    )
    address = normal_email(email)
    if locked.person_id == by.person.pk:
        raise OwnCase
    if locked.state in (ApplicationState.DRAFT, ApplicationState.WITHDRAWN):
        raise WrongState
    if address == locked.person.email:
        raise OwnReference
    if standing_references(locked, address).exists():
        raise AlreadyAsked
    reference = Reference.objects.create(
        application=locked,
        name=name,
        email=address,
        relation=relation,
        asked_by=by.person,
        expires_at=_end(locked),
    )
    record_act("reference-asked", reference, by=by)
    letters.reference_invitation(reference)
    return reference


@transaction.atomic
def ask_again(reference: Reference, *, by: Actor) -> Reference:
    """Send another letter with a new link, which works for three weeks; the old one works no more."""
    locked = _lock(reference)
    if locked.application.person_id == by.person.pk:
        raise OwnCase
    if locked.state != ReferenceState.ASKED or locked.application.state == ApplicationState.WITHDRAWN:
        raise WrongState
    locked.link_number += 1
    locked.asked_at, locked.expires_at, locked.reminded_at = clock.now(), _end(locked.application), None
    locked.save(update_fields=["link_number", "asked_at", "expires_at", "reminded_at"])
    record_act("reference-asked-again", locked, by=by)
    letters.reference_invitation(locked)
    return locked


@transaction.atomic
def withdraw_reference(reference: Reference, *, by: Actor) -> Reference:
    """Ask for it no more: its link is dead from now on."""
    locked = _lock(reference)
    check_transition(REFERENCE_TRANSITIONS, old=locked.state, new=ReferenceState.WITHDRAWN)
    locked.state = ReferenceState.WITHDRAWN
    locked.save(update_fields=["state"])
    record_act("reference-withdrawn", locked, by=by)
    return locked


@transaction.atomic
def give_reference(
    reference: Reference, *, known_for: str, recommends: str, comment: str = "", concerns: str = ""
) -> Reference:
    """Take what the referee says; the link is used up. Nobody has signed in, so the audit names nobody."""
    locked = _lock_open(reference)
    locked.known_for, locked.recommends = known_for, recommends
    locked.comment, locked.concerns = comment, concerns
    locked.state, locked.answered_at = ReferenceState.GIVEN, clock.now()
    locked.save(update_fields=["known_for", "recommends", "comment", "concerns", "state", "answered_at"])
    _record_by_link("reference-given", locked)
    return locked


@transaction.atomic
def decline_reference(reference: Reference) -> Reference:
    """Take a no, without a reason; the link is used up."""
    locked = _lock_open(reference)
    locked.state, locked.answered_at = ReferenceState.DECLINED, clock.now()
    locked.save(update_fields=["state", "answered_at"])
    _record_by_link("reference-declined", locked)
    return locked


@transaction.atomic
def remind_next_referee() -> bool:
    """Remind one referee, once, a week before the link ends; return whether one was due."""
    soon = clock.now() + dt.timedelta(days=REMIND_DAYS_BEFORE)
    due = (
        Reference.objects.filter(
            state=ReferenceState.ASKED,
            reminded_at=None,
            expires_at__gt=clock.now(),
            expires_at__lte=soon,
            application__cohort__programme__organisation__state=OrganisationState.ACTIVE,
        )
        .exclude(application__state=ApplicationState.WITHDRAWN)
        .select_related("application__cohort__programme__organisation")
        .order_by("expires_at", "pk")
    )
    for reference in due[:1]:
        if Reference.objects.filter(pk=reference.pk, reminded_at=None).update(reminded_at=clock.now()):
            letters.reference_reminder(reference)
        return True
    return False


def _end(application: Application) -> dt.datetime:
    zone = application.cohort.programme.time_zone
    return clock.end_of(clock.today(zone) + dt.timedelta(days=ANSWER_DAYS), zone)


def _lock(reference: Reference) -> Reference:
    """Lock the application, as whoever withdraws it does, then the reference, if it is still there."""
    Application.objects.select_for_update(no_key=True).get(pk=reference.application_id)
    rows = Reference.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("application__cohort__programme__organisation").filter(pk=reference.pk)
    found = locked.first()
    if found is None:
        raise NotFound
    return found


def _lock_open(reference: Reference) -> Reference:
    """Lock a reference whose link is still the one that was followed: of two answers one counts."""
    locked = _lock(reference)
    if locked.link_number != reference.link_number or not locked.is_open:
        raise NotFound
    return locked


def _record_by_link(act: str, reference: Reference) -> None:
    organisation = reference.application.cohort.programme.organisation
    record(
        act,
        chain=organisation.public_id,
        subject_kind=reference._meta.label_lower,
        subject=reference.public_id,
    )
