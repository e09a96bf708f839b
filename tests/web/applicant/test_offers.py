"""The waiting list and an offer on the applicant's side."""

import pytest
from django.test import Client
from django.urls import reverse

from rapport.core import clock
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Participation
from rapport.recruitment.choices import ApplicationState, Light
from rapport.recruitment.services.decisions import decide_application
from rapport.recruitment.services.offers import end_next_offer
from tests import make
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_application_form(cohort=make.make_cohort(state=CohortState.RECRUITING)).cohort


def own(application, name="application"):
    return reverse(f"applicant:{name}", args=[application.public_id])


def browser(application):
    client = Client()
    client.force_login(application.person)
    return client


@pytest.fixture
def offered(cohort):
    by = make.make_actor(programme=cohort.programme)
    return decide_application(make.make_application(cohort=cohort), to=ApplicationState.OFFERED, by=by)


@pytest.mark.parametrize(
    ("place", "said"), [(1, "You come first"), (3, "You are third"), (12, "You are number 12")]
)
def test_who_waits_sees_their_place_in_line(cohort, place, said):
    rows = [make.make_application(cohort=cohort, state=ApplicationState.WAITLISTED) for _ in range(place)]

    assert f"{said} on the waiting list." in words_of(browser(rows[-1]).get(own(rows[-1])))


def test_an_offer_that_is_held_up_is_refused_without_saying_why(offered):
    make.make_reservation(application=offered, light=Light.RED)

    told = words_of(browser(offered).post(own(offered, "offer-accept"), follow=True))

    assert "Your answer cannot be taken right now." in told
    assert [word for word in ("reservation", " red ", "interview") if word in told.lower()] == []
    assert not Participation.objects.exists()


def test_a_place_is_taken_up_by_a_button_and_never_by_looking(offered):
    client = browser(offered)
    assert "There is a place for you" in words_of(client.get(own(offered)))
    assert client.get(own(offered, "offer-accept")).status_code == 405
    assert not Participation.objects.exists()

    told = words_of(client.post(own(offered, "offer-accept"), follow=True))

    assert "You take part." in told
    assert Participation.objects.get().profile.person == offered.person


def test_a_place_is_refused_on_a_page_that_says_what_that_means(offered):
    client = browser(offered)
    assert "Say no to the place?" in words_of(client.get(own(offered, "withdraw")))

    client.post(own(offered, "withdraw"))

    offered.refresh_from_db()
    assert (offered.state, Participation.objects.count()) == (ApplicationState.WITHDRAWN, 0)


def test_who_comes_too_late_is_told_so(offered):
    client = browser(offered)
    with clock.at(offered.offer_expires_at):
        assert "The time to answer is over" in words_of(client.get(own(offered)))
        late = words_of(client.post(own(offered, "offer-accept"), follow=True))
        end_next_offer()
        swept = words_of(client.get(own(offered)))

    assert "The time to answer is over" in late
    assert "The time to answer is over" in swept
    assert not Participation.objects.exists()


def test_the_list_shows_an_offer_in_the_line_of_stages(offered):
    assert "Place offered" in words_of(browser(offered).get(reverse("applicant:application-list")))
