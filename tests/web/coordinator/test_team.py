"""The team: appointed and ended by owners."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.letters.choices import LetterState
from rapport.programmes.choices import StaffRole
from rapport.programmes.models import Membership
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make.make_actor(role=StaffRole.OWNER, organisation=make.make_organisation())


@pytest.fixture
def signed_in(owner):
    return browser_of(owner)


def test_an_owner_appoints_somebody_to_one_programme(signed_in, owner):
    programme = make.make_programme(organisation=owner.organisation)
    form = {
        "name": "Asha Verma",
        "email": "asha@example.org",
        "role": "coordinator",
        "programme": programme.public_id,
    }

    for _twice in range(2):
        signed_in.post(reverse("coordinator:staff-appoint"), form)

    appointed = Membership.objects.exclude(role=StaffRole.OWNER).get()
    assert (appointed.programme, appointed.role) == (programme, "coordinator")
    assert appointed.profile.person.has_usable_password() is False


def test_a_programme_of_another_organisation_cannot_be_named(signed_in):
    foreign = make.make_programme()

    answer = signed_in.post(
        reverse("coordinator:staff-appoint"),
        {"name": "Asha", "email": "a@example.org", "role": "coordinator", "programme": foreign.public_id},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["programme"])
    assert Membership.objects.count() == 1


def test_an_owner_is_owner_of_everything(signed_in, owner):
    programme = make.make_programme(organisation=owner.organisation)

    answer = signed_in.post(
        reverse("coordinator:staff-appoint"),
        {"name": "Asha", "email": "a@example.org", "role": "owner", "programme": programme.public_id},
    )

    assert answer.context["form"].errors["programme"] == ["An owner works for all programmes."]


def test_a_role_ends_at_once_and_its_page_asks_first(signed_in, owner):
    deputy = make.make_membership(role=StaffRole.DEPUTY, organisation=owner.organisation)
    deputys_browser = browser_of(make.staff_actor(deputy))
    page = reverse("coordinator:staff-end", args=[deputy.public_id])

    assert signed_in.get(page).status_code == 200
    deputy.refresh_from_db()
    assert deputy.ended_at is None

    assert deputys_browser.get(reverse("coordinator:programme-list")).status_code == 200
    signed_in.post(page)
    assert deputys_browser.get(reverse("coordinator:programme-list")).status_code == 404


def test_nobody_ends_their_own_role(signed_in, owner):
    own = Membership.objects.get(profile__person=owner.person)

    assert signed_in.post(reverse("coordinator:staff-end", args=[own.public_id])).status_code == 403
    own.refresh_from_db()
    assert own.ended_at is None


def test_a_role_is_chosen_and_never_given_by_default(signed_in):
    form = signed_in.get(reverse("coordinator:staff-appoint")).context["form"]
    assert form["role"].subwidgets[0].data["value"] == ""

    answer = signed_in.post(
        reverse("coordinator:staff-appoint"), {"name": "Asha", "email": "a@example.org", "role": ""}
    )

    assert list(answer.context["form"].errors) == ["role"]
    assert Membership.objects.count() == 1


def test_an_owner_sees_whose_letter_did_not_go_out_and_sends_it_again(signed_in, owner):
    deputy = make.make_membership(role=StaffRole.DEPUTY, organisation=owner.organisation)
    letter = make.make_letter(about=deputy.public_id, to_address="d@example.org", state=LetterState.FAILED)
    page = reverse("coordinator:staff-list")

    assert "did not go out to d@example.org" in signed_in.get(page).content.decode()
    signed_in.post(reverse("coordinator:staff-letter-resend", args=[deputy.public_id]))

    letter.refresh_from_db()
    assert letter.state == LetterState.QUEUED
    assert list(AuditEvent.objects.values_list("act", "subject")) == [("letter-repeated", letter.public_id)]
    assert "did not go out" not in signed_in.get(page).content.decode()


def test_who_does_not_appoint_neither_sees_nor_repeats_a_failed_letter(owner):
    deputy = make.make_membership(role=StaffRole.DEPUTY, organisation=owner.organisation)
    letter = make.make_letter(about=deputy.public_id, state=LetterState.FAILED)
    deputys = browser_of(make.staff_actor(deputy))

    assert "did not go out" not in deputys.get(reverse("coordinator:staff-list")).content.decode()
    assert (
        deputys.post(reverse("coordinator:staff-letter-resend", args=[deputy.public_id])).status_code == 403
    )
    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED
