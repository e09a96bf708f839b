"""Mentors invite mentors: their own link, a few letters a day, and nothing learnt about anybody."""

import datetime as dt

import pytest

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed
from rapport.letters.models import Letter
from rapport.programmes.choices import ParticipationState
from rapport.recruitment.choices import APPLICANT_HAT, ApplicationState
from rapport.recruitment.errors import EnoughForToday, InvitationOver
from rapport.recruitment.models import Application, ApplicationForm, Invitation, InviteLink
from rapport.recruitment.selectors import count_applied_by, get_way
from rapport.recruitment.services.applications import begin_application
from rapport.recruitment.services.colleagues import LETTERS_A_DAY, invite_colleague, make_own_link
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    mentor = make.make_participation(role=make.MENTOR, name="Maya Moss")
    make.make_application_form(cohort=mentor.cohort, mentors_invite=True)
    return mentor


def actor(participation):
    return make.participant_actor(participation)


def invite(maya, email="ada@example.org"):
    invite_colleague(maya, email=email, by=actor(maya))


def test_a_mentor_has_one_link_of_her_own(maya):
    ApplicationForm.objects.update(last_day=None)
    link = make_own_link(maya, by=actor(maya))

    assert make_own_link(maya, by=actor(maya)) == link
    assert (link.role, get_way(link.public_id).inviter) == (make.MENTOR, "Maya Moss")
    with clock.at(link.expires_at):
        anew = make_own_link(maya, by=actor(maya))
    assert (anew != link, InviteLink.objects.filter(revoked_at=None).count()) == (True, 1)


def test_a_colleague_gets_a_letter_and_who_applies_says_through_whom(maya):
    invite(maya)

    invitation = Invitation.objects.get()
    ada = Actor(make.make_person(email="ada@example.org"), maya.profile.organisation, APPLICANT_HAT)
    way = get_way(invitation.public_id)
    application = begin_application(way.form, role=make.MENTOR, by=ada, way=way)
    letter = Letter.objects.get(is_secret=False)
    assert (letter.to_address, "Maya" in letter.text) == ("ada@example.org", False)
    assert (application.inviter, count_applied_by(maya)) == ("Maya Moss", 0)


def test_whoever_invites_learns_how_many_have_applied_and_no_more(maya):
    link = make_own_link(maya, by=actor(maya))
    invitation = make.make_invitation(cohort=maya.cohort, participation=maya)
    for state in (ApplicationState.SUBMITTED, ApplicationState.DECLINED, ApplicationState.DRAFT):
        make.make_application(cohort=maya.cohort, role=make.MENTOR, state=state, invite_link=link)
    make.make_application(cohort=maya.cohort, role=make.MENTOR, invitation=invitation)
    make.make_application(cohort=maya.cohort, role=make.MENTOR)

    assert count_applied_by(maya) == 3


@pytest.mark.parametrize("known", ["invited", "refused", "applied", "taking part", "unknown"])
def test_every_address_looks_the_same_to_whoever_invites(maya, known):
    address = "ada@example.org"
    person = make.make_person(email=address)
    cohort = maya.cohort
    if known == "invited":
        make.make_invitation(cohort=cohort, role=make.MENTOR, email=address)
    elif known == "refused":
        make.make_refusal(organisation=maya.profile.organisation, email=address)
    elif known == "applied":
        make.make_application(cohort=cohort, role=make.MENTOR, person=person)
    elif known == "taking part":
        profile = make.make_profile(person=person, organisation=maya.profile.organisation)
        make.make_participation(role=make.MENTOR, cohort=cohort, profile=profile)

    invite(maya, address)

    assert InviteLink.objects.get().letters == 1
    assert Letter.objects.count() == (known == "unknown")


def test_so_many_letters_a_day_whether_they_go_out_or_not(maya):
    for number in range(LETTERS_A_DAY - 1):
        invite(maya, f"person{number}@example.org")
    invite(maya, "person0@example.org")

    with pytest.raises(EnoughForToday):
        invite(maya)
    assert Letter.objects.count() == LETTERS_A_DAY - 1
    with clock.at(clock.now() + dt.timedelta(days=1)):
        invite(maya)
    assert Letter.objects.count() == LETTERS_A_DAY


@pytest.mark.parametrize("why", ["not wanted", "a mentee", "has left", "somebody else's"])
def test_only_mentors_of_programmes_that_want_it_invite(maya, why):
    by = actor(maya)
    if why == "not wanted":
        type(maya.cohort.application_form).objects.update(mentors_invite=False)
    elif why == "a mentee":
        type(maya).objects.update(role=make.MENTEE)
    elif why == "has left":
        type(maya).objects.update(state=ParticipationState.LEFT)
    else:
        by = actor(make.make_participation(role=make.MENTOR, cohort=maya.cohort))
    maya = type(maya).objects.get(pk=maya.pk)

    for act in (
        lambda: invite_colleague(maya, email="ada@example.org", by=by),
        lambda: make_own_link(maya, by=by),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Application.objects.exists()


@pytest.mark.parametrize("why", ["she has left", "the cohort wants it no more"])
def test_her_link_leads_nowhere_once_she_may_not_invite(maya, why):
    link = make_own_link(maya, by=actor(maya))
    way = get_way(link.public_id)
    assert way.is_open
    if why == "she has left":
        maya.state = ParticipationState.LEFT
        maya.save()
    else:
        ApplicationForm.objects.update(mentors_invite=False)

    assert not get_way(link.public_id).is_open
    person = make.make_person()
    by = Actor(person, maya.cohort.programme.organisation, APPLICANT_HAT)
    with pytest.raises(InvitationOver):
        begin_application(way.form, role=make.MENTOR, by=by, way=way)


def test_a_letter_goes_to_the_address_that_was_typed_or_nowhere(maya):
    invite(maya, "o'brien@example.org")

    assert [each.email for each in Invitation.objects.all()] == ["o'brien@example.org"]
