"""Saying no to letters: on a page of one's own, or by the link in a letter, without signing in and without a cookie."""

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from rapport.accounts.models import LetterRefusal
from rapport.accounts.selectors import refusal_token
from rapport.letters.kinds import optional_kinds
from tests import make
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db
KIND = "training-reminder"


@pytest.fixture
def asha():
    return make.make_person(email="asha@example.org")


@pytest.fixture
def link(asha):
    return reverse("hats:letter-refuse", args=[refusal_token(asha, KIND)])


def refused():
    return sorted(LetterRefusal.objects.values_list("person__email", "kind"))


def test_looking_at_the_link_refuses_nothing(client, link):
    answer = client.get(link)

    assert "No more of these letters? Training: Reminds of training" in words_of(answer)
    assert "asha" not in answer.content.decode()
    assert refused() == []


def test_one_click_in_a_mail_program_is_enough_and_twice_does_no_harm(link):
    program = Client(enforce_csrf_checks=True)

    answers = [program.post(link, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert refused() == [("asha@example.org", KIND)]


def test_it_can_be_taken_back(client, link):
    client.post(link)

    answer = client.post(link, {"again": "yes"})

    assert refused() == []
    assert "Send me no more of these" in words_of(answer)


def test_all_that_is_not_essential_goes_at_once(client, link):
    client.post(link, {"all": "yes"})

    assert refused() == sorted(("asha@example.org", kind.key) for kind in optional_kinds())


@pytest.mark.parametrize(
    "made",
    [
        lambda _asha: "no-such-token",
        lambda asha: refusal_token(asha, KIND)[:-1],
        lambda asha: refusal_token(asha, "application-declined-notification"),
        lambda asha: refusal_token(asha, "no-such-kind"),
        lambda _asha: Signer(salt="letter-refusal", sep=".").sign_object(["zzzzzzzzzzzz", KIND]),
        lambda asha: Signer(salt="something else", sep=".").sign_object([asha.public_id, KIND]),
    ],
)
def test_a_wrong_token_reveals_and_changes_nothing(client, asha, made):
    address = reverse("hats:letter-refuse", args=[made(asha)])
    unknown = client.get(reverse("hats:letter-refuse", args=["x"]))

    answers = [client.get(address), client.post(address, {"all": "yes"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert words_of(answers[0]) == words_of(unknown)
    assert refused() == []


def test_whoever_has_signed_in_chooses_kind_by_kind(client, asha):
    client.force_login(asha)
    page, first = reverse("hats:letter-choices"), optional_kinds()[0].key
    everything = [kind.key for kind in optional_kinds()]
    assert client.get(page).context["form"]["wanted"].value() == everything

    client.post(page, {"wanted": [first]})

    assert refused() == sorted(("asha@example.org", key) for key in everything if key != first)
    assert client.get(page).context["form"]["wanted"].value() == [first]

    client.post(page, {"wanted": everything})

    assert refused() == []


def test_what_always_comes_cannot_be_refused(client, asha):
    client.force_login(asha)

    answer = client.post(reverse("hats:letter-choices"), {"wanted": ["application-declined-notification"]})

    assert (answer.status_code, refused()) == (422, [])


def test_choosing_needs_a_sign_in(client):
    assert client.get(reverse("hats:letter-choices")).url.startswith(reverse("account_login"))
