"""The letters of a cohort, as who runs it sees them."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.letters.choices import LetterState
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


def subjects(signed_in, cohort):
    answer = signed_in.get(reverse("coordinator:letter-list", args=[cohort.public_id]))
    return [letter.subject for letter in answer.context["page"]]


def test_only_the_cohorts_own_letters_are_listed_and_none_with_a_secret(signed_in, cohort):
    make.make_letter(scope=cohort.public_id, subject="A proposal for you")
    make.make_letter(scope=cohort.public_id, subject="Your code", is_secret=True)
    make.make_letter(scope=make.make_cohort(programme=cohort.programme).public_id, subject="Another cohort's")

    assert subjects(signed_in, cohort) == ["A proposal for you"]


def test_what_did_not_go_out_stands_above_all_others(signed_in, cohort):
    make.make_letter(scope=cohort.public_id, subject="Never came", state=LetterState.FAILED)
    make.make_letter(scope=cohort.public_id, subject="Arrived")

    answer = signed_in.get(reverse("coordinator:letter-list", args=[cohort.public_id]))

    assert [letter.subject for letter in answer.context["failed"]] == ["Never came"]
    assert subjects(signed_in, cohort) == ["Arrived", "Never came"]


def test_a_failed_letter_is_sent_again_and_only_from_its_own_cohort(signed_in, cohort):
    failed = make.make_letter(scope=cohort.public_id, state=LetterState.FAILED)
    foreign = make.make_letter(scope=make.make_cohort().public_id, state=LetterState.FAILED)

    statuses = [
        signed_in.post(
            reverse("coordinator:letter-resend", args=[cohort.public_id, each.public_id])
        ).status_code
        for each in (failed, foreign)
    ]

    failed.refresh_from_db()
    foreign.refresh_from_db()
    assert statuses == [302, 404]
    assert (failed.state, foreign.state) == (LetterState.QUEUED, LetterState.FAILED)
    assert list(AuditEvent.objects.values_list("act", "subject")) == [("letter-repeated", failed.public_id)]
