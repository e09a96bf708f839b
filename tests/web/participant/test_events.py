"""Training events as people see them: a place, the link once one has it, the calendar entry."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from rapport.training.models import EventPlace
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/evening"


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def event(mentor):
    return make.make_training_event(programme=mentor.cohort.programme, link=LINK, capacity=1)


@pytest.fixture
def signed_in(mentor):
    return browser_of(make.participant_actor(mentor))


def page(name, event):
    return reverse(f"participant:{name}", args=[event.public_id])


def test_the_link_is_for_those_with_a_place(signed_in, event):
    before = signed_in.get(page("event", event)).content.decode()
    joined = signed_in.post(page("event-join", event), follow=True).content.decode()

    assert (LINK in before, LINK in joined) == (False, True)
    assert "First evening" in signed_in.get(reverse("participant:training")).content.decode()


def test_the_calendar_entry_is_for_those_with_a_place(signed_in, event):
    assert signed_in.get(page("event-calendar", event)).status_code == 404


def test_the_calendar_entry_is_the_event(signed_in, event):
    signed_in.post(page("event-join", event))
    answer = signed_in.get(page("event-calendar", event))

    entry = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(entry["summary"]), entry.decoded("dtstart")) == (
        "First evening",
        event.starts_at.replace(microsecond=0),
    )


def test_a_full_event_says_so(signed_in, event):
    make.make_event_place(event=event, profile=make.make_profile(organisation=event.programme.organisation))

    answer = signed_in.post(page("event-join", event), follow=True)

    assert "Every place is taken" in answer.content.decode()
    assert EventPlace.objects.count() == 1


def test_who_cannot_come_signs_off(signed_in, event):
    signed_in.post(page("event-join", event))
    signed_in.post(page("event-leave", event))

    event.refresh_from_db()
    assert event.places_taken == 0


def test_events_for_the_others_are_not_there(signed_in, mentor):
    programme = mentor.cohort.programme
    hidden = [make.make_training_event(programme=programme, role=make.MENTEE), make.make_training_event()]

    assert [signed_in.get(page("event", each)).status_code for each in hidden] == [404, 404]
    assert signed_in.get(reverse("participant:training")).context["events"] == []
