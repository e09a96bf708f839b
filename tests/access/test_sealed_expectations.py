"""What one party expects is sealed through every door, until all have answered; staff read what both have signed."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.letters.models import Letter
from rapport.mentorships.models import Mentorship
from rapport.mentorships.policies import expectations_visible_to
from rapport.mentorships.services.agreements import propose_amendment, sign_agreement, withdraw_amendment
from rapport.mentorships.services.expectations import answer_expectations, settle_expectations
from rapport.programmes.models import Programme
from tests import make
from tests.access.crawl import crawl
from tests.access.marks import assemble_marked_cast
from tests.access.test_canaries import EXPORTS, STARTS, taken_away
from tests.cast import NAMES

HOPE, WISH = "cnryhopeofthementor", "cnrywordingofthetwo"
RUNNERS = ("owner", "coordinator", "deputy")


@pytest.fixture
def cast(db):
    """The cast, whose pair has not signed yet, and is asked how it wants to work together."""
    cast = assemble_marked_cast()
    Programme.objects.filter(pk=cast.own.programme.pk).update(asks_expectations=True)
    pair = Mentorship.objects.filter(pk=cast.own.pair.mentorship.pk)
    pair.update(state="matched")
    agreement = pair.get().agreements.get()
    agreement.signatures.all().delete()
    type(agreement).objects.filter(pk=agreement.pk).update(state="draft", signed_at=None)
    return cast


def answer(cast, name):
    answers = make.EXPECTED | ({"hope": HOPE} if name == "mentor" else {})
    answer_expectations(cast.own.pair.mentorship, by=cast.actor(name), answers=answers)


def settle(cast):
    mentorship = Mentorship.objects.get(pk=cast.own.pair.mentorship.pk)
    return settle_expectations(mentorship, by=cast.actor("mentee"), points={"hope": WISH})


def sign(cast, agreement):
    for name in ("mentor", "mentee"):
        sign_agreement(agreement, by=cast.actor(name), name=name)


def shown_to(cast, name):
    """Return which of the two marks somebody is shown on any page, or in any table."""
    told = "".join(page.told for page in crawl(cast.client(name), STARTS, searched_for="Moss"))
    tables = "".join(taken_away(cast, name, route, "csv") for route in EXPORTS) if name in RUNNERS else ""
    return {mark for mark in (HOPE, WISH) if mark in told + tables}


def agreement_page(cast, audience):
    name = {"participant": "participant:agreement-sign", "coordinator": "coordinator:mentorship-agreement"}
    return reverse(name[audience], args=[cast.own.pair.mentorship.public_id])


@pytest.mark.parametrize("name", ["mentee", "coordinator"])
def test_while_one_answer_is_missing_nobody_is_shown_the_other(cast, name):
    answer(cast, "mentor")

    assert shown_to(cast, name) == set()


def test_whoever_has_answered_reads_their_own(cast):
    """The control: a crawl that never came there would find no leak."""
    answer(cast, "mentor")

    assert shown_to(cast, "mentor") == {HOPE}


def test_once_both_have_answered_the_other_reads_it_and_staff_do_not(cast):
    answer(cast, "mentor")
    answer(cast, "mentee")

    assert (shown_to(cast, "mentee"), shown_to(cast, "coordinator")) == ({HOPE}, set())


@pytest.mark.parametrize("count", [1, 2])
def test_by_right_of_seeing_only_the_two_have_any(cast, count):
    for name in ("mentor", "mentee")[:count]:
        answer(cast, name)

    seen = {name: expectations_visible_to(cast.actor(name)).count() for name in NAMES if name in cast.hats}
    assert {name: number for name, number in seen.items() if number} == (
        {"mentor": 1} if count == 1 else {"mentor": 2, "mentee": 2}
    )


def test_staff_read_what_was_settled_once_both_have_signed_it(cast):
    answer(cast, "mentor")
    answer(cast, "mentee")
    settled = settle(cast)
    coordinator = cast.client("coordinator")
    before = coordinator.get(agreement_page(cast, "coordinator")).content.decode()
    sign(cast, settled)
    after = coordinator.get(agreement_page(cast, "coordinator")).content.decode()

    assert (WISH in before, WISH in after) == (False, True)
    assert "You read it here once both have signed." in before


def test_a_change_that_was_taken_back_stays_between_the_two(cast):
    answer(cast, "mentor")
    answer(cast, "mentee")
    sign(cast, settle(cast))
    mentorship = Mentorship.objects.get(pk=cast.own.pair.mentorship.pk)
    change = propose_amendment(
        mentorship, by=cast.actor("mentee"), reason="cnryreason", points={"give": "cnrychange"}
    )
    pages = (("mentor", "participant"), ("coordinator", "coordinator"))

    def told():
        texts = [cast.client(name).get(agreement_page(cast, door)).content.decode() for name, door in pages]
        return [("cnryreason" in text, "cnrychange" in text) for text in texts]

    assert told() == [(True, True), (False, False)]
    withdraw_amendment(change, by=cast.actor("mentee"))
    assert told() == [(True, True), (False, False)]


def test_neither_letters_nor_the_audit_say_what_was_answered_or_settled(cast):
    answer(cast, "mentor")
    answer(cast, "mentee")
    sign(cast, settle(cast))

    kept = str(list(Letter.objects.values())) + str(list(AuditEvent.objects.values()))
    assert [mark for mark in (HOPE, WISH) if mark in kept] == []
    assert Letter.objects.filter(kind="agreement-settled-request").exists()
