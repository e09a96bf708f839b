"""Reservations on pages: noted by who considers an application, settled by who runs the programme."""

import pytest
from django.urls import reverse

from rapport.recruitment.choices import Light
from rapport.recruitment.models import Reservation
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return make.make_application(name="Ada Ames")


@pytest.fixture
def signed_in(application):
    return browser_of(make.make_actor(programme=application.cohort.programme))


def page(application, name="coordinator:application", *args):
    return reverse(name, args=[application.public_id, *args])


def test_a_reservation_is_noted_and_stands_in_the_list_and_the_application(signed_in, application):
    sent = {"note": "The reference did not know her.", "light": "red"}
    answer = signed_in.post(page(application, "reviewer:reservation-add"), sent, follow=True)

    assert "The reference did not know her." in words_of(answer)
    listed = reverse("coordinator:application-list", args=[application.cohort.public_id])
    assert '<span class="pill pill--danger">' in signed_in.get(listed).content.decode()


def test_a_reservation_without_a_light_keeps_what_was_typed(signed_in, application):
    answer = signed_in.post(page(application, "reviewer:reservation-add"), {"note": "Late"})

    assert (answer.status_code, answer.context["form"]["note"].value()) == (422, "Late")
    assert not Reservation.objects.exists()


def test_accepting_says_what_has_to_be_settled_first(signed_in, application):
    make.make_reservation(application=application, light=Light.RED)

    answer = signed_in.post(
        page(application, "coordinator:application-decide", "accepted"), {"note": "Hello"}
    )

    assert (answer.status_code, "A red reservation about this person is open" in words_of(answer)) == (
        422,
        True,
    )
    assert answer.context["form"]["note"].value() == "Hello"


def test_a_reservation_is_settled_with_a_note(signed_in, application):
    address = reverse(
        "coordinator:reservation-settle", args=[make.make_reservation(application=application).public_id]
    )
    assert signed_in.post(address, {}).status_code == 422

    told = words_of(signed_in.post(address, {"settlement": "She had called."}, follow=True))

    assert "She had called." in told
    assert "Settle it" not in words_of(signed_in.get(address))
