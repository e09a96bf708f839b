"""Which reminders of what takes place are due: each once, and after a standstill only what is still of use.

Nothing is remembered here but what has been sent. So no queue of planned reminders has to follow when times are changed:
a reminder's key holds the time that was agreed, and another time is another key.
"""

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rapport.calendars.recurrence import DAY, SLACK, Occurrence, When, all_occurrences, occurrences
from rapport.calendars.walltime import moment_of


@dataclass(frozen=True)
class Reminder:
    """One reminder: its key, of what it reminds, how long before that, and from when on it is due."""

    key: str
    occurrence: Occurrence
    ahead: dt.timedelta
    due_at: dt.datetime


def reminders_due(
    uid: str,
    when: When,
    ahead: Sequence[dt.timedelta],
    *,
    sent: Container[str],
    at: dt.datetime,
    agreed_at: dt.datetime | None = None,
) -> list[Reminder]:
    """Return the reminders to be sent at this moment, at most one for each occurrence, in order.

    Of each occurrence that has not begun, it is the last one whose time has come; earlier ones are of no use any more.
    What was due before its time was agreed at all is left out: whoever has just agreed needs no reminder. An occurrence
    that was moved knows itself when that was.
    """
    if min(ahead, default=DAY) <= dt.timedelta(0):
        raise ValueError(ahead)
    return [
        each
        for each in _current(uid, when, ahead, at)
        if each.key not in sent and not _was_due_before(each, each.occurrence.agreed_at or agreed_at)
    ]


def next_reminder_at(when: When, ahead: Sequence[dt.timedelta], *, after: dt.datetime) -> dt.datetime | None:
    """Return when the next reminder falls due: until then, nobody has to look."""
    moments = (due_at(each, lead) for each in all_occurrences(when) for lead in ahead)
    return min((each for each in moments if each > after), default=None)


def due_at(occurrence: Occurrence, ahead: dt.timedelta) -> dt.datetime:
    """Return when a reminder falls due: whole days before are days on the wall, the hours are hours."""
    wall = occurrence.wall - ahead.days * DAY
    return moment_of(wall, occurrence.zone) - (ahead - ahead.days * DAY)


def _current(uid: str, when: When, ahead: Sequence[dt.timedelta], at: dt.datetime) -> Iterator[Reminder]:
    for occurrence in occurrences(when, at, at + _furthest(ahead)):
        past = [(due_at(occurrence, lead), lead) for lead in ahead if due_at(occurrence, lead) <= at]
        if past and at < occurrence.starts_at:
            moment, lead = max(past)
            yield Reminder(_key(uid, occurrence, lead), occurrence, lead, moment)


def _was_due_before(reminder: Reminder, moment: dt.datetime | None) -> bool:
    return moment is not None and reminder.due_at < moment


def _furthest(ahead: Sequence[dt.timedelta]) -> dt.timedelta:
    return max(ahead, default=dt.timedelta(0)) + SLACK


def _key(uid: str, occurrence: Occurrence, ahead: dt.timedelta) -> str:
    minutes = ahead // dt.timedelta(minutes=1)
    return f"{uid}/{occurrence.day}/{occurrence.wall:%Y-%m-%dT%H:%M}/{occurrence.zone}/{minutes}"
