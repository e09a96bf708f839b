"""Places of a cohort: given by an offer or an acceptance, given once, and free again when somebody steps back."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, Min, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.core.wake import wake
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import role_word
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.recruitment.choices import HOLDING, ApplicationState
from rapport.recruitment.errors import FewerThanGiven, NoPlaceLeft
from rapport.recruitment.models import Application, Quota
from rapport.recruitment.selectors import end_of_offer, last_in_line, quotas_of
from rapport.recruitment.selectors.turns import unmatched_before, waits_first

PLACE_FIELDS = ("waiting_place", "waits_first", "offer_expires_at")


@transaction.atomic
def set_places(cohort: Cohort, *, places: Mapping[str, int | None], by: Actor) -> None:
    """Say how many places there are in each role, never fewer than are given. *Also:* wakes whoever offers them."""
    locked = lock_open_cohort(cohort)
    standing = quotas_of(locked)
    for role, number in places.items():
        if standing[role].places == number:
            continue
        quota = _quota(locked, role)
        changeable = Quota.objects.filter(pk=quota.pk)
        if number is not None:
            changeable = changeable.filter(taken__lte=number)
        if not changeable.update(places=number):
            raise FewerThanGiven(_words_of_fewer(quota))
        record_act("places-set", quota, by=by, detail={"role": role, "places": number})
        wake("places")


def _words_of_fewer(quota: Quota) -> str:
    return ngettext(
        "%(taken)s place for a %(role)s is given already. There cannot be fewer.",
        "%(taken)s places for a %(role)s are given already. There cannot be fewer.",
        quota.taken,
    ) % {"taken": quota.taken, "role": role_word(quota.cohort.programme, quota.role)}


def settle_place(application: Application, *, to: str) -> None:
    """Give or free the place that goes with a state, and set the place in line and the end of the offer on the row.

    The caller has locked the application, and saves it.
    """
    held, holds = application.state in HOLDING, to in HOLDING
    if holds and not held:
        _give_place(application.cohort, application.role)
    if held and not holds:
        _free_place(application.cohort_id, application.role)
    is_waiting = to == ApplicationState.WAITLISTED
    application.waiting_place = _next_in_line(application) if is_waiting else None
    application.waits_first = is_waiting and waits_first(application)
    application.offer_expires_at = (
        end_of_offer(application.cohort) if to == ApplicationState.OFFERED else None
    )


def _give_place(cohort: Cohort, role: str) -> None:
    """Give one place. The condition is in the UPDATE itself, so that of two who ask at once one gets the last."""
    quota = _quota(cohort, role)
    has_room = Q(places=None) | Q(taken__lt=F("places"))
    if not Quota.objects.filter(has_room, pk=quota.pk).update(taken=F("taken") + 1):
        words = {"role": role_word(cohort.programme, role)}
        raise NoPlaceLeft(
            _(
                "All places for a %(role)s are given. Raise the number of places under “Recruiting”, "
                "or put them on the waiting list."
            )
            % words
        )


def _free_place(cohort_id: int, role: str) -> None:
    Quota.objects.filter(cohort=cohort_id, role=role, taken__gt=0).update(taken=F("taken") - 1)
    wake("places")


def free_place_of(participation: Participation) -> None:
    """Free the place of somebody who was accepted, and now leaves; who came in by another way holds none."""
    if Application.objects.filter(participation=participation).exists():
        _free_place(participation.cohort_id, participation.role)


def _quota(cohort: Cohort, role: str) -> Quota:
    quota, _made = Quota.objects.get_or_create(cohort=cohort, role=role)
    quota.cohort = cohort
    return quota


def order_line(cohort: Cohort, *, unmatched_first: bool) -> None:
    """Put whoever waits in the order that the cohort wants from now on. Whoever was moved to the top stays there."""
    line = Application.objects.filter(cohort=cohort, state=ApplicationState.WAITLISTED)
    if unmatched_first:
        line = line.filter(unmatched_before(OuterRef("person"), OuterRef("role"), cohort))
    line.update(waits_first=unmatched_first)


def _next_in_line(application: Application) -> int:
    return last_in_line(application.cohort, application.role) + 1


def first_in_line(application: Application) -> int:
    """Return the place in line before everybody who waits."""
    line = Application.objects.filter(cohort=application.cohort_id, role=application.role)
    first = line.aggregate(first=Min("waiting_place"))["first"]
    return 0 if first is None else int(first) - 1
