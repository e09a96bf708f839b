"""Whoever begins to apply gets a link to go on, and one reminder; nobody else learns that there is a draft."""

import datetime as dt

import pytest
from django.urls import reverse

from rapport.accounts.services import refuse_letters
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.models import Letter
from rapport.letters.selectors import letters_of_scopes
from rapport.recruitment.choices import APPLICANT_HAT, ApplicationState
from rapport.recruitment.letters import UNSENT
from rapport.recruitment.services.applications import begin_application
from rapport.recruitment.services.reminders import remind_next_draft
from tests import make

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2031, 3, 14, 12, tzinfo=dt.UTC)


@pytest.fixture
def form():
    """A public page whose last day is three days from that noon."""
    cohort = make.make_cohort(programme=make.make_programme(time_zone="Asia/Kolkata"), state="recruiting")
    return make.make_application_form(cohort=cohort, last_day=dt.date(2031, 3, 17))


def draft(form, *, begun=NOON - dt.timedelta(days=5), **fields):
    return make.make_application(cohort=form.cohort, state=ApplicationState.DRAFT, created_at=begun, **fields)


def remind(moment=NOON):
    """Return whom the sweep reminds at a moment."""
    before = set(Letter.objects.values_list("pk", flat=True))
    with clock.at(moment):
        while remind_next_draft():
            pass
    return list(Letter.objects.exclude(pk__in=before).values_list("about", flat=True))


def begin(form, person):
    by = Actor(person, form.cohort.programme.organisation, APPLICANT_HAT)
    with clock.at(NOON):
        return begin_application(form, role=make.MENTEE, by=by)


def test_the_link_comes_once_and_leads_back(form):
    person = make.make_person()
    application = begin(form, person)
    begin(form, person)

    letter = Letter.objects.get()
    assert letter.to_address == person.email
    assert reverse("applicant:application", args=[application.public_id]) in letter.text


def test_the_letter_stands_in_no_log_and_the_reminder_neither(form):
    application = draft(form)
    begin(form, make.make_person())

    assert remind() == [application.public_id]
    assert list(Letter.objects.values_list("is_secret", flat=True)) == [True, True]
    scopes = [form.cohort.public_id, form.cohort.programme.public_id]
    assert not letters_of_scopes(scopes).exists()


def test_a_reminder_comes_three_days_before_the_last_day_and_once(form):
    application = draft(form)

    assert remind(NOON - dt.timedelta(days=1)) == []
    assert remind() == [application.public_id]
    assert remind(NOON + dt.timedelta(days=1)) == []
    assert "until Monday 17 March 2031" in Letter.objects.get().text


def test_the_days_are_those_of_the_programme(form):
    draft(form)
    eve = dt.datetime(2031, 3, 13, 18, 29, tzinfo=dt.UTC)

    assert remind(eve) == []
    assert len(remind(eve + dt.timedelta(minutes=2))) == 1


def test_nobody_is_reminded_of_what_cannot_be_sent_or_was_sent(form):
    make.make_application(cohort=form.cohort, created_at=NOON - dt.timedelta(days=5))
    draft(form, begun=NOON - dt.timedelta(hours=1))
    late = draft(form)
    assert remind(NOON + dt.timedelta(days=4)) == []

    form.published_at = None
    form.save()
    assert remind() == []

    link = make.make_invite_link(cohort=form.cohort)
    late.invite_link = link
    late.save()
    assert remind() == [late.public_id]


def test_who_wants_no_reminders_gets_none(form):
    application = draft(form)
    refuse_letters(application.person, [UNSENT.key])

    assert remind() == []
