"""Training events: made, changed, cancelled; people sign up and off; who was there is noted."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import F

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import OrganisationState, ParticipationState
from rapport.programmes.models import Participation, Profile, Programme
from rapport.training import letters
from rapport.training.choices import EventPlaceState
from rapport.training.errors import EventFull, EventNotBegun, EventOver, TooFewPlaces
from rapport.training.models import EventPlace, TrainingEvent
from rapport.training.selectors import places_of_event, places_written_to
from rapport.training.services.completions import note_course_done, take_back_course_done

REMIND_BEFORE = dt.timedelta(days=1)
WHEN_AND_WHERE = ("starts_at", "ends_at", "place", "link")


@transaction.atomic
def create_training_event(programme: Programme, *, by: Actor, **fields: Any) -> TrainingEvent:
    """Offer training at one time, with so many places."""
    event = TrainingEvent(programme=programme, **fields)
    event.full_clean()
    event.save()
    record_act("training-event-created", event, by=by)
    return event


@transaction.atomic
def edit_training_event(event: TrainingEvent, *, by: Actor, **fields: Any) -> TrainingEvent:
    """Change an event. *Also:* another time or place is written to whoever has signed up; then the reminder is due anew."""
    event = _locked(event)
    if not event.is_open:
        raise EventOver
    if fields.get("capacity", event.capacity) < event.places_taken:
        raise TooFewPlaces
    changed = [name for name, value in fields.items() if getattr(event, name) != value]
    for name in changed:
        setattr(event, name, fields[name])
    is_moved = bool(set(changed) & set(WHEN_AND_WHERE))
    if is_moved:
        event.reminded_at = None
        event.sequence += 1
    event.full_clean()
    event.save(update_fields=[*changed, "reminded_at", "sequence"])
    if is_moved:
        letters.training_event_moved_notification(event, places_written_to(event))
    if changed:
        record_act("training-event-edited", event, by=by, detail={"fields": sorted(changed)})
    return event


@transaction.atomic
def cancel_training_event(event: TrainingEvent, *, by: Actor) -> TrainingEvent:
    """Call an event off. *Also:* writes to whoever has signed up."""
    event = _locked(event)
    if not event.is_open:
        raise EventOver
    event.cancelled_at = clock.now()
    event.sequence += 1
    event.save(update_fields=["cancelled_at", "sequence"])
    record_act("training-event-cancelled", event, by=by)
    letters.training_event_cancelled_notification(event, places_written_to(event))
    return event


@transaction.atomic
def take_event_place(event: TrainingEvent, *, by: Actor) -> EventPlace:
    """Sign up. Doing it twice takes one place. *Also:* a letter with the entry for the calendar.

    The condition is in the UPDATE itself, so that of two who ask at once one gets the last place.
    """
    _locked(event)  # first, as whoever signs off locks it first too
    profile = Profile.objects.get(organisation=by.organisation, person=by.person)
    place, _made = EventPlace.objects.get_or_create(event=event, profile=profile)
    own = EventPlace.objects.filter(pk=place.pk, state=EventPlaceState.GIVEN_UP)
    if own.update(state=EventPlaceState.TAKEN):
        _take_one_place(event)
        place.refresh_from_db()
        record_act("training-event-joined", place, by=by)
        letters.training_event_joined_confirmation(_locked(event), place)
    return place


def _take_one_place(event: TrainingEvent) -> None:
    open_events = TrainingEvent.objects.filter(pk=event.pk, cancelled_at=None, starts_at__gt=clock.now())
    if not open_events.filter(places_taken__lt=F("capacity")).update(
        places_taken=F("places_taken") + 1, sequence=F("sequence") + 1
    ):
        raise EventFull if open_events.exists() else EventOver


@transaction.atomic
def give_up_event_place(event: TrainingEvent, *, by: Actor) -> None:
    """Sign off, so that somebody else can have the place. *Also:* a letter that takes it out of the calendar."""
    if not _locked(event).is_open:
        raise EventOver
    own = EventPlace.objects.filter(
        event=event,
        profile__person=by.person,
        profile__organisation=by.organisation,
        state=EventPlaceState.TAKEN,
    )
    for place in own:
        place.state = EventPlaceState.GIVEN_UP
        place.save(update_fields=["state"])
        _count_down(event.pk)
        record_act("training-event-left", place, by=by)
        letters.training_event_left_confirmation(_locked(event), place)


def free_event_places(participation: Participation) -> None:
    """Free the places of somebody who leaves, and takes part in nothing else of the programme, in events to come."""
    programme = participation.cohort.programme_id
    profile = participation.profile_id
    staying = Participation.objects.filter(profile=profile, cohort__programme=programme)
    if staying.exclude(pk=participation.pk).exclude(state=ParticipationState.LEFT).exists():
        return
    ahead = EventPlace.objects.filter(
        profile=profile,
        event__programme=programme,
        event__starts_at__gt=clock.now(),
        event__cancelled_at=None,
        state=EventPlaceState.TAKEN,
    )
    for place in ahead.select_related("event").order_by("event"):
        _locked(place.event)
        held = EventPlace.objects.filter(pk=place.pk, state=EventPlaceState.TAKEN)
        if held.update(state=EventPlaceState.GIVEN_UP):
            _count_down(place.event_id)


def _count_down(event_id: int) -> None:
    TrainingEvent.objects.filter(pk=event_id).update(
        places_taken=F("places_taken") - 1, sequence=F("sequence") + 1
    )


@transaction.atomic
def note_attendance(event: TrainingEvent, *, present: Collection[str], by: Actor) -> int:
    """Note who of those with a place was there, by public id; return how many were.

    *Also:* where the event counts as a course, whoever was there has done it on that day; a tick that is taken away again
    takes that back.
    """
    event = _locked(event)
    if event.cancelled_at:
        raise EventOver
    if not event.has_begun:
        raise EventNotBegun
    there = 0
    day = clock.date_in(event.starts_at, event.programme.time_zone)
    for place in places_of_event(event):
        was_there = place.public_id in present
        there += was_there
        state = EventPlaceState.ATTENDED if was_there else EventPlaceState.MISSED
        if state != place.state:
            EventPlace.objects.filter(pk=place.pk).update(state=state)
            if event.course and was_there:
                note_course_done(event.course, place.profile, on=day, by=by)
            elif event.course and place.state == EventPlaceState.ATTENDED:
                take_back_course_done(event.course, place.profile, on=day, by=by)
    record_act("training-event-attendance-noted", event, by=by, detail={"present": there})
    return there


def remind_next_training_event() -> bool:
    """Write, a day before, to everybody who has signed up for one event; return whether one was due."""
    with transaction.atomic():
        due = TrainingEvent.objects.filter(
            reminded_at=None,
            cancelled_at=None,
            starts_at__gt=clock.now(),
            starts_at__lte=clock.now() + REMIND_BEFORE,
            programme__organisation__state=OrganisationState.ACTIVE,
        ).select_related("programme__organisation")
        event = due.order_by("starts_at", "pk").first()
        if event is None:
            return False
        if TrainingEvent.objects.filter(pk=event.pk, reminded_at=None).update(reminded_at=clock.now()):
            letters.training_event_reminder(event, places_written_to(event))
        return True


def _locked(event: TrainingEvent) -> TrainingEvent:
    locked = TrainingEvent.objects.select_for_update(of=("self",))
    return locked.select_related("programme__organisation", "course__programme").get(pk=event.pk)
