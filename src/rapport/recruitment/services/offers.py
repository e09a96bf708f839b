"""Offers of a place: taken up by who was offered it, run out, made to the next in line; and who comes first there."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from rapport.audit.services import record, record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import WrongState
from rapport.core.models import check_transition
from rapport.programmes.choices import CohortState, OrganisationState
from rapport.programmes.services.programmes import lock_cohort, lock_open_cohort
from rapport.recruitment import letters
from rapport.recruitment.choices import APPLICATION_TRANSITIONS, ApplicationState
from rapport.recruitment.errors import NoPlaceLeft, OfferHeldUp, OfferOver
from rapport.recruitment.models import Application
from rapport.recruitment.selectors import next_to_offer
from rapport.recruitment.selectors.guardians import is_consent_wanting
from rapport.recruitment.selectors.reservations import is_held_up
from rapport.recruitment.services.applications import lock_application
from rapport.recruitment.services.decisions import let_in
from rapport.recruitment.services.places import PLACE_FIELDS, first_in_line, settle_place

Offered = QuerySet[Application]


@transaction.atomic
def accept_offer(application: Application, *, by: Actor) -> Application:
    """Take up the place that one was offered. *Also:* they take part. Saying yes twice changes nothing.

    The place was taken by the offer, so nobody who says yes in time can come too late.
    """
    cohort = lock_open_cohort(application.cohort)
    locked = lock_application(application)
    locked.cohort = cohort
    if locked.state == ApplicationState.ACCEPTED:
        return locked
    if locked.state == ApplicationState.EXPIRED or locked.is_offer_over:
        raise OfferOver
    check_transition(APPLICATION_TRANSITIONS, old=locked.state, new=ApplicationState.ACCEPTED)
    if locked.state != ApplicationState.OFFERED:
        raise WrongState
    if is_held_up(locked) or is_consent_wanting(locked):
        raise OfferHeldUp
    settle_place(locked, to=ApplicationState.ACCEPTED)
    (locked.participation,) = let_in(cohort, [locked], by=by)
    locked.state = ApplicationState.ACCEPTED
    locked.save(update_fields=["state", "participation", *PLACE_FIELDS])
    record_act("offer-accepted", locked, by=by)
    letters.application_decided_notification(locked, note="")
    return locked


@transaction.atomic
def move_to_top(application: Application, *, reason: str, by: Actor) -> Application:
    """Put somebody before everybody else who waits for the same; the reason stands in the audit."""
    cohort = lock_open_cohort(application.cohort)
    locked = lock_application(application)
    locked.cohort = cohort
    if locked.state != ApplicationState.WAITLISTED:
        raise WrongState
    locked.waiting_place, locked.waits_first = first_in_line(locked), True
    locked.save(update_fields=["waiting_place", "waits_first"])
    record_act("application-moved-to-top", locked, by=by, detail={"reason": reason})
    return locked


def end_next_offer() -> bool:
    """End one offer whose time is over. *Also:* its place is free, and a letter says so; return whether one was due."""
    due = Application.objects.filter(
        state=ApplicationState.OFFERED,
        offer_expires_at__lte=clock.now(),
        cohort__programme__organisation__state=OrganisationState.ACTIVE,
    )
    return _first_of(due.order_by("offer_expires_at", "pk"), _end_offer)


def _end_offer(application: Application) -> bool:
    if application.state != ApplicationState.OFFERED or not application.is_offer_over:
        return False
    _move(application, to=ApplicationState.EXPIRED, act="offer-ran-out")
    return True


def offer_next_place() -> bool:
    """Offer one free place to the first in line, where the programme wants that; return whether there was one."""
    return _first_of(next_to_offer(), _offer)


def _offer(application: Application) -> bool:
    """Offer the place, unless it is gone or somebody else is first now."""
    is_next = next_to_offer().filter(pk=application.pk).exists()
    if application.cohort.state == CohortState.CLOSED or not is_next:
        return False
    try:
        _move(application, to=ApplicationState.OFFERED, act="place-offered")
    except NoPlaceLeft:
        return False
    return True


def _first_of(due: Offered, act: Callable[[Application], bool]) -> bool:
    """Do it for the first that is still due under the lock, its cohort before it as everywhere."""
    for found in due.select_related("cohort")[:20]:
        with transaction.atomic():
            cohort = lock_cohort(found.cohort)
            locked = lock_application(found)
            locked.cohort = cohort
            if act(locked):
                return True
    return False


def _move(application: Application, *, to: ApplicationState, act: str) -> None:
    """Move an application by time or by the line alone: nobody acts, so the audit names nobody."""
    check_transition(APPLICATION_TRANSITIONS, old=application.state, new=to)
    settle_place(application, to=to)
    application.state = to
    application.save(update_fields=["state", *PLACE_FIELDS])
    record(
        act,
        chain=application.cohort.programme.organisation.public_id,
        subject_kind=application._meta.label_lower,
        subject=application.public_id,
    )
    letters.application_decided_notification(application, note="")
