"""Reservations: noted as facts, seen by few, settled with a note; an open red one holds up acceptance."""

import pytest

from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import OwnCase
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState, Light
from rapport.recruitment.errors import RedReservationOpen, SettlementUnsaid
from rapport.recruitment.models import Reservation
from rapport.recruitment.policies import can_settle_reservation
from rapport.recruitment.selectors.reservations import get_reservation, lights_of, reservations_about
from rapport.recruitment.services.decisions import decide_application, decide_applications
from rapport.recruitment.services.reservations import note_reservation, settle_reservation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return make.make_application(name="Ada")


@pytest.fixture
def coordinator(application):
    return make.make_actor(programme=application.cohort.programme)


def accept(application, by):
    return decide_application(application, to=ApplicationState.ACCEPTED, by=by)


def test_nobody_is_accepted_over_an_open_red_one(application, coordinator):
    red = note_reservation(application, light=Light.RED, note="The reference is not real.", by=coordinator)

    with pytest.raises(RedReservationOpen):
        accept(application, coordinator)
    settle_reservation(red, settlement="It is: a new surname.", by=coordinator)

    assert accept(application, coordinator).state == ApplicationState.ACCEPTED


@pytest.mark.parametrize("light", [Light.GREEN, Light.AMBER])
def test_lighter_ones_hold_nothing_up(application, coordinator, light):
    note_reservation(application, light=light, note="Came late.", by=coordinator)

    assert accept(application, coordinator).state == ApplicationState.ACCEPTED


@pytest.mark.parametrize("to", [ApplicationState.DECLINED, ApplicationState.WAITLISTED])
def test_a_red_one_stands_in_the_way_of_accepting_alone(application, coordinator, to):
    make.make_reservation(application=application, light=Light.RED)

    assert decide_application(application, to=to, by=coordinator).state == to


def test_a_new_application_does_not_shake_a_red_one_off(application, coordinator):
    make.make_reservation(application=application, light=Light.RED)
    application.state = ApplicationState.WITHDRAWN
    application.save()
    again = make.make_application(cohort=application.cohort, person=application.person)
    elsewhere = make.make_application(person=application.person)

    with pytest.raises(RedReservationOpen):
        accept(again, coordinator)
    assert [each.light for each in reservations_about(again, by=coordinator)] == [Light.RED]
    assert accept(elsewhere, make.make_actor(programme=elsewhere.cohort.programme)).participation


def test_of_many_those_that_are_held_up_are_named(application, coordinator):
    make.make_reservation(application=application, light=Light.RED)
    other = make.make_application(cohort=application.cohort)

    ids = [application.public_id, other.public_id]
    decided, left = decide_applications(
        application.cohort, ids=ids, to=ApplicationState.ACCEPTED, by=coordinator
    )

    assert (decided, [each for each, _why in left]) == ([other], [application])
    assert Participation.objects.count() == 1


def test_a_settlement_is_said_once_and_the_note_stays(application, coordinator):
    reservation = note_reservation(application, light=Light.AMBER, note="Came late.", by=coordinator)
    with pytest.raises(SettlementUnsaid):
        settle_reservation(reservation, settlement="  ", by=coordinator)

    settle_reservation(reservation, settlement="The bus.", by=coordinator)

    with pytest.raises(WrongState):
        settle_reservation(reservation, settlement="Again", by=coordinator)
    (seen,) = reservations_about(application, by=coordinator)
    assert (seen.note, seen.settlement, seen.is_open) == ("Came late.", "The bus.", False)


def test_a_reviewer_sees_her_own_and_settles_none(application):
    review = make.make_review(application=application)
    by = Actor(review.reviewer.person, review.reviewer.organisation, StaffRole.REVIEWER)
    theirs = make.make_reservation(application=application)

    own = note_reservation(application, light=Light.AMBER, note="Did not know the programme.", by=by)

    assert reservations_about(application, by=by) == [own]
    with pytest.raises(NotFound):
        get_reservation(by=by, id=theirs.public_id, may=can_settle_reservation)
    assert not can_settle_reservation(by, own)


def test_nobody_notes_reads_or_settles_anything_about_themselves(application, coordinator):
    own = make.make_application(cohort=application.cohort, person=coordinator.person)
    about_me = make.make_reservation(application=own, light=Light.RED)

    assert reservations_about(own, by=coordinator) == []
    assert lights_of(own.cohort, [own], by=coordinator) == {}
    for act in (
        lambda: note_reservation(own, light=Light.GREEN, note="Fine", by=coordinator),
        lambda: settle_reservation(about_me, settlement="Fine", by=coordinator),
    ):
        with pytest.raises(OwnCase):
            act()


def test_what_is_decided_is_not_noted_about_any_more(application, coordinator):
    declined = make.make_application(cohort=application.cohort, state=ApplicationState.DECLINED)

    with pytest.raises(WrongState):
        note_reservation(declined, light=Light.RED, note="Too late", by=coordinator)
    assert not Reservation.objects.exists()


def test_the_worst_open_light_is_shown(application, coordinator):
    for light in (Light.GREEN, Light.RED, Light.AMBER):
        make.make_reservation(application=application, light=light)
    assert lights_of(application.cohort, [application], by=coordinator) == {application.pk: Light.RED}

    settle_reservation(Reservation.objects.get(light=Light.RED), settlement="Talked", by=coordinator)

    assert lights_of(application.cohort, [application], by=coordinator) == {application.pk: Light.AMBER}
