"""The letters of training: there is something to do before you can be matched, or to do again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import LetterKind, Placeholder, Sample, Value, declare
from rapport.letters.selectors import dedupe_keys_known
from rapport.programmes.letters import (
    OF_EVERY_LETTER_OF_A_COHORT,
    ProgrammeLetter,
    label_of,
    participations_as_samples,
    queue_programme_letters,
    values_for,
)
from rapport.programmes.models import Participation, Programme
from rapport.training.models import Course
from rapport.training.selectors import TrainingRow, training_of_participant, with_role_words

STAGE = _("Training")
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
