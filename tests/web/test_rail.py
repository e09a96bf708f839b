"""The rail keeps the cohort that somebody works in, also on pages that are about none."""

import pytest
from django.urls import reverse

from rapport.programmes.choices import StaffRole
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make.make_cohort(programme=make.make_programme(name="First steps"), name="Autumn")


def sections(browser, name, *ids):
    return [
        section.label for section in browser.get(reverse(f"coordinator:{name}", args=ids)).context["rail"]
    ]


def current(browser, name):
    rail = browser.get(reverse(f"coordinator:{name}")).context["rail"]
    return [place.label for section in rail for place in section.entries if place.is_current]


def test_programmes_and_team_keep_the_cohort_one_came_from(cohort):
    browser = browser_of(make.make_actor(programme=cohort.programme))
    assert sections(browser, "staff-list") == ["Elm College"]

    browser.get(reverse("coordinator:today", args=[cohort.public_id]))

    assert sections(browser, "programme-list") == ["First steps · Autumn", "Elm College"]
    assert current(browser, "staff-list") == ["Team"]


def test_another_hat_does_not_see_it(cohort):
    owner = make.make_actor(role=StaffRole.OWNER, organisation=cohort.programme.organisation)
    browser = browser_of(owner)
    browser.get(reverse("coordinator:today", args=[cohort.public_id]))
    elsewhere = make.make_membership(
        profile=make.make_profile(person=owner.person, organisation=make.make_organisation(name="Oak"))
    )
    session = browser.session
    session["hat"] = f"{elsewhere.profile.organisation.public_id}:{elsewhere.role}"
    session.save()

    assert sections(browser, "programme-list") == ["Oak"]
