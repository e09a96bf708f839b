"""Reads of training events, and of who has a place."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Participation, Programme
from rapport.training.choices import HOLDING_PLACES
from rapport.training.models import EventPlace, TrainingEvent
from rapport.training.policies import training_events_visible_to


@dataclass(frozen=True)
class OwnEvent:
    """A training event as one participant sees it: whether they have a place."""

    event: TrainingEvent
    place: EventPlace | None

    @property
    def has_place(self) -> bool:
        return self.place is not None and self.place.state in HOLDING_PLACES

    @property
    def may_sign_up(self) -> bool:
        return self.event.is_open and not self.has_place and self.event.places_left > 0


def get_training_event(*, by: Actor, id: str, may: May[TrainingEvent]) -> TrainingEvent:  # noqa: A002
    return load(training_events_visible_to, by=by, id=id, may=may)


def events_of_programme(programme: Programme, *, by: Actor) -> QuerySet[TrainingEvent]:
    """Return the programme's events, the latest first."""
    return training_events_visible_to(by).filter(programme=programme).order_by("-starts_at", "pk")


def places_of_event(event: TrainingEvent) -> QuerySet[EventPlace]:
    """Return who has a place, by name."""
    held = EventPlace.objects.filter(event=event, state__in=HOLDING_PLACES)
    return held.select_related("profile__person", "profile__organisation").order_by("profile__name", "pk")


def places_written_to(event: TrainingEvent) -> QuerySet[EventPlace]:
    """Return who has a place and still takes part: whoever has left cannot open the event's page any more."""
    taking_part = Participation.objects.filter(
        profile=OuterRef("profile"), cohort__programme=event.programme_id
    ).exclude(state=ParticipationState.LEFT)
    return places_of_event(event).filter(Exists(taking_part))


def own_events(by: Actor) -> list[OwnEvent]:
    """Return the events that are still to come, and those at which the actor was; the next first."""
    mine = EventPlace.objects.filter(profile__person=by.person)
    ahead = Q(ends_at__gt=clock.now(), cancelled_at=None)
    joined = Q(places_given__profile__person=by.person, places_given__state__in=HOLDING_PLACES)
    found = (
        training_events_visible_to(by)
        .filter(ahead | joined)
        .distinct()
        .prefetch_related(Prefetch("places_given", mine, to_attr="own_places"))
    )
    return [_own(event, getattr(event, "own_places", [])) for event in found.order_by("starts_at", "pk")]


def own_event(event: TrainingEvent, *, by: Actor) -> OwnEvent:
    return _own(
        event,
        list(
            EventPlace.objects.filter(event=event, profile__person=by.person).select_related(
                "profile__person"
            )
        ),
    )


def _own(event: TrainingEvent, places: list[EventPlace]) -> OwnEvent:
    return OwnEvent(event, places[0] if places else None)
