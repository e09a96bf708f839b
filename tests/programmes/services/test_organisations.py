"""Staff roles end, and somebody always owns the organisation."""

import pytest
from django.utils.translation import get_language

from rapport.letters.models import Letter
from rapport.programmes import letters
from rapport.programmes.choices import StaffRole
from rapport.programmes.errors import LastOwner
from rapport.programmes.models import Membership
from rapport.programmes.services.organisations import appoint_staff, end_membership
from tests import make

pytestmark = pytest.mark.django_db


def test_two_owners_who_end_each_other_leave_one_behind():
    organisation = make.make_organisation()
    first, second = (make.make_membership(role=StaffRole.OWNER, organisation=organisation) for _ in range(2))
    make.make_membership(role=StaffRole.OWNER)

    end_membership(second, by=make.staff_actor(first))
    with pytest.raises(LastOwner):
        end_membership(first, by=make.staff_actor(second))

    owners = Membership.objects.filter(profile__organisation=organisation, ended_at=None)
    assert list(owners) == [first]


@pytest.fixture
def owner():
    organisation = make.make_organisation(name="Elm College")
    profile = make.make_profile(organisation=organisation, name="Olga Owen")
    return make.staff_actor(make.make_membership(role=StaffRole.OWNER, profile=profile))


def test_somebody_appointed_is_told_by_whom_to_what_and_how_to_sign_in(owner, settings):
    settings.BASE_URL = "https://mentoring.example"
    programme = make.make_programme(organisation=owner.organisation, name="First steps")
    role = {"email": "asha@example.org", "name": "Asha Verma", "role": StaffRole.COORDINATOR}

    for _twice in range(2):
        membership = appoint_staff(by=owner, programme=programme, **role)

    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.about) == (
        "staff-appointed-notification",
        "asha@example.org",
        membership.public_id,
    )
    assert letter.subject == "You have been given a role"
    assert letter.text == (
        "Hello Asha Verma,\n\n"
        "Olga Owen has given you a role at Elm College.\n\n"
        "You are: Coordinator, for First steps.\n\n"
        "Sign in with this address, asha@example.org. You get a code by mail and need no password.\n\n"
        "Sign in:\nhttps://mentoring.example/account/login/\n\n"
        "-- \nYou get this letter because you were given a role at Elm College.\n"
    )


def test_whoever_appoints_themselves_gets_no_letter(owner):
    appoint_staff(by=owner, email=owner.person.email, name="Olga Owen", role=StaffRole.COORDINATOR)

    assert Letter.objects.count() == 0


def test_the_letter_speaks_the_language_of_its_reader(owner, monkeypatch):
    spoken = []
    monkeypatch.setattr(letters, "gettext", lambda words: spoken.append(get_language()) or words)
    make.make_person(email="asha@example.org", language="hi")

    appoint_staff(by=owner, email="asha@example.org", name="Asha", role=StaffRole.OBSERVER)

    assert (set(spoken), get_language()) == ({"hi"}, "en-gb")
