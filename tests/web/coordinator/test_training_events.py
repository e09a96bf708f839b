"""Training events of a programme: offered on the programme's clock, changed, called off, attendance noted."""

import datetime as dt

import pytest
from django.urls import reverse

from rapport.core import clock
from rapport.training.models import EventPlace, TrainingEvent
from tests import make
from tests.cast import browser_of

pytestmark = pytest.mark.django_db
DAY = (dt.datetime.now(dt.UTC) + dt.timedelta(days=30)).date()
NEW = {"title": "First evening", "day": DAY.isoformat(), "begins": "17:00", "ends": "19:00", "capacity": "12"}


@pytest.fixture
def programme():
    return make.make_programme(time_zone="Asia/Kolkata")


@pytest.fixture
def signed_in(programme):
    return browser_of(make.make_actor(role="coordinator", programme=programme))


def page(name, *things):
    return reverse(f"coordinator:{name}", args=[thing.public_id for thing in things])


def test_an_event_is_offered_on_the_programmes_clock(programme, signed_in):
    course = make.make_course(programme=programme)

    signed_in.post(page("event-add", programme), NEW | {"course": course.public_id, "role": "mentor"})

    event = TrainingEvent.objects.get()
    assert event.starts_at == dt.datetime.combine(DAY, dt.time(11, 30), tzinfo=dt.UTC)
    assert (event.course, event.role, event.capacity) == (course, "mentor", 12)
    form = signed_in.get(page("event", programme, event)).context["form"]
    assert (form["begins"].value(), form["day"].value()) == (dt.time(17), DAY)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"ends": "16:00"}, "ends"),
        ({"day": "2020-01-01"}, "day"),
        ({"capacity": "0"}, "capacity"),
        ({"link": "http://a.example"}, "link"),
        ({"course": "elsewhere"}, "course"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(programme, signed_in, sent, field):
    answer = signed_in.post(page("event-add", programme), NEW | sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not TrainingEvent.objects.exists()


def test_an_event_is_changed_and_called_off(programme, signed_in):
    event = make.make_training_event(programme=programme)

    signed_in.post(page("event", programme, event), NEW | {"place": "Room 9"})
    event.refresh_from_db()
    assert (event.place, event.capacity) == ("Room 9", 12)

    signed_in.post(page("event-cancel", programme, event))
    event.refresh_from_db()
    assert event.cancelled_at is not None


def test_who_was_there_is_noted(programme, signed_in):
    starts = clock.now() - dt.timedelta(hours=3)
    event = make.make_training_event(
        programme=programme, starts_at=starts, ends_at=starts + dt.timedelta(hours=2)
    )
    profiles = [make.make_profile(organisation=programme.organisation) for _each in range(2)]
    there, missing = (make.make_event_place(event=event, profile=profile) for profile in profiles)

    signed_in.post(page("event-attendance", programme, event), {"present": [there.public_id]})

    states = dict(EventPlace.objects.values_list("pk", "state"))
    assert states == {there.pk: "attended", missing.pk: "missed"}
