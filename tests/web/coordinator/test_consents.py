"""Guardians' consents on the side of who runs the programme and of its safeguarding lead."""

import pytest
from django.urls import reverse

from rapport.programmes.choices import StaffRole
from rapport.recruitment.models import GuardianConsent
from tests import make
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent():
    return make.make_consent(application=make.make_application(name="Ada Ames"))


@pytest.fixture
def cohort(consent):
    return consent.application.cohort


@pytest.fixture
def staff(cohort):
    return browser_of(make.make_actor(programme=cohort.programme))


@pytest.fixture
def lead(cohort):
    return browser_of(make.make_actor(role=StaffRole.SAFEGUARDING_LEAD, programme=cohort.programme))


def at(name, thing):
    return reverse(f"coordinator:{name}", args=[thing.public_id])


def test_who_runs_the_programme_sees_the_guardian_and_sends_the_letter_again(staff, consent):
    told = words_of(staff.get(at("consent", consent)))
    assert ("Gerda Gale" in told, consent.email in told, "guardian asked" in told) == (True, True, True)

    staff.post(at("consent-again", consent))
    consent.refresh_from_db()
    assert consent.link_number == 2


def test_the_safeguarding_lead_reads_and_changes_nothing(lead, consent, cohort):
    assert "Ada Ames" in words_of(lead.get(at("consent-list", cohort)))
    told = words_of(lead.get(at("consent", consent)))

    assert ("Gerda Gale" in told, "Send the letter again" in told) == (True, False)
    assert lead.post(at("consent-again", consent)).status_code == 403


def test_of_age_takes_a_reason(staff, consent):
    assert staff.post(at("consent-of-age", consent), {"reason": ""}).status_code == 422
    staff.post(at("consent-of-age", consent), {"reason": "Showed me a student card"})

    told = words_of(staff.get(at("consent", consent)))
    assert ("Showed me a student card" in told, "Send the letter again" in told) == (True, False)


def test_another_guardian_is_named(staff, consent):
    typed = {"name": "Gustav Gale", "email": "gustav@home.example"}
    assert staff.post(at("guardian", consent.application), typed).status_code == 302
    assert GuardianConsent.objects.get().name == "Gustav Gale"

    own = {"name": "Ada", "email": consent.application.person.email}
    answer = staff.post(at("guardian", consent.application), own)
    assert (answer.status_code, "own address" in words_of(answer)) == (422, True)


def test_an_applicant_who_has_not_said_so_can_be_asked_for_a_guardian(staff, cohort):
    application = make.make_application(cohort=cohort)
    assert "Under 18? Ask a guardian" not in words_of(staff.get(at("application", application)))

    make.make_application_form(cohort=cohort, admits_minors=True)
    assert "Under 18? Ask a guardian" in words_of(staff.get(at("application", application)))
    staff.post(at("guardian", application), {"name": "Gustav Gale", "email": "gustav@home.example"})
    assert application.guardian_consent.name == "Gustav Gale"


@pytest.mark.parametrize("name", ["application-list", "participation-list"])
def test_lists_are_narrowed_to_how_the_consent_stands(staff, consent, cohort, name):
    given = make.make_application(cohort=cohort, name="Bo Berg", state="accepted")
    make.make_consent(application=given, state="given")
    refused = make.make_application(cohort=cohort, name="Cleo Cohn", state="accepted")
    make.make_consent(application=refused, state="refused")
    emails = {each: each.person.email for each in (given, refused)}

    told = words_of(staff.get(at(name, cohort), {"consent": "given"}))

    assert (emails[given] in told, emails[refused] in told) == (True, False)


def test_the_spreadsheet_is_narrowed_as_the_list_is(staff, consent, cohort):
    make.make_consent(application=make.make_application(cohort=cohort, name="Bo Berg"), state="given")

    address = reverse("coordinator:application-export", args=[cohort.public_id, "csv"])
    told = staff.post(f"{address}?consent=given").content.decode()

    assert ("Bo Berg" in told, "Ada Ames" in told, "Gerda" in told) == (True, False, False)


def test_a_cohort_without_minors_has_no_such_filter(staff, consent):
    other = make.make_cohort(programme=consent.application.cohort.programme)
    make.make_application(cohort=other)
    make.make_participation(cohort=other, role=make.MENTOR)

    for name in ("application-list", "participation-list"):
        assert 'name="consent"' not in staff.get(at(name, other)).content.decode()


def test_the_page_of_a_participant_says_how_it_stands_and_not_who_the_guardian_is(staff, cohort):
    accepted = make.make_application(cohort=cohort, state="accepted")
    make.make_consent(application=accepted, state="withdrawn")

    told = words_of(staff.get(at("participation", accepted.participation)))

    assert ("consent withdrawn" in told, "Gerda" in told) == (True, False)


def test_accepting_without_a_consent_says_why(staff, consent):
    application = consent.application
    address = reverse("coordinator:application-decide", args=[application.public_id, "accepted"])

    answer = staff.post(address, {"note": "", "reason": ""})

    assert (answer.status_code, "consent is in force" in words_of(answer)) == (422, True)


def test_matching_says_that_nobody_under_18_is_matched_without(staff, cohort):
    assert "Nobody under 18 without a guardian's consent" in words_of(staff.get(at("matching", cohort)))
