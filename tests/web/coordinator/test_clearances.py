"""Who is cleared: what is asked, the list with its filters, one person's entries, the spreadsheet."""

import pytest
from django.urls import reverse

from rapport.audit.models import AuditEvent
from rapport.screening.models import BackgroundCheck, Clearance
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db

CERTIFICATE = {
    "result": "clear",
    "checked_on": "2026-03-05",
    "valid_until": "",
    "issuer": "City police",
    "number": "SECRET-4711",
}


@pytest.fixture
def cohort():
    return make.make_cohort()


@pytest.fixture
def signed_in(cohort):
    return browser_of(make.make_actor(role="coordinator", programme=cohort.programme))


@pytest.fixture
def check(cohort):
    return make.make_check(programme=cohort.programme)


@pytest.fixture
def people(cohort, check):
    """Return a mentor in each state, by its name, and a mentee of whom nothing is asked."""
    entries = {
        "cleared": {},
        "expiring": {"valid_until": make.days_ago(-20)},
        "expired": {"checked_on": make.days_ago(400), "valid_until": make.days_ago(2)},
        "pending": {"result": "pending"},
        "not-clear": {"result": "not-clear"},
        "missing": None,
    }
    found = {name: make.make_participation(role=make.MENTOR, cohort=cohort, name=name) for name in entries}
    for name, fields in entries.items():
        if fields is not None:
            make.make_clearance(
                background_check=check, profile=found[name].profile, number=f"n-{name}", **fields
            )
    make.make_participation(role=make.MENTEE, cohort=cohort, name="mentee")
    return found


def page(name, *about):
    return reverse(f"coordinator:{name}", args=[getattr(each, "public_id", each) for each in about])


def listed(answer):
    return [row["participation"].profile.name for row in answer.context["rows"]]


def test_everybody_of_whom_something_is_asked_is_listed(cohort, signed_in, people):
    answer = signed_in.get(page("clearance-list", cohort))

    assert listed(answer) == sorted(people)
    assert (answer.context["cleared"], answer.context["asked"]) == (2, 6)
    assert "n-cleared" not in answer.content.decode()


@pytest.mark.parametrize("standing", ["cleared", "expiring", "expired", "pending", "not-clear", "missing"])
def test_the_list_is_narrowed_to_a_standing(cohort, signed_in, people, standing):
    assert listed(signed_in.get(page("clearance-list", cohort), {"standing": standing})) == [standing]


@pytest.mark.parametrize(
    ("asked", "names"), [({"role": "mentee"}, []), ({"q": "expir"}, ["expired", "expiring"])]
)
def test_the_list_is_narrowed(cohort, signed_in, people, asked, names):
    assert listed(signed_in.get(page("clearance-list", cohort), asked)) == names


def test_a_programme_that_asks_nothing_says_what_to_do(cohort, signed_in):
    assert b"No checks are asked for" in signed_in.get(page("clearance-list", cohort)).content


def test_the_safeguarding_lead_reads_and_notes_nothing(cohort, check, people):
    lead = browser_of(make.make_actor(role="safeguarding-lead", programme=cohort.programme))
    mentor = people["cleared"]

    assert listed(lead.get(page("clearance-list", cohort))) == sorted(people)
    words = lead.get(page("clearance", mentor)).content.decode()
    assert ("n-cleared" in words, page("clearance-note", mentor, check) in words) == (True, False)
    assert lead.post(page("clearance-note", mentor, check), CERTIFICATE).status_code == 403
    assert page("clearance-list", cohort) in lead.get(page("programme-list")).content.decode()


def test_the_spreadsheet_has_the_numbers_for_who_may_read_them(cohort, signed_in, people):
    text = signed_in.post(page("clearance-export", cohort, "csv")).content.decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0].replace('"', "") == (
        "Name,E-mail address,Role,Check,Required,State,Date of the check,Counts until,Issued by,Number"
    )
    assert (len(lines), "n-cleared" in text) == (7, True)
    assert AuditEvent.objects.filter(act="clearances-exported").exists()


def test_a_check_is_asked_for_changed_and_asked_for_no_longer(cohort, signed_in):
    programme = cohort.programme
    sent = {
        "name": "Health card",
        "role": "mentor",
        "guidance": "",
        "validity_months": "12",
        "is_required": "on",
    }

    signed_in.post(page("check-add", programme), sent)
    check = BackgroundCheck.objects.get()
    assert (check.name, check.validity_months, check.is_required) == ("Health card", 12, True)

    signed_in.post(page("check-edit", programme, check), sent | {"validity_months": "", "role": "mentee"})
    check.refresh_from_db()
    assert (check.validity_months, check.role) == (None, "mentor")

    signed_in.post(page("check-move", programme, check, "withdrawn"))
    check.refresh_from_db()
    assert check.state == "withdrawn"
    assert b"no longer asked for" in signed_in.get(page("check-list", programme)).content


def test_a_check_without_a_name_is_refused_and_what_was_typed_stays(cohort, signed_in):
    answer = signed_in.post(
        page("check-add", cohort.programme), {"name": "", "role": "mentor", "guidance": "Ask"}
    )

    assert (answer.status_code, b"Ask</textarea>" in answer.content) == (422, True)
    assert not BackgroundCheck.objects.exists()


def test_a_check_is_reached_through_its_own_programme_alone(cohort, signed_in, check):
    other = make.make_programme(organisation=cohort.programme.organisation)

    assert signed_in.get(page("check-edit", other, check)).status_code == 404


def test_an_entry_is_noted_and_shown_with_who_noted_it(signed_in, check, people):
    mentor = people["missing"]

    signed_in.post(page("clearance-note", mentor, check), CERTIFICATE)

    entry = Clearance.objects.get(number="SECRET-4711")
    assert (entry.profile, entry.issuer, str(entry.checked_on)) == (
        mentor.profile,
        "City police",
        "2026-03-05",
    )
    words = signed_in.get(page("clearance", mentor)).content.decode()
    assert ("SECRET-4711" in words, "City police" in words, "by Robin Reed" in words) == (True, True, True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"checked_on": "2099-01-01"}, "This day has not come yet."),
        ({"valid_until": "2026-03-04"}, "cannot come before the date of the check"),
        ({"result": "pending", "valid_until": "2027-01-01"}, "Only a clear result counts until a day."),
        ({"checked_on": ""}, "Please fill this in."),
    ],
)
def test_an_entry_that_cannot_be_is_refused_and_what_was_typed_stays(
    signed_in, check, people, change, sentence
):
    answer = signed_in.post(page("clearance-note", people["missing"], check), CERTIFICATE | change)

    words = answer.content.decode()
    assert (answer.status_code, sentence in words, "SECRET-4711" in words) == (422, True, True)
    assert not Clearance.objects.filter(profile=people["missing"].profile).exists()


def test_a_correction_keeps_the_entry_of_before_readable(signed_in, check, people):
    mentor = people["not-clear"]
    wrong = Clearance.objects.get(profile=mentor.profile)
    address = page("clearance-correct", mentor, wrong)
    assert b'value="n-not-clear"' in signed_in.get(address).content

    signed_in.post(address, CERTIFICATE)

    words = signed_in.get(page("clearance", mentor)).content.decode()
    assert ("corrected by a later entry" in words, "n-not-clear" in words) == (True, True)
    assert page("clearance-correct", mentor, wrong) not in words
    assert signed_in.post(address, CERTIFICATE).status_code == 409


def test_an_entry_is_corrected_on_the_page_of_its_own_person_alone(signed_in, people):
    entry = Clearance.objects.get(profile=people["cleared"].profile)

    assert signed_in.get(page("clearance-correct", people["missing"], entry)).status_code == 404


def test_nobody_notes_or_corrects_an_entry_about_themselves(cohort, check, people):
    mentor = people["cleared"]
    own = browser_of(
        make.staff_actor(make.make_membership(profile=mentor.profile, programme=cohort.programme))
    )
    entry = Clearance.objects.get(profile=mentor.profile)

    assert b"This is about yourself" in own.get(page("clearance", mentor)).content
    for address in (page("clearance-note", mentor, check), page("clearance-correct", mentor, entry)):
        assert (own.get(address).status_code, own.post(address, CERTIFICATE).status_code) == (403, 403)
    assert Clearance.objects.filter(profile=mentor.profile).count() == 1


def test_the_page_of_a_participant_says_how_they_stand(signed_in, people):
    answer = signed_in.get(page("participation", people["expired"]))

    assert [name for name, _pill in answer.context["checks"]] == ["Police certificate"]
