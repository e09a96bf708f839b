"""Saying that one is under 18, with the last look at an application: a tick, a name and an address."""

import pytest
from django.test import Client
from django.urls import reverse

from rapport.programmes.choices import CohortState
from rapport.recruitment.models import GuardianConsent
from tests import make
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db
GUARDIAN = {"is_minor": "on", "guardian_name": "Gerda Gale", "guardian_email": "gerda@home.example"}


@pytest.fixture
def form():
    cohort = make.make_cohort(state=CohortState.RECRUITING)
    return make.make_application_form(cohort=cohort, admits_minors=True)


@pytest.fixture
def draft(form):
    return make.make_application(cohort=form.cohort, state="draft", name="Ada Ames")


@pytest.fixture
def ada(draft):
    client = Client()
    client.force_login(draft.person)
    return client


def check(draft):
    return reverse("applicant:check", args=[draft.public_id])


def test_only_where_minors_may_apply_somebody_is_asked(form, draft, ada):
    assert "I am under 18" in words_of(ada.get(check(draft)))
    form.admits_minors = False
    form.save()

    assert "I am under 18" not in words_of(ada.get(check(draft)))
    ada.post(check(draft), GUARDIAN)
    assert not GuardianConsent.objects.exists()


def test_a_guardian_is_asked_when_the_application_is_sent(draft, ada):
    told = words_of(ada.post(check(draft), GUARDIAN, follow=True))

    assert "Your guardian was asked by letter." in told
    assert "Gerda" not in told
    consent = GuardianConsent.objects.get()
    assert (consent.name, consent.email, consent.state) == ("Gerda Gale", "gerda@home.example", "asked")


def test_whoever_is_of_age_names_nobody(draft, ada):
    ada.post(check(draft), {})

    draft.refresh_from_db()
    assert (draft.state, GuardianConsent.objects.count()) == ("submitted", 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (GUARDIAN | {"guardian_name": ""}, "Whoever is under 18 needs a guardian"),
        (GUARDIAN | {"guardian_email": "no address"}, "Please write an e-mail address"),
        ({"guardian_name": "Gerda Gale"}, "Please tick this if you are under 18"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_sent(draft, ada, typed, said):
    answer = ada.post(check(draft), typed)

    draft.refresh_from_db()
    assert (answer.status_code, said in words_of(answer), draft.state) == (422, True, "draft")


def test_the_own_address_is_refused(draft, ada):
    answer = ada.post(check(draft), GUARDIAN | {"guardian_email": draft.person.email})

    draft.refresh_from_db()
    assert (answer.status_code, "own address" in words_of(answer), draft.state) == (422, True, "draft")


def test_whoever_has_named_a_guardian_before_does_so_again(form, draft, ada):
    form.admits_minors = False
    form.save()
    before = make.make_application(cohort=form.cohort, person=draft.person, role=make.MENTOR)
    make.make_consent(application=before)

    assert ada.post(check(draft), {}).status_code == 422
    assert ada.post(check(draft), GUARDIAN).status_code == 302


@pytest.mark.parametrize(
    ("state", "said"),
    [("given", "Your guardian agrees."), ("refused", "A guardian's consent is not there")],
)
def test_the_applicant_sees_how_it_stands_and_never_who_the_guardian_is(form, state, said):
    application = make.make_application(cohort=form.cohort)
    make.make_consent(application=application, state=state)
    client = Client()
    client.force_login(application.person)

    told = words_of(client.get(reverse("applicant:application", args=[application.public_id])))

    assert (said in told, "Gerda" in told) == (True, False)


def test_an_offer_that_cannot_be_taken_up_is_said_in_neutral_words(form):
    application = make.make_application(cohort=form.cohort, state="offered")
    make.make_consent(application=application, state="withdrawn")
    client = Client()
    client.force_login(application.person)

    address = reverse("applicant:offer-accept", args=[application.public_id])
    told = words_of(client.post(address, follow=True))

    application.refresh_from_db()
    assert ("Your answer cannot be taken right now." in told, application.state) == (True, "offered")
