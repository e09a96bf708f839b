"""Reads of reservations about applicants."""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.prepared import Prepared, Slot
from rapport.programmes.models import Cohort
from rapport.recruitment.choices import Light
from rapport.recruitment.models import Application, Reservation
from rapport.recruitment.policies import reservations_visible_to
from rapport.recruitment.selectors.pipeline import Listable

WORST_FIRST = {light: place for place, light in enumerate((Light.RED, Light.AMBER, Light.GREEN))}


def get_reservation(*, by: Actor, id: str, may: May[Reservation]) -> Reservation:  # noqa: A002
    return load(reservations_visible_to, by=by, id=id, may=may)


def reservations_about(application: Application, *, by: Actor) -> list[Reservation]:
    """Return what was noted about an applicant in this programme, with whichever application of theirs."""
    return list(
        reservations_visible_to(by).filter(
            application__person=application.person_id,
            application__cohort__programme=application.cohort.programme_id,
        )
    )


def is_held_up(application: Application) -> bool:
    """Whether something red about this person is open in this programme."""
    return open_and_red(application.person_id, application.cohort.programme_id).exists()


def held_up(applications: Iterable[Application]) -> frozenset[int]:
    """Return the keys of those of these applications of whose person something red is open in their programme."""
    among = Application.objects.filter(pk__in=[each.pk for each in applications])
    red = Exists(open_and_red(OuterRef("person"), OuterRef("cohort__programme")))
    return frozenset(among.filter(red).order_by().values_list("pk", flat=True))


def open_and_red(person: Any, programme: Any) -> QuerySet[Reservation]:
    """Return what is red about somebody in a programme, and not settled."""
    return Reservation.objects.filter(
        application__person=person,
        application__cohort__programme=programme,
        light=Light.RED,
        settled_at=None,
    )


@cache
def _open_under(hat: str) -> Prepared[Any]:
    """Return what asks under a hat for the open reservations of a programme."""
    whoever = Actor(cast("Any", Slot("person")), cast("Any", Slot("organisation")), hat)
    return Prepared(
        lambda: (
            reservations_visible_to(whoever)
            .filter(settled_at=None, application__cohort__programme=Slot("programme"))
            .order_by()
            .values_list("application__person", "light")
        )
    )


def lights_of(cohort: Cohort, applications: Iterable[Listable], *, by: Actor) -> dict[int, str]:
    """Return the worst open light in the programme of each who applies to a cohort, by the application's key."""
    found = list(applications)
    open_ones = _open_under(by.hat).ask(
        programme=cohort.programme_id, person=by.person.pk, organisation=by.organisation.pk
    )
    worst: dict[int, str] = {}
    for person, light in open_ones:
        known = worst.get(person, light)
        worst[person] = min(known, light, key=lambda each: WORST_FIRST[Light(each)])
    return {each.pk: worst[each.person_id] for each in found if each.person_id in worst}
