"""Either proposes a change with a reason; what is signed holds until all have signed the new version."""

import pytest

from rapport.core import clock
from rapport.core.errors import NotAllowed, WrongState
from rapport.letters.models import Letter
from rapport.mentorships.choices import AgreementState, MentorshipState
from rapport.mentorships.errors import (
    AgreementChanged,
    AmendmentWaits,
    MentorshipOver,
    NothingChanged,
    NothingToAmend,
    ReasonMissing,
)
from rapport.mentorships.selectors import agreement_of, amendment_of, earlier_agreements_of
from rapport.mentorships.services.agreements import propose_amendment, sign_agreement, withdraw_amendment
from tests import make

pytestmark = pytest.mark.django_db
POINTS = {"rhythm": "Every week, half an hour"}


@pytest.fixture
def mentorship():
    return make.make_mentorship()


def again(mentorship):
    return type(mentorship).objects.get(pk=mentorship.pk)


def actors(mentorship):
    return [make.participant_actor(party.participation) for party in mentorship.people]


def propose(mentorship, by, points=POINTS, reason="My shifts have changed."):
    return propose_amendment(mentorship, by=by, reason=reason, points=points)


def test_a_change_is_a_draft_and_the_signed_text_goes_on(mentorship):
    mentor, mentee = actors(mentorship)
    signed = mentorship.agreements.get()

    amendment = propose(mentorship, mentee)

    assert (amendment.version, amendment.state, amendment.text) == (2, AgreementState.DRAFT, signed.text)
    assert "Every week, half an hour" in amendment.whole_text
    current = again(mentorship)
    assert (agreement_of(current), amendment_of(current)) == (signed, amendment)
    assert list(Letter.objects.values_list("kind", "to_address")) == [
        ("amendment-proposed-request", mentor.person.email)
    ]


def test_the_last_name_puts_it_in_the_place_of_the_version_before(mentorship):
    mentor, mentee = actors(mentorship)
    signed, amendment = mentorship.agreements.get(), propose(mentorship, mentee)
    sign_agreement(amendment, by=mentee, name="Emil East", read=amendment.digest)
    assert agreement_of(again(mentorship)) == signed

    sign_agreement(amendment, by=mentor, name="Robin Reed", read=amendment.digest)

    current = again(mentorship)
    assert (agreement_of(current), amendment_of(current)) == (amendment, None)
    assert earlier_agreements_of(current) == [signed]
    assert current.state == MentorshipState.ACTIVE
    assert list(Letter.objects.order_by("pk").values_list("kind", "to_address")) == [
        ("amendment-proposed-request", mentor.person.email),
        ("amendment-signed-notification", mentee.person.email),
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_either_takes_it_back_and_the_signed_text_goes_on(mentorship, place):
    mentor, mentee = actors(mentorship)
    signed, amendment = mentorship.agreements.get(), propose(mentorship, mentee)
    sign_agreement(amendment, by=mentee, name="Emil East")
    by, other = [(mentor, mentee), (mentee, mentor)][place]

    for _ in range(2):
        over = withdraw_amendment(amendment, by=by)

    current = again(mentorship)
    assert (over.state, over.withdrawn_by) == (AgreementState.WITHDRAWN, by.person)
    assert (agreement_of(current), amendment_of(current)) == (signed, None)
    told = Letter.objects.filter(kind="amendment-withdrawn-notification")
    assert list(told.values_list("to_address", flat=True)) == [other.person.email]


def test_what_was_taken_back_is_signed_by_nobody(mentorship):
    mentor, mentee = actors(mentorship)
    amendment = propose(mentorship, mentee)
    withdraw_amendment(amendment, by=mentee)

    with pytest.raises(AgreementChanged):
        sign_agreement(amendment, by=mentor, name="Robin Reed", read=amendment.digest)
    assert amendment.signatures.count() == 0


def test_in_a_mentorship_that_is_over_nothing_is_taken_back(mentorship):
    mentor, mentee = actors(mentorship)
    amendment = propose(mentorship, mentee)
    type(mentorship).objects.update(state=MentorshipState.CLOSED, closed_at=clock.now())

    with pytest.raises(MentorshipOver):
        withdraw_amendment(amendment, by=mentor)
    assert amendment_of(again(mentorship)) == amendment


def test_one_change_at_a_time(mentorship):
    mentor, mentee = actors(mentorship)
    propose(mentorship, mentee)

    with pytest.raises(AmendmentWaits):
        propose(mentorship, mentor, points={"notice": "A week before"})
    assert mentorship.agreements.count() == 2


def test_after_one_was_taken_back_another_can_be_proposed(mentorship):
    mentor, mentee = actors(mentorship)
    withdraw_amendment(propose(mentorship, mentee), by=mentee)

    assert propose(mentorship, mentor).version == 3


@pytest.mark.parametrize(
    ("points", "reason", "refusal"),
    [({"hope": " "}, "Because.", NothingChanged), (POINTS, "  ", ReasonMissing)],
)
def test_a_change_changes_something_and_says_why(mentorship, points, reason, refusal):
    with pytest.raises(refusal):
        propose(mentorship, actors(mentorship)[0], points=points, reason=reason)
    assert mentorship.agreements.count() == 1


@pytest.mark.parametrize("state", [MentorshipState.PAUSED, MentorshipState.CLOSING])
def test_only_an_active_mentorship_changes_its_agreement(mentorship, state):
    type(mentorship).objects.update(state=state)

    with pytest.raises(NothingToAmend):
        propose(mentorship, actors(mentorship)[0])


def test_what_is_not_signed_is_not_amended():
    unsigned = make.make_mentorship(signed=False)

    with pytest.raises(NothingToAmend):
        propose(unsigned, actors(unsigned)[0])


def test_what_all_have_signed_is_not_taken_back(mentorship):
    with pytest.raises(WrongState):
        withdraw_amendment(mentorship.agreements.get(), by=actors(mentorship)[0])


def test_strangers_change_nothing(mentorship):
    stranger = make.participant_actor(make.make_participation(role=make.MENTOR, cohort=mentorship.cohort))
    amendment = propose(mentorship, actors(mentorship)[0])

    with pytest.raises(NotAllowed):
        withdraw_amendment(amendment, by=stranger)
    with pytest.raises(NotAllowed):
        propose(mentorship, stranger)
    assert amendment_of(again(mentorship)) == amendment
