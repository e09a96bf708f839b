"""The letters of a cohort, as who runs it sees them."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.letters.choices import LetterState
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=ASHA", ["To Asha"]),
        ("?q=bo@example", ["To Bo"]),
        ("?state=queued", ["To Bo"]),
        ("?kind=training-reminder", ["To Asha"]),
        ("?kind=nonsense", ["To Bo", "To Asha"]),
        ("?kind=training-reminder&state=queued", []),
    ],
)
def test_the_list_is_narrowed(signed_in, cohort, query, found):
    asha = {"to_name": "Asha Rao", "to_address": "rao@example.org", "kind": "training-reminder"}
    make.make_letter(scope=cohort.public_id, subject="To Asha", **asha)
    bo = {"to_name": "B", "to_address": "bo@example.org", "state": LetterState.QUEUED}
    make.make_letter(scope=cohort.public_id, subject="To Bo", **bo)

    address = reverse("coordinator:letter-list", args=[cohort.public_id])

    assert [letter.subject for letter in signed_in.get(address + query).context["page"]] == found


def test_what_is_about_the_programme_is_listed_in_its_cohorts(signed_in, cohort):
    make.make_letter(scope=cohort.programme.public_id, subject="Guidelines")
    make.make_letter(scope=make.make_programme().public_id, subject="Another programme's")

    assert subjects(signed_in, cohort) == ["Guidelines"]


def test_a_letter_is_read_as_it_was_written(signed_in, cohort):
    sent = make.make_letter(
        scope=cohort.public_id, subject="Hello", text="Hello <b>,\n\nyou are in.", kind="training-reminder"
    )

    answer = signed_in.get(reverse("coordinator:letter", args=[cohort.public_id, sent.public_id]))

    assert "<p>Hello &lt;b&gt;,</p>\n\n<p>you are in.</p>" in answer.content.decode()
    assert "Reminds of training" in words_of(answer)


def test_a_letter_with_a_secret_is_no_page(signed_in, cohort):
    secret = make.make_letter(scope=cohort.public_id, is_secret=True, text="")

    assert (
        signed_in.get(reverse("coordinator:letter", args=[cohort.public_id, secret.public_id])).status_code
        == 404
    )


def test_why_a_letter_failed_is_said_in_plain_words(signed_in, cohort):
    failed = make.make_letter(
        scope=cohort.public_id,
        state=LetterState.FAILED,
        last_error="SMTPRecipientsRefused: {'x': (550, b'')}",
    )

    for name, more in (("letter-list", []), ("letter", [failed.public_id])):
        words = words_of(signed_in.get(reverse(f"coordinator:{name}", args=[cohort.public_id, *more])))
        assert "It may be mistyped, or no longer there." in words
