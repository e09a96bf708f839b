"""The guardian's page: no account, GET changes nothing, the link outlives the yes, one page for every link that fails."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from rapport.recruitment.models import GuardianConsent
from rapport.recruitment.selectors.guardians import consent_link_of
from tests import make
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent():
    return make.make_consent(application=make.make_application(name="Ada Ames"))


def page(consent):
    return reverse("consent", args=[consent_link_of(consent)])


def rows():
    return list(GuardianConsent.objects.values())


def test_looking_changes_nothing_however_often(client, consent):
    before = rows()
    for _scanner in range(3):
        answer = client.get(page(consent))
        client.head(page(consent))

    assert (answer.status_code, "May Ada Ames take part?" in words_of(answer), rows()) == (200, True, before)
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_says_whom_they_meet_and_what_others_learn(client, consent):
    cohort = consent.application.cohort
    make.make_check(programme=cohort.programme, name="Police certificate")
    make.make_question(cohort=cohort, key="topics", label="Your topics")
    make.make_question(cohort=cohort, key="health", label="Your health", is_sensitive=True)
    application = make.make_application(cohort=cohort)

    told = words_of(client.get(page(make.make_consent(application=application))))

    shown, kept = told.index("Your topics"), told.index("Your health")
    assert told.index("Police certificate") < shown < told.index("not shown to whoever is proposed") < kept


def test_a_yes_leads_back_to_the_page_on_which_it_is_taken_back(client, consent):
    told = words_of(client.post(page(consent), {"answer": "give"}, follow=True))
    assert "You have agreed." in told
    assert rows()[0]["state"] == "given"

    told = words_of(client.post(page(consent), {"answer": "withdraw"}, follow=True))
    assert "Thank you" in told
    assert rows()[0]["state"] == "withdrawn"
    assert client.get(page(consent)).status_code == 404


def test_a_no_is_kept(client, consent):
    client.post(page(consent), {"answer": "refuse"})

    assert rows()[0]["state"] == "refused"


@pytest.mark.parametrize("answer", ["", "withdraw", "of-age"])
def test_another_answer_changes_nothing(client, consent, answer):
    before = rows()
    client.post(page(consent), {"answer": answer})

    assert rows() == before


def links(consent):
    """Return a link of every kind that leads nowhere: wrong, cut off, answered no, over, of an old letter, withdrawn."""
    good, now = consent_link_of(consent), make.clock.now()
    yield "nonsense"
    yield good[:-1]
    for fields in (
        *({"state": state} for state in ("refused", "withdrawn", "of-age")),
        {"expires_at": now},
        {"state": "given", "ends_at": now},
        {"application": make.make_application(state="withdrawn")},
    ):
        yield consent_link_of(make.make_consent(**fields))
    consent.link_number += 1
    yield consent_link_of(consent)


def test_every_link_that_fails_gives_one_and_the_same_page(consent):
    told, before = set(), rows()
    for link in links(consent):
        address = reverse("consent", args=[link])
        told.add(_answer(Client().get(address)))
        told |= {_answer(Client().post(address, {"answer": each})) for each in ("give", "refuse", "withdraw")}

    assert len(told) == 1
    ((status, words),) = told
    assert (status, b"This link does not work" in words, b"Ada" in words) == (404, True, False)
    assert rows()[: len(before)] == before
    assert not GuardianConsent.objects.filter(state="given", ends_at__gt=make.clock.now()).exists()


def _answer(response):
    return response.status_code, re.sub(
        rb'(CSRFToken": "|middlewaretoken" value=")\w+', b"", response.content
    )
