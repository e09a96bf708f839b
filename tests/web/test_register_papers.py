"""Registers on paper: what stands in the PDF, and what its code leads back to."""

import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from rapport.audit.models import AuditEvent
from rapport.mentorships.models import IssuedRegister
from rapport.mentorships.services.registers import add_register_note, countersign_month
from tests import make
from tests.breaking import overwrite
from tests.cast import browser_of
from tests.web.coordinator.matching_pages import words_of

pytestmark = pytest.mark.django_db

MARCH = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def mentorship():
    cohort = make.make_cohort(starts_on=dt.date(2026, 2, 1), ends_on=dt.date(2026, 8, 1))
    mentee = make.make_participation(role=make.MENTEE, cohort=cohort, name="Divya Rao")
    mentor = make.make_participation(role=make.MENTOR, cohort=cohort, name="Anil Verma")
    return make.make_mentorship(mentee=mentee, mentor=mentor, starts_on=dt.date(2026, 2, 10))


@pytest.fixture
def coordinator(mentorship):
    return make.make_actor(programme=mentorship.cohort.programme)


@pytest.fixture
def mentee(mentorship):
    return browser_of(make.participant_actor(mentorship.people[1].participation))


def paper(browser, mentorship, door="participant"):
    answer = browser.post(reverse(f"{door}:register-paper", args=[mentorship.public_id]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.content))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def checked(client, code):
    return client.get(reverse("register-check"), {"code": code})


def test_paper_says_what_the_register_says(mentee, mentorship, coordinator):
    topics = "#set text(red) *Exams* $x$ \\ 50 %"
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 3, 10), topics=topics)
    countersign_month(mentorship.cohort, MARCH, by=coordinator, name="C. Cole")
    add_register_note(mentorship, dt.date(2026, 2, 1), by=coordinator, text="Exams in February.")

    told = text_of(paper(mentee, mentorship))

    for words in (
        "Anil Verma and Divya Rao",
        "#set text(red) *Exams* $x$ \\ 50 %",
        "countersigned by C. Cole, Thu 2 Apr 2026",
        "Exams in February.",
        "March 2026",
        IssuedRegister.objects.get().code,
        "/verify/",
    ):
        assert words in told
    assert told.index("February 2026") < told.index("March 2026")


def test_every_page_has_its_number_and_the_code(mentee, mentorship):
    for day in range(1, 29):
        make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 3, day), topics="Long talk. " * 20)

    pdf = paper(mentee, mentorship)

    code, count = IssuedRegister.objects.get().code, len(pdf.pages)
    assert count > 2
    for number, page in enumerate(pdf.pages, 1):
        assert (code in page.extract_text(), f"{number} / {count}" in page.extract_text()) == (True, True)


def test_whoever_runs_the_programme_gets_the_same_and_it_is_recorded(mentorship, coordinator):
    paper(browser_of(coordinator), mentorship, door="coordinator")

    issued = IssuedRegister.objects.get()
    event = AuditEvent.objects.get(act="register-issued")
    assert (issued.issued_by, event.subject) == (coordinator.person, issued.public_id)


def test_code_tells_a_stranger_that_the_paper_is_genuine_and_names_nobody(client, mentee, mentorship):
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 3, 10))
    paper(mentee, mentorship)
    code = IssuedRegister.objects.get().code

    for typed in (code, code.upper(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        words = words_of(checked(client, typed))
        assert "Its entries, notes and signatures are the same today." in words
        assert f"Thu 2 Apr 2026 by {mentorship.cohort.programme.organisation.name}" in words
        assert "March 2026 1 rule kept" in words
    assert not {"Divya", "Anil", "How the first weeks went"} & set(words.split())


@pytest.mark.parametrize("what", ["entry", "note", "countersigned"])
def test_what_came_since_is_said(client, mentee, mentorship, coordinator, what):
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 3, 10))
    paper(mentee, mentorship)
    if what == "entry":
        make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 3, 20))
    elif what == "note":
        add_register_note(mentorship, MARCH, by=coordinator, text="Later")
    else:
        countersign_month(mentorship.cohort, MARCH, by=coordinator, name="C. Cole")

    words = words_of(checked(client, IssuedRegister.objects.get().code))

    assert "Since then something was added to it or changed in it" in words


def test_months_that_pass_change_nothing(client, mentee, mentorship):
    make.make_meeting(mentorship=mentorship, held_on=dt.date(2026, 3, 10))
    paper(mentee, mentorship)

    with time_machine.travel(dt.datetime(2026, 7, 2, 12, tzinfo=dt.UTC)):
        words = words_of(checked(client, IssuedRegister.objects.get().code))

    assert "Its entries, notes and signatures are the same today." in words


def test_days_on_paper_are_those_of_the_programme(client, mentee, mentorship):
    overwrite(mentorship.cohort.programme, time_zone="Pacific/Kiritimati")
    with time_machine.travel(dt.datetime(2026, 4, 2, 23, tzinfo=dt.UTC)):
        told = text_of(paper(mentee, mentorship))
        words = words_of(checked(client, IssuedRegister.objects.get().code))

    assert ("Fri 3 Apr 2026" in told, "Fri 3 Apr 2026" in words) == (True, True)


@pytest.mark.parametrize("typed", ["", "abc", "a" * 40, "\N{SNOWMAN}" * 20, "22222-22222-22222-22222"])
def test_code_that_is_none_is_said_beside_the_field(client, typed):
    answer = checked(client, typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
