"""Recruiting: the public page written, previewed, published, shared and taken down."""

import pytest
from django.test import Client
from django.urls import reverse

from rapport.programmes.choices import CohortState
from rapport.recruitment.models import ApplicationForm
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(state=CohortState.PLANNED)


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


def page(cohort, name="recruiting"):
    return reverse(f"coordinator:{name}", args=[cohort.public_id])


def test_a_page_is_written_published_and_shared(signed_in, cohort):
    sent = {"asks_mentees": "on", "eligibility": "First years", "minutes": "15", "last_day": "2031-01-20"}
    signed_in.post(page(cohort), sent)
    assert "Who can apply First years" in words_of(signed_in.get(page(cohort)))

    signed_in.post(page(cohort, "form-publish"))

    form = ApplicationForm.objects.get()
    link = reverse("join", args=[form.public_id])
    told = signed_in.get(page(cohort)).content.decode()
    assert (form.minutes, form.asks_mentors, form.published_at is None) == (15, False, False)
    assert f'href="http://localhost:8000{link}"' in told
    assert Client().get(link).status_code == 200


def test_the_code_is_a_file_for_a_poster_once_there_is_a_page(signed_in, cohort):
    assert signed_in.get(page(cohort, "qr-code")).status_code == 404
    signed_in.post(page(cohort, "form-publish"))

    code = signed_in.get(page(cohort, "qr-code"))

    assert code.headers["Content-Type"] == "image/svg+xml"
    assert code.headers["Content-Disposition"] == 'attachment; filename="first-steps-autumn.svg"'
    assert b"<svg" in code.content


def test_a_page_is_taken_down(signed_in, cohort):
    signed_in.post(page(cohort, "form-publish"))
    link = reverse("join", args=[ApplicationForm.objects.get().public_id])

    signed_in.post(page(cohort, "form-unpublish"))

    assert Client().get(link).status_code == 404


def test_what_is_wrong_is_said_beside_the_field_with_nothing_lost(signed_in, cohort):
    answer = signed_in.post(page(cohort), {"minutes": "0", "eligibility": "First years"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"minutes": ["Please write 1 or more."]}
    assert answer.context["form"]["eligibility"].value() == "First years"
    assert not ApplicationForm.objects.exists()


def test_a_page_that_looks_for_nobody_is_not_published(signed_in, cohort):
    signed_in.post(page(cohort), {"eligibility": "Nobody"})

    told = signed_in.post(page(cohort, "form-publish"), follow=True).content.decode()

    assert "Please say first whom you look for." in told
    assert ApplicationForm.objects.get().published_at is None


def test_every_field_stands_once_under_a_heading(signed_in, cohort):
    answer = signed_in.get(page(cohort))

    form = answer.context["form"]
    shown = [(str(part.heading), [field.name for field in part.fields]) for part in form.parts()]
    assert shown == [
        (
            "Whom you look for",
            ["asks_mentees", "mentee_places", "asks_mentors", "mentor_places", "mentors_invite"],
        ),
        ("What the page says", ["eligibility", "how_to_apply", "last_day", "minutes"]),
        ("When the places are given", ["offer_days", "offers_by_itself", "unmatched_first"]),
        ("People under 18", ["admits_minors", "consent_days"]),
    ]
    assert [name for _heading, names in shown for name in names] == list(form.fields)
    told = answer.content.decode()
    assert [told.count(f"<legend><h2>{heading}</h2></legend>") for heading, _names in shown] == [1] * 4


def test_how_many_places_are_given_stands_beside_their_number(signed_in, cohort):
    make.make_quota(cohort=cohort, role=make.MENTEE, places=5, taken=2)

    told = words_of(signed_in.get(page(cohort)))

    assert "Empty: no limit. 2 are given so far." in told
    assert told.count("given so far") == 1
