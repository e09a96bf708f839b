"""The page on which a mentor invites a colleague."""

import pytest
from django.urls import reverse

from rapport.recruitment.models import Invitation, InviteLink
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    mentor = make.make_participation(role=make.MENTOR, name="Maya Moss")
    make.make_application_form(cohort=mentor.cohort, mentors_invite=True)
    return mentor


@pytest.fixture
def signed_in(maya):
    return browser_of(make.participant_actor(maya))


def page(participation, name="colleague-invite"):
    return reverse(f"participant:{name}", args=[participation.public_id])


def test_the_profile_leads_there_where_the_programme_wants_it(signed_in, maya):
    profile = reverse("participant:profile")
    assert page(maya) in signed_in.get(profile).content.decode()

    type(maya.cohort.application_form).objects.update(mentors_invite=False)

    assert page(maya) not in signed_in.get(profile).content.decode()
    assert signed_in.get(page(maya)).status_code == 403


def test_a_link_is_made_by_a_button_and_shown_with_its_code(signed_in, maya):
    signed_in.get(page(maya))
    assert not InviteLink.objects.exists()

    shown = signed_in.post(page(maya, "colleague-link"), follow=True).content.decode()

    assert reverse("invited", args=[InviteLink.objects.get().public_id]) in shown
    assert "<svg" in shown


def test_a_letter_is_sent_and_the_answer_tells_nothing(signed_in, maya):
    told = [words_of(signed_in.post(page(maya), {"email": "ada@example.org"}, follow=True)) for _ in range(2)]

    assert told[0].replace("Make my link", "") == told[1].replace("Make my link", "")
    assert "A letter goes to ada@example.org, unless" in told[0]
    assert Invitation.objects.count() == 1


def test_a_bad_address_is_refused_with_nothing_lost(signed_in, maya):
    answer = signed_in.post(page(maya), {"email": "nowhere", "name": "Ada"})

    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == "Ada"


def test_the_sixth_letter_of_a_day_waits_for_tomorrow(signed_in, maya):
    for number in range(5):
        signed_in.post(page(maya), {"email": f"person{number}@example.org"})

    answer = signed_in.post(page(maya), {"email": "ada@example.org"})

    assert answer.status_code == 422
    assert "enough for today" in words_of(answer)


def test_the_coordinator_and_the_applicant_see_who_invited(maya):
    invitation = make.make_invitation(cohort=maya.cohort, role=make.MENTOR, participation=maya)
    application = make.make_application(cohort=maya.cohort, role=make.MENTOR, invitation=invitation)
    desk = browser_of(make.make_actor(programme=maya.cohort.programme))
    for address in (
        reverse("coordinator:application", args=[application.public_id]),
        reverse("coordinator:application-list", args=[maya.cohort.public_id]),
        reverse("coordinator:invitation-list", args=[maya.cohort.public_id]),
    ):
        assert "nvited by Maya Moss" in words_of(desk.get(address)), address

    desk.logout()
    desk.force_login(application.person)
    own = reverse("applicant:application", args=[application.public_id])
    assert "Invited by Maya Moss" in words_of(desk.get(own))
