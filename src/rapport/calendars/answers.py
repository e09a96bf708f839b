"""What mail programs answer to an invitation (RFC 5546, REPLY), read with distrust: anybody can write such a file."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Calendar, Component

from rapport.calendars.entries import Answer, on_one_line
from rapport.calendars.errors import AnswerNotReadable
from rapport.calendars.recurrence import Series, as_ruled
from rapport.calendars.walltime import moment_of, wall_of

LARGEST = 100_000
MOST_ANSWERS = 100
LONGEST_COMMENT = 2_000
SCHEME = "mailto:"


@dataclass(frozen=True)
class GivenAnswer:
    """What somebody answered to which version of an entry, to all of it or to what takes place at one moment of it.

    `email` is what the file claims; whether it is so only the letter that brought it can tell.
    """

    uid: str
    sequence: int
    email: str
    answer: Answer
    written_at: dt.datetime
    occurrence_at: dt.datetime | dt.date | None = None
    comment: str = ""


def read_answers(content: bytes) -> list[GivenAnswer]:
    """Return the answers in a file, or refuse it; what in it is no answer that we can take is left out."""
    if len(content) > LARGEST:
        raise AnswerNotReadable
    try:
        calendar = Calendar.from_ical(content)
        if str(calendar.get("method", "")).upper() != "REPLY":
            raise AnswerNotReadable  # noqa: TRY301 - the same refusal for all that is not one
        found = [answer for event in calendar.walk("VEVENT")[:MOST_ANSWERS] for answer in _answers(event)]
    except AnswerNotReadable:
        raise
    except Exception as error:  # the library raises of everything on files that are made to break it
        raise AnswerNotReadable from error
    if not found:
        raise AnswerNotReadable
    return found


def day_answered(series: Series, answer: GivenAnswer) -> dt.date | None:
    """Return which day of a series an answer is about; none if it is about all of it, or about no day of it."""
    if answer.occurrence_at is None:
        return None
    day = _day_in(series, answer.occurrence_at)
    return day if series.has(day) else None


def _answers(event: Component) -> Iterator[GivenAnswer]:
    attendees = event.get("attendee", [])
    for attendee in attendees if isinstance(attendees, list) else [attendees]:
        said = str(attendee.params.get("PARTSTAT", "")).upper()
        if said in set(Answer) - {Answer.NONE} and str(attendee).lower().startswith(SCHEME):
            yield GivenAnswer(
                uid=str(event["uid"]),
                sequence=int(event.get("sequence", 0)),
                email=str(attendee)[len(SCHEME) :].strip().lower(),
                answer=Answer(said),
                written_at=_aware(event.decoded("dtstamp")),
                occurrence_at=_occurrence_at(event),
                comment=on_one_line(_comment(event))[:LONGEST_COMMENT],
            )


def _comment(event: Component) -> str:
    found = event.get("comment", "")
    return "\n".join(str(each) for each in found) if isinstance(found, list) else str(found)


def _occurrence_at(event: Component) -> dt.datetime | dt.date | None:
    if "recurrence-id" not in event:
        return None
    value = event.decoded("recurrence-id")
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC) if value.tzinfo else value
    if not isinstance(value, dt.date):
        raise AnswerNotReadable  # taken for none, it would be an answer to all of the series
    return value


def _aware(value: dt.datetime) -> dt.datetime:
    return value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)


def _day_in(series: Series, at: dt.datetime | dt.date) -> dt.date:
    """Return the day; a moment that the rule gives means the day it gives it for, though a skipped hour shows another."""
    if not isinstance(at, dt.datetime):
        return at
    if at.tzinfo is None:
        return at.date()
    day = wall_of(at, series.zone).date()
    before = day - dt.timedelta(days=1)
    is_of_before = moment_of(dt.datetime.combine(before, series.at), series.zone) == at
    return before if is_of_before else as_ruled(series, day).day
