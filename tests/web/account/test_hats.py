"""Switching hats, and finding one's way under the wrong one."""

import pytest
from django.urls import reverse

from rapport.programmes.choices import PARTICIPANT_HAT, StaffRole
from rapport.programmes.services.suspension import suspend_organisation
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    """Somebody who coordinates in one organisation and is mentored in another."""
    membership = make.make_membership(role=StaffRole.COORDINATOR, programme=make.make_programme())
    person = membership.profile.person
    mentee = make.make_participation(role=make.MENTEE, profile=make.make_profile(person=person))
    return make.staff_actor(membership), make.participant_actor(mentee)


def key(actor):
    return f"{actor.organisation.public_id}:{actor.hat}"


def test_a_hat_is_put_on_and_leads_on_to_where_one_was_going(both):
    staff, participant = both
    browser = browser_of(staff)

    answer = browser.post(
        reverse("hats:hat-wear"), {"hat": key(participant), "next": reverse("participant:help")}
    )

    assert answer.url == reverse("participant:help")
    assert browser.get(answer.url).context["actor"] == participant
    assert participant.hat == PARTICIPANT_HAT


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"]
)
def test_nobody_is_led_elsewhere(both, wanted):
    staff, participant = both

    answer = browser_of(staff).post(reverse("hats:hat-wear"), {"hat": key(participant), "next": wanted})

    assert answer.url == reverse("home")


def test_a_hat_of_somebody_else_does_not_exist(both):
    staff, _participant = both
    other = make.make_actor(role=StaffRole.OWNER, organisation=make.make_organisation())
    browser = browser_of(staff)

    assert browser.post(reverse("hats:hat-wear"), {"hat": key(other)}).status_code == 404
    assert browser.get(reverse("coordinator:programme-list")).context["actor"] == staff


def test_the_page_that_is_not_found_offers_the_other_hats(both):
    staff, participant = both

    page = browser_of(staff).get(reverse("participant:home"))

    assert page.status_code == 404
    assert participant.organisation.name in page.content.decode()
    assert f'value="{reverse("participant:home")}"' in page.content.decode()


def test_a_suspended_organisation_has_no_hats(both):
    staff, participant = both
    suspend_organisation(staff.organisation)
    browser = browser_of(staff)

    assert browser.get(reverse("coordinator:programme-list")).status_code == 404
    assert browser.get(reverse("participant:home")).context["actor"] == participant
