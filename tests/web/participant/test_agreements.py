"""The agreement: read, sign with a name and a tick, see who has signed."""

import pytest
from django.urls import reverse

from rapport.mentorships.choices import MentorshipState
from rapport.mentorships.models import Signature
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentorship():
    programme = make.make_programme(agreement_text="## How often\n\nTwice a month. <script>alert(1)</script>")
    cohort = make.make_cohort(programme=programme)
    return make.make_mentorship(mentee=make.make_participation(role=make.MENTEE, cohort=cohort), signed=False)


@pytest.fixture
def browsers(mentorship):
    return [browser_of(make.participant_actor(party.participation)) for party in mentorship.people]


def page(mentorship):
    return reverse("participant:agreement-sign", args=[mentorship.public_id])


def test_the_text_is_shown_with_its_headings_and_without_anything_live(mentorship, browsers):
    text = browsers[0].get(page(mentorship)).content.decode()

    assert "<h2>How often</h2>" in text
    assert "alert(1)</script>" not in text


def test_both_sign_and_the_mentorship_is_active(mentorship, browsers):
    for browser, party in zip(browsers, mentorship.people, strict=True):
        browser.post(page(mentorship), {"has_read": "on", "name": party.name})

    mentorship.refresh_from_db()
    assert mentorship.state == MentorshipState.ACTIVE
    assert Signature.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "field"), [({"name": "Robin Reed"}, "has_read"), ({"has_read": "on", "name": " "}, "name")]
)
def test_without_tick_or_name_nothing_is_signed_and_the_rest_is_kept(mentorship, browsers, sent, field):
    answer = browsers[0].post(page(mentorship), sent)

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert form["name"].value() == sent["name"]
    assert Signature.objects.count() == 0


def test_who_has_signed_is_not_asked_again_and_a_double_click_does_no_harm(mentorship, browsers):
    sent = {"has_read": "on", "name": "Robin Reed"}
    answers = [browsers[0].post(page(mentorship), sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Signature.objects.count() == 1
    assert browsers[0].get(page(mentorship)).context["form"] is None
