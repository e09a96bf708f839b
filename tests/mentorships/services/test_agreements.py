"""Both sign before they meet."""

import pytest

from rapport.core.errors import NotAllowed, WrongState
from rapport.letters.models import Letter
from rapport.mentorships.choices import AgreementState, MentorshipState
from rapport.mentorships.errors import AgreementChanged, AlreadySigned, MentorshipOver, SignatureMissing
from rapport.mentorships.models import Signature
from rapport.mentorships.services.agreements import sign_agreement
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    return make.make_mentorship(signed=False)


def sign(mentorship, party, name="Robin Reed"):
    return sign_agreement(
        mentorship.agreements.get(), by=make.participant_actor(party.participation), name=name
    )


def test_one_signature_asks_for_the_other(mentorship):
    mentor, mentee = mentorship.people

    agreement = sign(mentorship, mentor)

    mentorship.refresh_from_db()
    assert (agreement.state, mentorship.state) == (AgreementState.DRAFT, MentorshipState.MATCHED)
    assert list(Letter.objects.values_list("kind", "to_name")) == [("agreement-signed-request", mentee.name)]


def test_the_last_signature_makes_the_mentorship_active(mentorship):
    mentor, mentee = mentorship.people
    sign(mentorship, mentor)

    agreement = sign(mentorship, mentee, name="  Emil East ")

    mentorship.refresh_from_db()
    assert (agreement.state, mentorship.state) == (AgreementState.SIGNED, MentorshipState.ACTIVE)
    assert agreement.signed_at is not None
    assert sorted(Signature.objects.values_list("name", flat=True)) == ["Emil East", "Robin Reed"]


def test_nobody_signs_twice(mentorship):
    mentor, _ = mentorship.people
    sign(mentorship, mentor)

    with pytest.raises(AlreadySigned):
        sign(mentorship, mentor)
    assert Signature.objects.count() == 1


def test_a_signature_is_a_name(mentorship):
    with pytest.raises(SignatureMissing):
        sign(mentorship, mentorship.people[0], name="   ")
    assert Signature.objects.count() == 0


def test_nobody_signs_for_others(mentorship):
    stranger = make.make_participation(role=make.MENTOR, cohort=mentorship.cohort)

    with pytest.raises(NotAllowed):
        sign_agreement(mentorship.agreements.get(), by=make.participant_actor(stranger), name="Robin Reed")
    assert Signature.objects.count() == 0


def test_a_text_that_was_replaced_is_not_signed(mentorship):
    mentorship.agreements.update(state=AgreementState.SUPERSEDED)

    with pytest.raises(WrongState):
        sign(mentorship, mentorship.people[0])
    assert Signature.objects.count() == 0


def test_whoever_has_signed_is_told_too_that_they_read_another_text(mentorship):
    mentor = mentorship.people[0]
    sign(mentorship, mentor)

    with pytest.raises(AgreementChanged):
        sign_agreement(
            mentorship.agreements.get(),
            by=make.participant_actor(mentor.participation),
            name="Robin Reed",
            read="another",
        )


def test_what_is_over_is_not_signed_any_more(mentorship):
    type(mentorship).objects.update(state=MentorshipState.CLOSED, closed_at=make.clock.now())

    with pytest.raises(MentorshipOver):
        sign(mentorship, mentorship.people[0])
    assert Signature.objects.count() == 0


def test_nobody_signs_what_they_have_not_read(mentorship):
    agreement = mentorship.agreements.get()
    read = agreement.digest
    mentorship.agreements.update(settled_text="We meet at midnight.")

    with pytest.raises(AgreementChanged):
        sign_agreement(
            agreement, by=make.participant_actor(mentorship.people[0].participation), name="Robin", read=read
        )
    assert Signature.objects.count() == 0
