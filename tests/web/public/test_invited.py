"""Whoever was invited: the page behind the letter or the link, the way in, and no more invitations."""

import pytest
from django.test import Client
from django.urls import reverse

from rapport.letters.models import Letter
from rapport.programmes.choices import CohortState
from rapport.recruitment.models import Application, Invitation, Refusal
from tests import make
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(state=CohortState.RECRUITING)


@pytest.fixture
def invitation(cohort):
    make.make_application_form(cohort=cohort, published_at=None, eligibility="First years")
    return make.make_invitation(cohort=cohort, email="ada@example.org")


@pytest.fixture
def link(invitation):
    return make.make_invite_link(cohort=invitation.cohort, most_uses=1)


def page(asked, name="invited", *args):
    return reverse(name, args=[asked.public_id, *args])


def signed_in():
    client = Client()
    client.force_login(make.make_person())
    return client


def test_the_page_behind_a_letter_shows_what_it_is_about_though_it_is_not_public(invitation):
    words = words_of(Client().get(page(invitation)))

    assert "You are invited to apply." in words
    assert "Who can apply First years" in words
    assert "Apply as a mentee" in words
    assert "Apply as a mentor" not in words
    assert (
        Client().get(reverse("join", args=[invitation.cohort.application_form.public_id])).status_code == 404
    )


def test_a_scanner_that_follows_every_link_changes_nothing(invitation, link):
    before = Invitation.objects.values().get()
    for address in (
        page(invitation),
        page(invitation, "invited-begin", "mentee"),
        page(invitation, "invited-refuse"),
        page(link),
        page(link, "invited-begin", "mentor"),
    ):
        assert signed_in().get(address).status_code == Client().get(address).status_code == 200

    assert (Application.objects.count(), Refusal.objects.count()) == (0, 0)
    assert Invitation.objects.values().get() == before


def test_a_stranger_proves_an_address_and_comes_back_to_the_invitation(invitation):
    client = Client()

    sent = client.post(page(invitation, "invited-begin", "mentee"), {"email": "ada@example.org"})

    assert sent.status_code == 302
    assert f"next=%2Finvited%2F{invitation.public_id}" in sent["Location"]
    assert Letter.objects.get().kind == "sign-in"


def test_whoever_is_signed_in_begins_with_a_button(invitation):
    client = signed_in()

    answer = client.post(page(invitation, "invited-begin", "mentee"))

    application = Application.objects.get()
    assert answer["Location"] == reverse("applicant:step", args=[application.public_id, 1])
    assert application.invitation == invitation
    assert client.get(answer["Location"]).status_code == 200


def test_a_role_that_one_is_not_invited_to_is_no_page(invitation):
    assert signed_in().get(page(invitation, "invited-begin", "mentor")).status_code == 404


@pytest.mark.parametrize("name", ["invited", "invited-begin"])
def test_an_invitation_that_is_over_says_so_and_where_to_go_on(invitation, link, name):
    args = ["mentee"] if name == "invited-begin" else []
    Invitation.objects.update(withdrawn_at=make.clock.now())
    type(link).objects.update(uses=1)

    for asked in (invitation, link):
        answer = signed_in().get(page(asked, name, *args))
        assert answer.status_code == 410
        assert "My applications" in words_of(answer)


def test_an_invitation_that_does_not_exist_is_no_page():
    assert Client().get(reverse("invited", args=["2" * 12])).status_code == 404


def test_whoever_wants_no_invitations_says_so_without_signing_in(invitation):
    told = words_of(Client().post(page(invitation, "invited-refuse"), follow=True))

    assert "You get no more invitations from there." in told
    assert Refusal.objects.get().email == "ada@example.org"
    assert Client().get(page(invitation)).status_code == 410
    assert Client().get(page(invitation, "invited-refuse")).status_code == 200


def test_a_link_cannot_refuse_for_anybody(link):
    assert Client().post(page(link, "invited-refuse")).status_code == 404
