"""The referee's page: no account, one answer, GET changes nothing, and one and the same page for every link that fails."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from rapport.screening.models import Reference
from rapport.screening.selectors import link_of
from tests import make

pytestmark = pytest.mark.django_db
ANSWER = {"known_for": "Two years", "recommends": "yes", "comment": "She listens.", "concerns": ""}


@pytest.fixture
def reference():
    return make.make_reference(application=make.make_application(name="Ada Ames"))


def page(reference, name="reference"):
    return reverse(name, args=[link_of(reference)])


def rows():
    return list(Reference.objects.values())


def test_looking_changes_nothing_however_often(client, reference):
    before = rows()
    for _scanner in range(3):
        answer = client.get(page(reference))
        client.head(page(reference))

    assert (answer.status_code, b"Ada Ames" in answer.content, rows()) == (200, True, before)
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(page(reference, "reference-decline")).status_code == 405


def test_an_answer_is_kept_and_thanked_for(client, reference):
    answer = client.post(page(reference), ANSWER, follow=True)

    reference.refresh_from_db()
    assert b"Thank you" in answer.content
    assert (reference.state, reference.known_for, reference.comment) == ("given", "Two years", "She listens.")


def test_a_no_is_kept_and_thanked_for(client, reference):
    answer = client.post(page(reference, "reference-decline"), follow=True)

    reference.refresh_from_db()
    assert (b"Thank you" in answer.content, reference.state) == (True, "declined")


def test_what_is_missing_is_said_and_what_was_typed_stays(client, reference):
    answer = client.post(page(reference), ANSWER | {"recommends": ""})

    assert (answer.status_code, b"She listens." in answer.content) == (422, True)
    assert rows()[0]["state"] == "asked"


def links(reference):
    """Return a link of every kind that leads nowhere: wrong, cut off, used, declined, withdrawn, over, of an old letter."""
    application = reference.application
    good = link_of(reference)
    yield "nonsense"
    yield good[:-1]
    for state in ("given", "declined", "withdrawn"):
        yield link_of(make.make_reference(application=application, state=state))
    yield link_of(make.make_reference(application=application, expires_at=make.clock.now()))
    reference.link_number += 1
    yield link_of(reference)
    yield link_of(make.make_reference(application=make.make_application(state="withdrawn")))


def test_every_link_that_fails_gives_one_and_the_same_page(reference):
    before = None
    told, given_back = set(), set()
    for link in links(reference):
        before = before or rows()
        told.add(_answer(Client().get(reverse("reference", args=[link]))))
        given_back.add(_answer(Client().post(reverse("reference", args=[link]), ANSWER)))
        told.add(_answer(Client().post(reverse("reference-decline", args=[link]))))

    assert (len(told), len(given_back)) == (1, 1)
    assert ANSWER["known_for"].encode() in given_back.pop()[1]
    ((status, words),) = told
    assert (status, b"This link does not work" in words, b"Ada" in words) == (404, True, False)
    assert rows()[: len(before)] == before


def _answer(response):
    """Return what was answered, without the token against forged forms, which is new each time."""
    return response.status_code, re.sub(
        rb'(CSRFToken": "|middlewaretoken" value=")\w+', b"", response.content
    )
