"""References as who runs the programme sees them: on the application, one by one, asked again, asked no more."""

import pytest
from django.urls import reverse

from rapport.screening.models import Reference
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return make.make_application(name="Ada Ames")


@pytest.fixture
def signed_in(application):
    return browser_of(make.make_actor(programme=application.cohort.programme))


def page(name, about):
    return reverse(f"coordinator:{name}", args=[about.public_id])


def test_a_referee_is_asked_from_the_application(application, signed_in):
    sent = {"name": "Rita Roe", "email": "rita@school.example", "relation": "her teacher"}
    signed_in.post(page("reference-ask", application), sent)

    assert b"Rita Roe" in signed_in.get(page("application", application)).content
    refused = signed_in.post(page("reference-ask", application), sent)
    assert (refused.status_code, b"was asked already" in refused.content) == (422, True)
    assert b"her teacher" in refused.content


@pytest.mark.parametrize("state", ["asked", "given", "declined", "withdrawn"])
def test_a_reference_says_how_it_stands(application, signed_in, state):
    reference = make.make_reference(application=application, state=state)

    words = signed_in.get(page("reference", reference)).content.decode()

    assert ("She listens." in words, "Send the letter again" in words) == (state == "given", state == "asked")


def test_one_that_was_not_answered_in_time_says_so(application, signed_in):
    reference = make.make_reference(application=application, expires_at=make.clock.now())

    for address in (page("reference", reference), page("application", application)):
        assert b"not answered in time" in signed_in.get(address).content


def test_it_is_asked_for_again_and_no_more(application, signed_in):
    reference = make.make_reference(application=application)

    signed_in.post(page("reference-again", reference))
    signed_in.post(page("reference-withdraw", reference))

    reference.refresh_from_db()
    assert (reference.link_number, reference.state) == (2, "withdrawn")
    assert signed_in.post(page("reference-again", reference)).status_code == 409


def test_whoever_has_declined_is_asked_again_from_the_page_of_their_reference(application, signed_in):
    declined = make.make_reference(application=application, state="declined", relation="her teacher")
    others = make.make_reference(application=make.make_application(), state="declined", name="Somebody else")
    again = f"{page('reference-ask', application)}?again="
    assert (
        f'href="{again}{declined.public_id}"' in signed_in.get(page("reference", declined)).content.decode()
    )

    form = signed_in.get(again + declined.public_id).context["form"]
    sent = {name: form[name].value() for name in ("name", "email", "relation")}
    signed_in.post(again + declined.public_id, sent)

    assert sent == {"name": "Rita Roe", "email": declined.email, "relation": "her teacher"}
    assert [each.state for each in application.asked_references.all()] == ["declined", "asked"]
    assert b"Ask them again" not in signed_in.get(page("reference", declined)).content
    assert signed_in.get(again + others.public_id).context["form"]["name"].value() is None


def test_nobody_reads_what_was_said_about_themselves(application):
    make.make_reference(application=application, state="given")
    programme = application.cohort.programme
    profile = make.make_profile(organisation=programme.organisation, person=application.person)
    own = browser_of(make.staff_actor(make.make_membership(profile=profile, programme=programme)))

    assert b"References" not in own.get(page("application", application)).content
    assert own.get(page("reference", Reference.objects.get())).status_code == 404
    assert own.get(page("reference-ask", application)).status_code == 403
