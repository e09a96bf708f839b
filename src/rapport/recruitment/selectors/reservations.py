"""Reads of reservations about applicants."""

from collections.abc import Iterable

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.recruitment.choices import Light
from rapport.recruitment.models import Application, Reservation
from rapport.recruitment.policies import reservations_visible_to

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
    red = Reservation.objects.filter(light=Light.RED, settled_at=None)
    return red.filter(
        application__person=application.person_id,
        application__cohort__programme=application.cohort.programme_id,
    ).exists()


def lights_of(applications: Iterable[Application], *, by: Actor) -> dict[int, str]:
    """Return the worst open light of each applicant in the programme, by the application's key."""
    found = list(applications)
    open_ones = reservations_visible_to(by).filter(
        settled_at=None,
        application__person__in=[each.person_id for each in found],
        application__cohort__programme__in={each.cohort.programme_id for each in found},
    )
    worst: dict[tuple[int, int], str] = {}
    rows = open_ones.order_by().values_list("application__person", "application__cohort__programme", "light")
    for person, programme, light in rows:
        known = worst.get((person, programme), light)
        worst[person, programme] = min(known, light, key=lambda each: WORST_FIRST[Light(each)])
    standing = {each.pk: worst.get((each.person_id, each.cohort.programme_id)) for each in found}
    return {key: light for key, light in standing.items() if light}
