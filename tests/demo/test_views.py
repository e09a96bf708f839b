"""The demo's own pages: there in a demo, nowhere else."""

import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from rapport.demo import cast
from rapport.programmes.choices import StaffRole
from tests import make

pytestmark = pytest.mark.django_db

ASHA = cast.get_part("asha")


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True
    organisation = make.make_organisation(name=cast.INSTITUTE, is_demo=True)
    profile = make.make_profile(organisation=organisation, person=make.make_person(email=ASHA.email))
    make.make_membership(
        role=StaffRole.COORDINATOR, profile=profile, programme=make.make_programme(organisation=organisation)
    )
    return organisation


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=tmp_path)
    EmailMessage(
        "Grüße", "Open https://x.example/ now.", to=["prem@demo.example"], connection=connection
    ).send()
    return next(tmp_path.iterdir()).name


def test_one_enters_as_somebody_of_the_cast(client, in_demo):
    answer = client.post(reverse("demo:enter", args=["asha"]), follow=True)

    assert answer.context["actor"].organisation == in_demo
    assert answer.context["actor"].hat == StaffRole.COORDINATOR


def test_who_has_applied_enters_without_a_hat_and_finds_the_application(client, in_demo):
    person = make.make_person(email=cast.get_part("meher").email)
    cohort = make.make_cohort(programme=in_demo.programmes.get())
    application = make.make_application(cohort=cohort, person=person)

    answer = client.post(reverse("demo:enter", args=["meher"]), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("applicant:application-list")
    assert [each["application"] for each in answer.context["shown"]] == [application]
    assert "actor" not in answer.context


def test_the_panel_leads_to_the_pages_that_are_open_to_everybody(client, in_demo):
    programme = in_demo.programmes.get()
    form = make.make_application_form(cohort=make.make_cohort(programme=programme))
    make.make_application_form(cohort=make.make_cohort(programme=programme), published_at=None)

    page = client.get(reverse("demo:panel"))

    assert list(page.context["forms"]) == [form]
    assert f'href="{reverse("join", args=[form.public_id])}"' in page.content.decode()


def test_a_part_that_nobody_plays_does_not_exist(client, in_demo):
    assert client.post(reverse("demo:enter", args=["prem"])).status_code == 404
    assert client.post(reverse("demo:enter", args=["nobody"])).status_code == 404


def test_the_mail_that_went_out_is_read_as_it_was_sent(client, in_demo, mailbox):
    listed = client.get(reverse("demo:mail-list")).content.decode()
    page = client.get(reverse("demo:mail", args=[mailbox])).content.decode()

    assert "Grüße" in listed
    assert '<a href="https://x.example/"' in page
    assert client.get(reverse("demo:mail", args=["..%2Fsecret-key"])).status_code == 404


@pytest.mark.parametrize("name", ["demo:panel", "demo:mail-list"])
def test_there_is_no_demo_beside_real_people(client, in_demo, name):
    assert client.get(reverse(name)).status_code == 200

    make.make_organisation()

    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse("demo:enter", args=["asha"])).status_code == 404


def test_there_is_no_demo_where_it_was_not_asked_for(client, in_demo, settings):
    settings.DEMO = False

    assert client.get(reverse("demo:panel")).status_code == 404
    assert client.post(reverse("demo:enter", args=["asha"])).status_code == 404
