"""Places of a cohort and who waits for one: given, offered, taken up, run out, freed, and in which order."""

import datetime as dt

import pytest

from rapport.audit.models import AuditEvent
from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.letters.models import Letter
from rapport.matching.services.proposals import move_participant
from rapport.programmes.choices import CohortState, OrganisationState, ParticipationState
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState, Light
from rapport.recruitment.errors import FewerThanGiven, NoPlaceLeft, OfferOver, RedReservationOpen
from rapport.recruitment.models import Application, ApplicationForm, Quota
from rapport.recruitment.selectors import position_of, waiting_by_role
from rapport.recruitment.services.applications import withdraw_application
from rapport.recruitment.services.decisions import decide_application, decide_applications
from rapport.recruitment.services.offers import accept_offer, end_next_offer, move_to_top, offer_next_place
from rapport.recruitment.services.places import set_places
from rapport.recruitment.services.reservations import settle_reservation
from tests import make

pytestmark = pytest.mark.django_db
ACCEPTED, OFFERED = ApplicationState.ACCEPTED, ApplicationState.OFFERED
WAITLISTED, EXPIRED = ApplicationState.WAITLISTED, ApplicationState.EXPIRED


@pytest.fixture
def cohort():
    programme = make.make_programme(time_zone="Europe/Berlin")
    return make.make_cohort(programme=programme, state=CohortState.RECRUITING)


@pytest.fixture
def form(cohort):
    return make.make_application_form(cohort=cohort, offers_by_itself=True, offer_days=7)


@pytest.fixture
def coordinator(cohort):
    return make.make_actor(programme=cohort.programme)


@pytest.fixture
def one_place(cohort, form, coordinator):
    set_places(cohort, places={make.MENTEE: 1}, by=coordinator)


def submitted(cohort, count=1):
    return [make.make_application(cohort=cohort) for _ in range(count)]


def waiting(cohort, coordinator, count):
    rows = submitted(cohort, count)
    return [decide_application(each, to=WAITLISTED, by=coordinator) for each in rows]


def taken():
    return Quota.objects.get(role=make.MENTEE).taken


def states(rows):
    now = dict(Application.objects.values_list("pk", "state"))
    return [now[row.pk] for row in rows]


def test_no_more_are_accepted_than_there_are_places_and_the_refusal_says_what_to_do(
    cohort, one_place, coordinator
):
    first, second = submitted(cohort, 2)
    decide_application(first, to=ACCEPTED, by=coordinator)

    with pytest.raises(NoPlaceLeft, match="Raise the number of places under “Recruiting”"):
        decide_application(second, to=ACCEPTED, by=coordinator)

    assert (taken(), Participation.objects.count(), states([second])) == (1, 1, ["submitted"])


def test_of_many_at_once_as_many_are_accepted_as_there_are_places(cohort, coordinator):
    set_places(cohort, places={make.MENTEE: 2}, by=coordinator)
    rows = submitted(cohort, 3)

    decided, left = decide_applications(
        cohort, ids=[each.public_id for each in rows], to=ACCEPTED, by=coordinator
    )

    assert (decided, [each for each, _why in left], taken()) == (rows[:2], rows[2:], 2)


def test_each_role_has_places_of_its_own_and_without_a_number_there_is_no_limit(
    cohort, one_place, coordinator
):
    mentors = [make.make_application(cohort=cohort, role=make.MENTOR) for _ in range(3)]
    for each in (*submitted(cohort), *mentors):
        decide_application(each, to=ACCEPTED, by=coordinator)

    assert dict(Quota.objects.values_list("role", "taken")) == {make.MENTEE: 1, make.MENTOR: 3}


def test_there_are_never_fewer_places_than_are_given(cohort, coordinator):
    for each in submitted(cohort, 2):
        decide_application(each, to=ACCEPTED, by=coordinator)

    with pytest.raises(FewerThanGiven, match="2 places for a mentee are given already"):
        set_places(cohort, places={make.MENTEE: 1}, by=coordinator)
    set_places(cohort, places={make.MENTEE: 2}, by=coordinator)
    set_places(cohort, places={make.MENTEE: None}, by=coordinator)

    acts = AuditEvent.objects.filter(act="places-set").values_list("detail", flat=True)
    assert [detail["places"] for detail in acts] == [2, None]


def test_the_waiting_list_is_in_the_order_of_being_put_there(cohort, coordinator):
    first, second, third = waiting(cohort, coordinator, 3)
    withdraw_application(second, by=make.make_applicant_actor(second))

    for each in (first, second, third):
        each.refresh_from_db()
    assert [position_of(each) for each in (first, second, third)] == [1, None, 2]
    again = waiting(cohort, coordinator, 1)[0]
    assert position_of(again) == 3


def test_a_coordinator_moves_somebody_to_the_top_for_a_reason(cohort, coordinator):
    first, second, third = waiting(cohort, coordinator, 3)

    move_to_top(third, reason="Moves away next year", by=coordinator)
    move_to_top(second, reason="Was overlooked", by=coordinator)

    line = waiting_by_role(cohort, by=coordinator)[make.MENTEE]
    assert line == [second, third, first]
    event = AuditEvent.objects.filter(act="application-moved-to-top").first()
    assert event.detail == {"reason": "Moves away next year"}


def test_only_who_waits_is_moved_to_the_top(cohort, coordinator):
    with pytest.raises(WrongState):
        move_to_top(submitted(cohort)[0], reason="Please", by=coordinator)


def test_a_free_place_is_offered_to_the_first_in_line(cohort, one_place, coordinator):
    first, second = waiting(cohort, coordinator, 2)

    assert (offer_next_place(), offer_next_place()) == (True, False)

    first.refresh_from_db()
    assert (first.state, taken(), states([second])) == (OFFERED, 1, [WAITLISTED])
    assert position_of(Application.objects.get(pk=second.pk)) == 1
    letter = Letter.objects.get(kind="application-offered-notification")
    assert (letter.reader, letter.about) == (first.person.public_id, first.public_id)
    assert AuditEvent.objects.get(act="place-offered").actor == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda _cohort: ApplicationForm.objects.update(offers_by_itself=False),
        lambda _cohort: Quota.objects.update(places=None),
        lambda cohort: type(cohort).objects.update(state=CohortState.CLOSING),
        lambda cohort: type(cohort.programme.organisation).objects.update(
            state=OrganisationState.SUSPENDED, suspended_at=clock.now()
        ),
        lambda cohort: type(cohort.programme).objects.update(state="closed"),
    ],
    ids=["not wanted", "no limit", "closing", "suspended", "programme closed"],
)
def test_nothing_is_offered_by_itself_where_nobody_wants_that(cohort, one_place, coordinator, change):
    waiting(cohort, coordinator, 1)
    change(cohort)

    assert not offer_next_place()


def test_whoever_something_red_is_open_about_holds_nobody_up(cohort, one_place, coordinator):
    first, second = waiting(cohort, coordinator, 2)
    make.make_reservation(application=first, light=Light.RED)

    assert (offer_next_place(), offer_next_place()) == (True, False)
    assert states([first, second]) == [WAITLISTED, OFFERED]
    assert position_of(Application.objects.get(pk=first.pk)) == 1


def test_no_place_is_offered_while_something_red_is_open(cohort, one_place, coordinator):
    first = waiting(cohort, coordinator, 1)[0]
    reservation = make.make_reservation(application=first, light=Light.RED)

    assert not offer_next_place()
    with pytest.raises(RedReservationOpen):
        decide_application(first, to=OFFERED, by=coordinator)
    assert (states([first]), taken()) == ([WAITLISTED], 0)

    settle_reservation(reservation, settlement="It was a mistake.", by=coordinator)
    assert offer_next_place()


def test_whoever_says_yes_takes_part(cohort, one_place, coordinator):
    first = waiting(cohort, coordinator, 1)[0]
    offer_next_place()
    by = make.make_applicant_actor(first)

    accepted = accept_offer(first, by=by)
    again = accept_offer(first, by=by)

    own = Participation.objects.get()
    assert (accepted.state, accepted.participation, again, taken()) == (ACCEPTED, own, accepted, 1)
    assert AuditEvent.objects.filter(act="offer-accepted").count() == 1
    assert Letter.objects.filter(kind="application-accepted-notification").count() == 1


def test_whoever_says_no_makes_room_for_the_next(cohort, one_place, coordinator):
    first, second = waiting(cohort, coordinator, 2)
    offer_next_place()

    withdraw_application(first, by=make.make_applicant_actor(first))

    assert taken() == 0
    assert offer_next_place()
    assert states([first, second]) == ["withdrawn", OFFERED]


def test_an_offer_that_is_not_taken_up_goes_to_the_next(cohort, one_place, coordinator):
    first, second = waiting(cohort, coordinator, 2)
    offer_next_place()
    first.refresh_from_db()

    with clock.at(first.offer_expires_at):
        with pytest.raises(OfferOver):
            accept_offer(first, by=make.make_applicant_actor(first))
        assert (end_next_offer(), end_next_offer(), offer_next_place()) == (True, False, True)
        with pytest.raises(OfferOver):
            accept_offer(first, by=make.make_applicant_actor(first))

    assert (states([first, second]), taken()) == ([EXPIRED, OFFERED], 1)
    assert Letter.objects.filter(kind="application-expired-notification").count() == 1


@pytest.mark.parametrize(
    ("offered", "end"),
    [("2031-03-22T12:00", "2031-03-29T23:00"), ("2031-03-23T12:00", "2031-03-30T22:00")],
)
def test_an_offer_ends_at_midnight_where_the_programme_is_also_when_clocks_change(
    cohort, one_place, coordinator, offered, end
):
    """In Berlin the clocks go forward in the night to 30 March 2031."""
    moments = [dt.datetime.fromisoformat(each).replace(tzinfo=dt.UTC) for each in (offered, end)]
    application = waiting(cohort, coordinator, 1)[0]
    with clock.at(moments[0]):
        offer_next_place()

    with clock.at(moments[1] - dt.timedelta(seconds=1)):
        assert not end_next_offer()
    with clock.at(moments[1]):
        assert end_next_offer()
    assert states([application]) == [EXPIRED]


def test_somebody_accepted_who_leaves_makes_room(cohort, one_place, coordinator):
    accepted = decide_application(submitted(cohort)[0], to=ACCEPTED, by=coordinator)
    waiting(cohort, coordinator, 1)
    assert not offer_next_place()

    move_participant(accepted.participation, to=ParticipationState.LEFT, by=coordinator)

    assert taken() == 0
    assert offer_next_place()


def test_somebody_who_did_not_apply_leaves_and_frees_nothing(cohort, one_place, coordinator):
    decide_application(submitted(cohort)[0], to=ACCEPTED, by=coordinator)
    added = make.make_participation(role=make.MENTEE, cohort=cohort)

    move_participant(added, to=ParticipationState.LEFT, by=coordinator)

    assert taken() == 1


def test_pausing_keeps_the_place(cohort, one_place, coordinator):
    accepted = decide_application(submitted(cohort)[0], to=ACCEPTED, by=coordinator)

    move_participant(accepted.participation, to=ParticipationState.PAUSED, by=coordinator)

    assert taken() == 1


def test_raising_the_number_lets_the_next_in(cohort, one_place, coordinator):
    decide_application(submitted(cohort)[0], to=ACCEPTED, by=coordinator)
    waiting(cohort, coordinator, 2)

    set_places(cohort, places={make.MENTEE: 2}, by=coordinator)

    assert (offer_next_place(), offer_next_place(), taken()) == (True, False, 2)


@pytest.mark.parametrize("to", [WAITLISTED, ApplicationState.DECLINED])
def test_a_coordinator_takes_an_offer_back(cohort, one_place, coordinator, to):
    application = decide_application(submitted(cohort)[0], to=OFFERED, by=coordinator)

    decide_application(application, to=to, by=coordinator)

    assert (taken(), states([application])) == (0, [to])
