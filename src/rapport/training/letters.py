"""The letters of training: there is something to do before you can be matched, or to do again."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext

from rapport.accounts.letters import LetterWords, PersonalLetter, queue_personal_letters
from rapport.core import clock
from rapport.letters.selectors import dedupe_keys_known
from rapport.programmes.models import Participation
from rapport.training.models import Course
from rapport.training.selectors import TrainingRow, with_role_words


def training_reminder(rows: Iterable[TrainingRow]) -> int:
    """Remind people of the required courses that they have not done, or have to do again; once a day at most."""
    reminders = [_reminder(row) for row in rows]
    known = dedupe_keys_known(letter.dedupe_key or "" for letter in reminders)
    return queue_personal_letters(letter for letter in reminders if letter.dedupe_key not in known)


def training_refresher_invitation(participation: Participation, course: Course, *, lapses_on: dt.date) -> int:
    """Ask somebody to do a course again before it runs out, or after it has."""

    def words() -> LetterWords:
        return _words_of_refresher(participation, course, lapses_on)

    key = (
        f"training-refresher-invitation:{course.public_id}:{participation.public_id}:{lapses_on.isoformat()}"
    )
    return queue_personal_letters(
        [_letter("training-refresher-invitation", participation, words, dedupe_key=key)]
    )


def _reminder(row: TrainingRow) -> PersonalLetter:
    participation = row.participation
    today = clock.today(participation.cohort.programme.time_zone)
    key = f"training-reminder:{participation.public_id}:{today.isoformat()}"
    return _letter("training-reminder", participation, lambda: _words(row), dedupe_key=key)


def _letter(
    kind: str, participation: Participation, words: Callable[[], LetterWords], *, dedupe_key: str
) -> PersonalLetter:
    organisation = participation.cohort.programme.organisation
    return PersonalLetter(
        kind=kind,
        reader=participation.profile.person,
        name=participation.profile.name,
        words=words,
        path=reverse("participant:training"),
        sender=organisation.name,
        chain=organisation.public_id,
        scope=participation.cohort.public_id,
        about=participation.public_id,
        dedupe_key=dedupe_key,
    )


def _words(row: TrainingRow) -> LetterWords:
    programme = row.participation.cohort.programme
    titles = [f"“{each.title}”" for each in row.required if not each.is_valid]
    words = {"programme": programme.name, "courses": get_text_list(titles, gettext("and"))}
    return LetterWords(
        gettext("Your training waits for you"),
        (
            gettext("In %(programme)s there is training for you to do: %(courses)s.") % words,
            gettext(
                "It is made of short lessons that you can read on a phone, in pieces if you like. "
                "You can be matched once it is done."
            ),
        ),
        gettext("Go to my training"),
    )


def _words_of_refresher(participation: Participation, course: Course, lapses_on: dt.date) -> LetterWords:
    programme = participation.cohort.programme
    words = {
        "programme": programme.name,
        "course": with_role_words(course.title, programme),
        "day": date_format(lapses_on, "l j F Y"),
    }
    if clock.today(programme.time_zone) < lapses_on:
        since = gettext("Your training “%(course)s” in %(programme)s counts until %(day)s.") % words
        why = gettext("Please do it again before, so that you can go on being matched.")
    else:
        since = gettext("Your training “%(course)s” in %(programme)s ran out on %(day)s.") % words
        why = gettext("Please do it again, so that you can be matched.")
    return LetterWords(
        gettext("Time to refresh your training"),
        (since, f"{why} {gettext('You know most of it already, so it goes quickly.')}"),
        gettext("Go to my training"),
    )
