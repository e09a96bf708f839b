"""Two change one agreement at the same moment: what both have signed is what both have read.

The same race with the guard switched off shows that there is one.
"""

from functools import partial

import pytest

from rapport.mentorships.choices import AgreementState
from rapport.mentorships.models import Agreement, Mentorship, Signature
from rapport.mentorships.services import agreements, expectations
from tests import make
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mentorship():
    programme = make.make_programme(asks_expectations=True)
    cohort = make.make_cohort(programme=programme)
    mentorship = make.make_mentorship(
        mentee=make.make_participation(role=make.MENTEE, cohort=cohort), signed=False
    )
    for party in mentorship.people:
        make.make_expectations(party=party)
    return mentorship


def actors(mentorship):
    return [make.participant_actor(party.participation) for party in mentorship.people]


def settle_at_once(mentorship):
    read = mentorship.agreements.get().digest
    return at_once(
        *(
            partial(
                expectations.settle_expectations,
                Mentorship.objects.get(pk=mentorship.pk),
                by=by,
                points={"booking": f"Wording {number}"},
                read=read,
            )
            for number, by in enumerate(actors(mentorship))
        )
    )


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_settle_at_once_the_second_is_told(mentorship, attempt):
    outcomes = settle_at_once(mentorship)

    assert kinds(outcomes) == ["Agreement", "AgreementChanged"]
    won = next(each for each in outcomes if isinstance(each, Agreement))
    assert mentorship.agreements.get().points == won.points


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_sign_at_once_both_names_count_and_the_mentorship_is_active(mentorship, attempt):
    agreement = mentorship.agreements.get()

    outcomes = at_once(
        *(
            partial(agreements.sign_agreement, agreement, by=by, name="Robin Reed")
            for by in actors(mentorship)
        )
    )

    assert kinds(outcomes) == ["Agreement", "Agreement"]
    agreement.refresh_from_db()
    mentorship.refresh_from_db()
    assert (agreement.state, agreement.signatures.count()) == (AgreementState.SIGNED, 2)
    assert mentorship.state == "active"


@pytest.mark.parametrize("attempt", range(3))
def test_nobody_has_signed_a_wording_that_was_changed_meanwhile(mentorship, attempt):
    mentor, mentee = actors(mentorship)
    draft = mentorship.agreements.get()
    points = {"booking": "Another wording"}

    signed, settled = at_once(
        partial(agreements.sign_agreement, draft, by=mentor, name="Robin Reed", read=draft.digest),
        partial(expectations.settle_expectations, mentorship, by=mentee, points=points),
    )

    assert isinstance(settled, Agreement)
    current = mentorship.agreements.get(state=AgreementState.DRAFT)
    assert (current.points, current.signatures.count()) == (points, 0)
    under = [signature.agreement.settled_text for signature in Signature.objects.all()]
    assert under == ([""] if isinstance(signed, Agreement) else [])


def test_of_two_who_propose_a_change_at_once_one_does(mentorship):
    signed = make.make_mentorship()
    outcomes = at_once(
        *(
            partial(
                agreements.propose_amendment,
                Mentorship.objects.get(pk=signed.pk),
                by=by,
                reason="Because.",
                points={"notice": f"Wording {number}"},
            )
            for number, by in enumerate(actors(signed))
        )
    )

    assert kinds(outcomes) == ["Agreement", "AmendmentWaits"]
    assert signed.agreements.filter(state=AgreementState.DRAFT).count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_a_change_is_signed_by_all_or_taken_back_and_never_both(mentorship, attempt):
    signed = make.make_mentorship()
    mentor, mentee = actors(signed)
    change = agreements.propose_amendment(signed, by=mentee, reason="Why.", points={"notice": "A week"})
    agreements.sign_agreement(change, by=mentee, name="Emil East")

    at_once(
        partial(agreements.sign_agreement, change, by=mentor, name="Robin Reed", read=change.digest),
        partial(agreements.withdraw_amendment, change, by=mentee),
    )

    change.refresh_from_db()
    first = signed.agreements.get(version=1)
    assert (first.state, change.state) in {
        (AgreementState.SUPERSEDED, AgreementState.SIGNED),
        (AgreementState.SIGNED, AgreementState.WITHDRAWN),
    }


# -- the control: without the digest, the second wipes out what the first has written ----------------------------


def test_without_the_guard_both_settle_and_one_wording_is_lost(mentorship, monkeypatch):
    monkeypatch.setattr(Agreement, "digest", "whatever was read")

    outcomes = settle_at_once(mentorship)

    assert kinds(outcomes) == ["Agreement", "Agreement"]
    assert [each.points == mentorship.agreements.get().points for each in outcomes].count(True) == 1
