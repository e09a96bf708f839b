"""The letters of training: what there is to do before you can be matched, or again; training events."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import LetterKind, Placeholder, Sample, Value, declare
from rapport.letters.selectors import dedupe_keys_known
from rapport.programmes.letters import (
    OF_EVERY_LETTER,
    OF_EVERY_LETTER_OF_A_COHORT,
    ProgrammeLetter,
    label_of,
    participants_as_samples,
    participations_as_samples,
    queue_programme_letters,
    values_for,
)
from rapport.programmes.models import Participation, Programme
from rapport.training.models import Course, EventPlace, TrainingEvent
from rapport.training.selectors import (
    TrainingRow,
    calendar_of_event,
    training_of_participant,
    with_role_words,
)

STAGE = _("Training")
WHEN = (
    Placeholder("day", _("the day of the event"), _("Monday 1 March 2027"), is_harmless=True),
    Placeholder("hour", _("when it begins, on the programme's clock"), "17:00", is_harmless=True),
)
COURSE = Placeholder("course", _("the title of the course"), _("Being a mentor"))


def _behind_as_samples(programme: Programme, by: Actor) -> list[Sample]:
    return [
        Sample(found.public_id, label_of(found), partial(_values_for_course_of, found))
        for found in participations_as_samples(programme, by)
    ]


def _values_for_course_of(participation: Participation) -> dict[str, Value]:
    """Return what somebody's own training puts into these letters; examples stand where there is nothing to say."""
    required = [each for each in training_of_participant(participation) if each.course.is_required]
    values: dict[str, Value] = {}
    if missing := [f"“{each.title}”" for each in required if not each.is_valid]:
        values["courses"] = missing
    for each in required[:1]:
        values["course"] = each.title
        if each.lapses_on:
            values["day"] = each.lapses_on
    return values_for(participation) | values


REMINDER = declare(
    LetterKind(
        key="training-reminder",
        stage=STAGE,
        purpose=_("Reminds of training that has to be done before a match."),
        reader=_("Whoever takes part and has not done a required course"),
        moment=_("When a coordinator reminds them, once a day at most"),
        subject=_("Your training waits for you"),
        paragraphs=(
            _("In {programme} there is training for you to do: {courses}."),
            _(
                "It is made of short lessons that you can read on a phone, in pieces if you like. "
                "You can be matched once it is done."
            ),
        ),
        link_words=_("Go to my training"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            Placeholder("courses", _("the titles of the courses that are missing"), _("“Being a mentor”")),
        ),
        is_essential=False,
        samples=_behind_as_samples,
    )
)
REFRESHER = declare(
    LetterKind(
        key="training-refresher-invitation",
        stage=STAGE,
        purpose=_("Asks for a course to be done again before it runs out."),
        reader=_("Whoever has done a course that is to be renewed"),
        moment=_("30 days before it runs out"),
        subject=_("Time to refresh your training"),
        paragraphs=(
            _("Your training “{course}” in {programme} counts until {day}."),
            _(
                "Please do it again before, so that you can go on being matched. "
                "You know most of it already, so it goes quickly."
            ),
        ),
        link_words=_("Go to my training"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            COURSE,
            Placeholder("day", _("the day on which it runs out"), _("Monday 1 March 2027"), is_harmless=True),
        ),
        is_essential=False,
        samples=_behind_as_samples,
    )
)
RUN_OUT = declare(
    LetterKind(
        key="training-lapsed-notification",
        stage=STAGE,
        purpose=_("Says that a course has run out, and asks for it to be done again."),
        reader=_("Whoever has done a course that is to be renewed"),
        moment=_("After it has run out, if nobody wrote before"),
        subject=_("Time to refresh your training"),
        paragraphs=(
            _("Your training “{course}” in {programme} ran out on {day}."),
            _(
                "Please do it again, so that you can be matched. "
                "You know most of it already, so it goes quickly."
            ),
        ),
        link_words=_("Go to my training"),
        placeholders=(
            *OF_EVERY_LETTER_OF_A_COHORT,
            COURSE,
            Placeholder("day", _("the day on which it ran out"), _("Monday 1 March 2027"), is_harmless=True),
        ),
        samples=_behind_as_samples,
    )
)
JOINED = declare(
    LetterKind(
        key="training-event-joined-confirmation",
        stage=STAGE,
        purpose=_("Confirms a place at a training event, with the entry for the calendar."),
        reader=_("Whoever has signed up"),
        moment=_("When somebody signs up"),
        subject=_("You have a place"),
        paragraphs=(
            _("You have signed up for a training event in {programme}: {day} at {hour}."),
            _("On its page you find where it is. The entry for your calendar comes with this letter."),
            _("If you cannot come, please sign off there, so that somebody else can have the place."),
        ),
        link_words=_("Go to the event"),
        placeholders=(*OF_EVERY_LETTER, *WHEN),
        samples=participants_as_samples,
    )
)
SIGNED_OFF = declare(
    LetterKind(
        key="training-event-left-confirmation",
        stage=STAGE,
        purpose=_("Confirms that somebody has signed off, and takes the event out of their calendar."),
        reader=_("Whoever had signed up"),
        moment=_("When somebody signs off"),
        subject=_("You have signed off"),
        paragraphs=(
            _("You have signed off from a training event in {programme}: {day} at {hour}."),
            _("Your place is free for somebody else. This letter takes it out of your calendar."),
        ),
        link_words=_("Go to the event"),
        placeholders=(*OF_EVERY_LETTER, *WHEN),
        samples=participants_as_samples,
    )
)
MOVED = declare(
    LetterKind(
        key="training-event-moved-notification",
        stage=STAGE,
        purpose=_("Says that a training event has another time or place."),
        reader=_("Whoever has signed up"),
        moment=_("When a coordinator changes the time or the place"),
        subject=_("A training event has changed"),
        paragraphs=(
            _("The training event in {programme} has another time or place. It is on {day} at {hour}."),
            _(
                "The changed entry for your calendar comes with this letter. "
                "Please sign off if you cannot come."
            ),
        ),
        link_words=_("Go to the event"),
        placeholders=(*OF_EVERY_LETTER, *WHEN),
        samples=participants_as_samples,
    )
)
CALLED_OFF = declare(
    LetterKind(
        key="training-event-cancelled-notification",
        stage=STAGE,
        purpose=_("Says that a training event does not take place."),
        reader=_("Whoever has signed up"),
        moment=_("When a coordinator calls it off"),
        subject=_("A training event does not take place"),
        paragraphs=(
            _("The training event in {programme} on {day} at {hour} does not take place."),
            _("Your training page says what else there is."),
        ),
        link_words=_("Go to the event"),
        placeholders=(*OF_EVERY_LETTER, *WHEN),
        samples=participants_as_samples,
    )
)
EVENT_REMINDER = declare(
    LetterKind(
        key="training-event-reminder",
        stage=STAGE,
        purpose=_("Reminds of a training event."),
        reader=_("Whoever has signed up"),
        moment=_("A day before"),
        subject=_("A training event is soon"),
        paragraphs=(
            _("You have a place at a training event in {programme}: {day} at {hour}."),
            _("If you cannot come, please sign off, so that somebody else can have the place."),
        ),
        link_words=_("Go to the event"),
        placeholders=(*OF_EVERY_LETTER, *WHEN),
        samples=participants_as_samples,
        is_essential=False,
    )
)


def training_reminder(rows: Iterable[TrainingRow]) -> int:
    """Remind people of the required courses that they have not done, or have to do again; once a day at most."""
    reminders = [_reminder(row) for row in rows]
    known = dedupe_keys_known(letter.dedupe_key or "" for letter in reminders)
    return queue_programme_letters(letter for letter in reminders if letter.dedupe_key not in known)


def training_refresher_invitation(participation: Participation, course: Course, *, lapses_on: dt.date) -> int:
    """Ask somebody to do a course again before it runs out, or after it has."""
    programme = participation.cohort.programme
    values: dict[str, Value] = {"course": with_role_words(course.title, programme), "day": lapses_on}
    key = (
        f"training-refresher-invitation:{course.public_id}:{participation.public_id}:{lapses_on.isoformat()}"
    )
    kind = REFRESHER if clock.today(programme.time_zone) < lapses_on else RUN_OUT
    return queue_programme_letters([_letter(kind, participation, values, dedupe_key=key)])


def _reminder(row: TrainingRow) -> ProgrammeLetter:
    participation = row.participation
    today = clock.today(participation.cohort.programme.time_zone)
    titles = [f"“{each.title}”" for each in row.required if not each.is_valid]
    key = f"training-reminder:{participation.public_id}:{today.isoformat()}"
    return _letter(REMINDER, participation, {"courses": titles}, dedupe_key=key)


def _letter(
    kind: LetterKind, participation: Participation, values: Mapping[str, Value], *, dedupe_key: str
) -> ProgrammeLetter:
    return ProgrammeLetter(
        kind,
        participation.cohort.programme,
        reader=participation.profile.person,
        name=participation.profile.name,
        path=reverse("participant:training"),
        values=values,
        cohort=participation.cohort,
        about=participation.public_id,
        dedupe_key=dedupe_key,
    )


def training_event_joined_confirmation(event: TrainingEvent, place: EventPlace) -> int:
    """Confirm a place, with the entry for the calendar."""
    return queue_programme_letters([_of_event(JOINED, event, place)])


def training_event_left_confirmation(event: TrainingEvent, place: EventPlace) -> int:
    """Confirm that somebody has signed off, and take the event out of their calendar."""
    return queue_programme_letters([_of_event(SIGNED_OFF, event, place)])


def training_event_moved_notification(event: TrainingEvent, places: Iterable[EventPlace]) -> int:
    """Tell whoever has signed up that the time or the place is another one."""
    return queue_programme_letters(_of_event(MOVED, event, place) for place in places)


def training_event_cancelled_notification(event: TrainingEvent, places: Iterable[EventPlace]) -> int:
    """Tell whoever has signed up that it does not take place."""
    return queue_programme_letters(_of_event(CALLED_OFF, event, place) for place in places)


def training_event_reminder(event: TrainingEvent, places: Iterable[EventPlace]) -> int:
    """Remind whoever has signed up, a day before; their calendars know it already."""
    return queue_programme_letters(_of_event(EVENT_REMINDER, event, place) for place in places)


def _of_event(kind: LetterKind, event: TrainingEvent, place: EventPlace) -> ProgrammeLetter:
    return ProgrammeLetter(
        kind,
        event.programme,
        reader=place.profile.person,
        name=place.profile.name,
        path=reverse("participant:event", args=[event.public_id]),
        values=_values_of_event(event),
        about=event.public_id,
        calendar="" if kind is EVENT_REMINDER else calendar_of_event(event, place),
    )


def _values_of_event(event: TrainingEvent) -> dict[str, Value]:
    zone = event.programme.time_zone
    local = event.starts_at.astimezone(ZoneInfo(zone))
    return {"day": local.date(), "hour": f"{local:%H:%M} ({zone.replace('_', ' ')})"}
