"""Places of a cohort: given by an offer or an acceptance, given once, and free again when somebody steps back."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F, Min, OuterRef, Q
from django.db.models.functions import Greatest
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
from rapport.recruitment.selectors.turns import unmatched_before, waiting_first

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
    for refusal in settle_places(application.cohort, [application], to=to).values():
        raise refusal


def settle_places(cohort: Cohort, applications: Sequence[Application], *, to: str) -> dict[int, NoPlaceLeft]:
    """Do so for many in their order; return what to say of those for whom there is no place, by the application's key."""
    unplaced: dict[int, NoPlaceLeft] = {}
    for role in sorted({each.role for each in applications}):
        of_role = [each for each in applications if each.role == role]
        if to in HOLDING:
            wanting = [each.pk for each in of_role if each.state not in HOLDING]
            given = _give_places(cohort, role, wanting=len(wanting)) if wanting else 0
            unplaced |= {key: NoPlaceLeft(_words_of_none_left(cohort, role)) for key in wanting[given:]}
        elif held := sum(each.state in HOLDING for each in of_role):
            _free_places(cohort.pk, role, held)
    placed = [each for each in applications if each.pk not in unplaced]
    _put_in_line(cohort, placed if to == ApplicationState.WAITLISTED else [])
    ends_at = end_of_offer(cohort) if to == ApplicationState.OFFERED else None
    for each in placed:
        each.offer_expires_at = ends_at
        if to != ApplicationState.WAITLISTED:
            each.waiting_place, each.waits_first = None, False
    return unplaced


def _give_places(cohort: Cohort, role: str, *, wanting: int) -> int:
    """Give so many places, or as many as there are; return how many.

    The condition is in the UPDATE itself, so that of two who ask at once one gets the last.
    """
    quota = _quota(cohort, role)
    while wanting > 0:
        has_room = Q(places=None) | Q(taken__lte=F("places") - wanting)
        if Quota.objects.filter(has_room, pk=quota.pk).update(taken=F("taken") + wanting):
            break
        quota.refresh_from_db(fields=["places", "taken"])
        wanting = min(wanting - 1, wanting if quota.places_left is None else quota.places_left)
    return max(wanting, 0)


def _words_of_none_left(cohort: Cohort, role: str) -> str:
    return _(
        "All places for a %(role)s are given. Raise the number of places under “Recruiting”, "
        "or put them on the waiting list."
    ) % {"role": role_word(cohort.programme, role)}


def _free_places(cohort_id: int, role: str, number: int) -> None:
    Quota.objects.filter(cohort=cohort_id, role=role).update(taken=Greatest(F("taken") - number, 0))
    wake("places")


def _put_in_line(cohort: Cohort, applications: Sequence[Application]) -> None:
    """Put these behind whoever waits already, in their order."""
    first = waiting_first(cohort, applications) if applications else frozenset()
    last: dict[str, int] = {}
    for each in applications:
        last[each.role] = (last[each.role] if each.role in last else last_in_line(cohort, each.role)) + 1
        each.waiting_place, each.waits_first = last[each.role], each.pk in first


def free_place_of(participation: Participation) -> None:
    """Free the place of somebody who was accepted, and now leaves; who came in by another way holds none."""
    if Application.objects.filter(participation=participation).exists():
        _free_places(participation.cohort_id, participation.role, 1)


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


def first_in_line(application: Application) -> int:
    """Return the place in line before everybody who waits."""
    line = Application.objects.filter(cohort=application.cohort_id, role=application.role)
    first = line.aggregate(first=Min("waiting_place"))["first"]
    return 0 if first is None else int(first) - 1
