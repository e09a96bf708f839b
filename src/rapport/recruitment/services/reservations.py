"""Reservations about applicants: noted, settled."""

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Profile
from rapport.recruitment.choices import REVIEWABLE
from rapport.recruitment.errors import SettlementUnsaid
from rapport.recruitment.models import Application, Reservation


@transaction.atomic
def note_reservation(application: Application, *, light: str, note: str, by: Actor) -> Reservation:
    """Note something down about an applicant. The application is locked: nobody accepts it meanwhile."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("cohort__programme").get(pk=application.pk)
    if locked.person_id == by.person.pk:
        raise OwnCase
    if locked.state not in REVIEWABLE:
        raise WrongState
    reservation = Reservation.objects.create(
        application=locked, author=_profile_of(by), light=light, note=note.strip()
    )
    detail = {"reservation": reservation.public_id, "light": light}
    record_act("reservation-noted", locked, by=by, detail=detail)
    return reservation


@transaction.atomic
def settle_reservation(reservation: Reservation, *, settlement: str, by: Actor) -> Reservation:
    """Say how a reservation was settled. What was noted stays readable."""
    rows = Reservation.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("application").get(pk=reservation.pk)
    if locked.application.person_id == by.person.pk:
        raise OwnCase
    if not locked.is_open:
        raise WrongState
    if not settlement.strip():
        raise SettlementUnsaid
    locked.settled_at, locked.settled_by = clock.now(), _profile_of(by)
    locked.settlement = settlement.strip()
    locked.save(update_fields=["settled_at", "settled_by", "settlement"])
    record_act("reservation-settled", locked.application, by=by, detail={"reservation": locked.public_id})
    return locked


def _profile_of(by: Actor) -> Profile:
    return Profile.objects.get(organisation=by.organisation, person=by.person)
