"""Two sign up for the last place of an event at the same moment: exactly one gets it.

With the guard switched off both get it, so the test is known to see the race.
"""

import threading
from functools import partial

import pytest

from rapport.training.errors import EventFull
from rapport.training.models import EventPlace, TrainingEvent
from rapport.training.services import events as service
from tests import make
from tests.races import PATIENCE, at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event():
    return make.make_training_event(capacity=1)


def sign_up_at_once(event):
    """Let two people sign up in two threads, each with a connection of its own; return what came of each."""
    cohort = make.make_cohort(programme=event.programme)
    people = [make.make_participation(role=make.MENTOR, cohort=cohort) for _each in range(2)]
    actors = [make.participant_actor(each) for each in people]
    return kinds(at_once(*(partial(service.take_event_place, event, by=by) for by in actors)))


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_who_want_the_last_place_exactly_one_gets_it(event, attempt):
    assert sign_up_at_once(event) == ["EventFull", "EventPlace"]
    assert TrainingEvent.objects.get().places_taken == EventPlace.objects.count() == 1


@pytest.fixture
def _without_guard(monkeypatch):
    """Look first, then count up in Python: nothing is read again under the lock."""
    both_have_looked = threading.Barrier(2, timeout=PATIENCE)
    sign_up = service.take_event_place
    seen = threading.local()

    def look_then_sign_up(event, *, by):
        seen.event = TrainingEvent.objects.get(pk=event.pk)
        both_have_looked.wait()
        return sign_up(event, by=by)

    def take_naively(_event):
        if seen.event.places_taken >= seen.event.capacity:
            raise EventFull
        seen.event.places_taken += 1
        seen.event.save(update_fields=["places_taken"])

    monkeypatch.setattr(service, "take_event_place", look_then_sign_up)
    monkeypatch.setattr(service, "_take_one_place", take_naively)


@pytest.mark.usefixtures("_without_guard")
def test_without_the_guard_both_get_the_last_place(event):
    assert sign_up_at_once(event) == ["EventPlace", "EventPlace"]
    assert (TrainingEvent.objects.get().places_taken, EventPlace.objects.count()) == (1, 2)
