"""Training events: places are given once, letters go to those concerned, being there counts."""

import datetime as dt

import pytest
from icalendar import Calendar

from rapport.core import clock
from rapport.letters.models import Letter
from rapport.matching.services.proposals import move_participant
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Participation
from rapport.training.choices import EventPlaceState
from rapport.training.errors import EventFull, EventNotBegun, EventOver, TooFewPlaces
from rapport.training.models import EventPlace, Study, TrainingEvent
from rapport.training.selectors import training_wanting
from rapport.training.services.events import (
    cancel_training_event,
    create_training_event,
    edit_training_event,
    give_up_event_place,
    note_attendance,
    remind_next_training_event,
    take_event_place,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor():
    return make.make_participation(role=make.MENTOR)


@pytest.fixture
def event(mentor):
    return make.make_training_event(programme=mentor.cohort.programme)


@pytest.fixture
def coordinator(event):
    return make.make_actor(role="coordinator", programme=event.programme)


def another(mentor):
    return make.make_participation(role=make.MENTOR, cohort=mentor.cohort)


def join(event, participation):
    return take_event_place(event, by=make.participant_actor(participation))


def leave(event, participation):
    give_up_event_place(event, by=make.participant_actor(participation))


def taken(event):
    event.refresh_from_db()
    return event.places_taken


def kinds():
    return sorted(Letter.objects.values_list("kind", flat=True))


def test_an_event_is_offered(event, coordinator):
    starts = clock.now() + dt.timedelta(days=3)

    made = create_training_event(
        event.programme,
        by=coordinator,
        title="Second",
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
    )

    assert (made.is_open, made.places_left) == (True, 20)


def test_signing_up_twice_takes_one_place_and_writes_one_letter(event, mentor):
    for _click in range(2):
        place = join(event, mentor)

    assert (place.state, taken(event)) == (EventPlaceState.TAKEN, 1)
    assert kinds() == ["training-event-joined-confirmation"]


def test_a_full_event_takes_nobody_until_somebody_signs_off(event, mentor):
    others = [another(mentor) for _each in range(2)]
    for each in others:
        join(event, each)
    with pytest.raises(EventFull):
        join(event, mentor)
    assert not EventPlace.objects.filter(profile=mentor.profile).exists()

    leave(event, others[0])
    join(event, mentor)

    assert taken(event) == 2


def test_signing_off_twice_frees_one_place(event, mentor):
    join(event, mentor)
    join(event, another(mentor))

    for _click in range(2):
        leave(event, mentor)

    assert taken(event) == 1


def calendars_of(participation):
    """Return what the letters told somebody's calendar: the method, and how new it is."""
    letters = Letter.objects.filter(to_address=participation.profile.person.email).order_by("pk")
    files = [Calendar.from_ical(each.calendar) for each in letters if each.calendar]
    entries = [file.walk("VEVENT")[0] for file in files]
    assert len({str(entry["uid"]) for entry in entries}) == 1
    return [(str(file["method"]), entry["sequence"]) for file, entry in zip(files, entries, strict=True)]


def test_calendars_are_told_of_every_change_under_one_uid(event, mentor, coordinator):
    join(event, mentor)
    edit_training_event(event, by=coordinator, place="Room 5")
    leave(event, mentor)
    join(event, mentor)
    cancel_training_event(event, by=coordinator)

    told = calendars_of(mentor)
    assert [method for method, _newness in told] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert [newness for _method, newness in told] == [1, 2, 3, 4, 5]


def test_whoever_has_left_the_programme_is_not_written_to(event, mentor, coordinator):
    join(event, mentor)
    make.leave(mentor)

    cancel_training_event(event, by=coordinator)

    assert kinds() == ["training-event-joined-confirmation"]


def test_nobody_signs_up_or_off_once_it_has_begun(event, mentor):
    join(event, mentor)

    with clock.at(event.starts_at):
        with pytest.raises(EventOver):
            join(event, another(mentor))
        with pytest.raises(EventOver):
            leave(event, mentor)


def test_calling_off_writes_to_those_who_signed_up(event, mentor, coordinator):
    join(event, mentor)
    other = another(mentor)
    join(event, other)
    leave(event, other)

    cancel_training_event(event, by=coordinator)

    cancelled = Letter.objects.filter(kind="training-event-cancelled-notification")
    assert [letter.to_name for letter in cancelled] == [mentor.profile.name]
    with pytest.raises(EventOver):
        join(event, other)


def test_another_place_is_written_to_them_another_title_is_not(event, mentor, coordinator):
    join(event, mentor)

    edit_training_event(event, by=coordinator, title="Another")
    assert "training-event-moved-notification" not in kinds()

    edit_training_event(event, by=coordinator, place="Room 5")
    assert "training-event-moved-notification" in kinds()


def test_places_do_not_fall_below_those_taken(event, mentor, coordinator):
    join(event, mentor)
    join(event, another(mentor))

    with pytest.raises(TooFewPlaces):
        edit_training_event(event, by=coordinator, capacity=1)


def test_being_there_counts_as_the_course_of_that_day(event, mentor, coordinator):
    course = make.make_course(programme=event.programme)
    TrainingEvent.objects.update(course=course)
    missing = another(mentor)
    places = [join(event, each) for each in (mentor, missing)]
    with pytest.raises(EventNotBegun):
        note_attendance(event, present=[], by=coordinator)

    with clock.at(event.ends_at):
        for _click in range(2):
            assert note_attendance(event, present=[places[0].public_id], by=coordinator) == 1

    study = Study.objects.get()
    assert (study.profile, study.completed_on) == (mentor.profile, event.starts_at.date())
    assert [place.state for place in EventPlace.objects.order_by("pk")] == ["attended", "missed"]
    assert taken(event) == 2
    mentor.refresh_from_db()
    assert mentor.trained_on == event.ends_at.date()


def test_a_tick_taken_away_again_takes_the_course_back(event, mentor, coordinator):
    course = make.make_course(programme=event.programme)
    TrainingEvent.objects.update(course=course)
    place = join(event, mentor)
    with clock.at(event.ends_at):
        note_attendance(event, present=[place.public_id], by=coordinator)
        note_attendance(event, present=[], by=coordinator)

    assert EventPlace.objects.get().state == EventPlaceState.MISSED
    assert Study.objects.get().voided_at == event.ends_at
    assert training_wanting(Participation.objects.filter(pk=mentor.pk), event.programme)


def test_a_course_for_others_is_not_done_by_being_there(event, coordinator):
    course = make.make_course(programme=event.programme, role=make.MENTEE)
    TrainingEvent.objects.update(course=course)
    mentor = make.make_participation(role=make.MENTOR, cohort=make.make_cohort(programme=event.programme))
    place = join(event, mentor)

    with clock.at(event.ends_at):
        note_attendance(event, present=[place.public_id], by=coordinator)

    assert not Study.objects.exists()


def test_a_reminder_goes_out_once_a_day_before(event, mentor):
    join(event, mentor)
    assert not remind_next_training_event()

    with clock.at(event.starts_at - dt.timedelta(hours=23)):
        assert [remind_next_training_event() for _sweep in range(2)] == [True, False]
    assert kinds() == ["training-event-joined-confirmation", "training-event-reminder"]


def test_whoever_leaves_the_programme_frees_the_place_and_whoever_stays_keeps_it(event, mentor, coordinator):
    staying = another(mentor)
    join(event, mentor)
    join(event, staying)
    also = make.make_participation(
        role=make.MENTEE,
        cohort=make.make_cohort(programme=event.programme, name="Another"),
        profile=staying.profile,
    )

    for each in (mentor, staying):
        move_participant(each, to=ParticipationState.LEFT, by=coordinator)
    assert (taken(event), EventPlace.objects.get(state=EventPlaceState.TAKEN).profile) == (1, also.profile)

    move_participant(also, to=ParticipationState.LEFT, by=coordinator)
    assert taken(event) == 0
