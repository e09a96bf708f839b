"""What stands in calendars: an entry, who is asked to it, and its lines in a file (RFC 5545)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress
from icalendar.prop import vRecur, vUri

from rapport.calendars.errors import NotAnOccurrence
from rapport.calendars.recurrence import (
    Cancelled,
    Every,
    Occurrence,
    Once,
    Series,
    When,
    all_occurrences,
    as_ruled,
    occurrence_of,
)
from rapport.calendars.walltime import is_plain
from rapport.calendars.zones import WEEKDAYS, zone_description

PRODUCT = "-//Rapport//Rapport//EN"
UTC = "UTC"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
UNSAFE_IN_NAMES = str.maketrans({"\\": "/", '"': "'"})
"""Some programs read a backslash in a name as if it took the meaning of what follows, or do not know quotes in quotes."""


class Answer(StrEnum):
    """What somebody has said to an invitation, in the words of the files."""

    NONE = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True)
class Mailbox:
    """Who invites, and the mail address that answers go to."""

    name: str
    email: str


@dataclass(frozen=True)
class Guest:
    """Who is invited, what they have answered so far, and whether their calendar is to ask them.

    All guests of a file read each other's addresses: where these are not to be known, each gets a file of their own.
    """

    name: str
    email: str
    answer: Answer = Answer.NONE
    is_asked: bool = True


@dataclass(frozen=True)
class Entry:
    """One thing in calendars. `uid` stays the same when it changes; `sequence` rises, so that the newest is kept.

    Calendars are shared, synchronised and shown on lock screens: nothing private belongs in any of these fields.
    `link` is where one joins by video, `page` where one reads more and changes it.
    """

    uid: str
    sequence: int
    title: str
    when: When
    written_at: dt.datetime
    organiser: Mailbox
    place: str = ""
    text: str = ""
    link: str = ""
    page: str = ""


@dataclass(frozen=True)
class Lines:
    """How an entry is told in one kind of file: to whom, and whether it takes place at all."""

    guests: Sequence[Guest] = field(default_factory=tuple)
    is_cancelled: bool = False
    is_personal: bool = True


def calendar_of(entries: Iterable[Event], zones: Iterable[Series], **properties: str) -> Calendar:
    """Return a calendar of these entries, with every zone described that they name."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for name, value in properties.items():
        calendar.add(name, value)
    for name, first_year, last_year in _years_by_zone(zones):
        calendar.add_component(zone_description(name, first_year, last_year))
    for entry in entries:
        calendar.add_component(entry)
    return calendar


def events_of(entry: Entry, lines: Lines) -> Iterator[Event]:
    """Yield what stands for an entry: once, or a series and each of its occurrences that its rule does not tell.

    These are the moved ones, and those at times that programs read in different ways (skipped, doubled, or with a
    change of clocks in between): they are told in UTC, so that nothing is left to read.
    """
    if isinstance(entry.when, Once):
        yield _event(entry, lines, all_occurrences(entry.when)[0])
        return
    yield _master(entry, entry.when, lines)
    if not lines.is_cancelled:
        for occurrence in all_occurrences(entry.when):
            if not _is_told_by_rule(entry.when, occurrence):
                yield _single(entry, entry.when, occurrence, lines)


def event_of(entry: Entry, day: dt.date, lines: Lines) -> Event:
    """Return what stands for one occurrence of a series; if it is cancelled, at the time that the rule gave it."""
    assert isinstance(entry.when, Series)  # noqa: S101 - what takes place once has no days
    if not entry.when.has(day):
        raise NotAnOccurrence
    find = as_ruled if lines.is_cancelled else occurrence_of
    return _single(entry, entry.when, find(entry.when, day), lines)


def to_bytes(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical(sorted=False))


def on_one_line(text: str) -> str:
    """Return a text without line ends and whatever else would end its line in a file."""
    return " ".join(CONTROLS.sub(" ", text).split())


def _event(entry: Entry, lines: Lines, occurrence: Occurrence) -> Event:
    event = Event()
    event.add("uid", on_one_line(entry.uid))
    event.add("dtstart", occurrence.starts_at)
    event.add("dtend", occurrence.ends_at)
    _describe(event, entry, lines)
    return event


def _single(entry: Entry, series: Series, occurrence: Occurrence, lines: Lines) -> Event:
    event = _event(entry, lines, occurrence)
    _add_wall_time(event, "recurrence-id", series, occurrence.day)
    return event


def _master(entry: Entry, series: Series, lines: Lines) -> Event:
    """Return the series. It lasts for a time and not up to another one: an hour is one on every day (3.3.6)."""
    event = Event()
    event.add("uid", on_one_line(entry.uid))
    _add_wall_time(event, "dtstart", series, series.first_day)
    event.add("duration", series.length)
    event.add("rrule", _rule(series))
    for change in series.changes:
        if isinstance(change, Cancelled) and series.has(change.day):
            _add_wall_time(event, "exdate", series, change.day)
    _describe(event, entry, lines)
    return event


def _describe(event: Event, entry: Entry, lines: Lines) -> None:
    event.add("dtstamp", entry.written_at.astimezone(dt.UTC))
    event.add("last-modified", entry.written_at.astimezone(dt.UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", on_one_line(entry.title))
    event.add("status", "CANCELLED" if lines.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    optional = {"location": on_one_line(entry.place or entry.link), "description": _text(entry.text)}
    for name, value in optional.items():
        if value and (name != "description" or lines.is_personal):
            event.add(name, value)
    _add_links(event, entry)
    if lines.is_personal:
        _add_people(event, entry, lines.guests)


def _add_links(event: Event, entry: Entry) -> None:
    if entry.link:
        conference = vUri(_address(entry.link))
        conference.params["VALUE"] = "URI"
        conference.params["FEATURE"] = "VIDEO"
        event.add("conference", conference, encode=False)
    if entry.page:
        event.add("url", _address(entry.page))


def _add_people(event: Event, entry: Entry, guests: Sequence[Guest]) -> None:
    event.add("organizer", _person(entry.organiser.email, CN=entry.organiser.name), encode=False)
    for guest in guests:
        answer = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": guest.answer, "RSVP": str(guest.is_asked).upper()}
        event.add("attendee", _person(guest.email, CN=guest.name, **answer), encode=False)


def _person(email: str, **parameters: str) -> vCalAddress:
    """Return somebody's address; the library quotes a name that holds a comma or a semicolon."""
    person = vCalAddress(f"mailto:{_address(email)}")
    for name, value in parameters.items():
        person.params[name] = on_one_line(value).translate(UNSAFE_IN_NAMES)
    return person


def _text(text: str) -> str:
    return CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _address(text: str) -> str:
    """Return an address without what cannot stand in one, so that it ends where its line does."""
    return NOT_IN_ADDRESSES.sub("", text)


def _add_wall_time(event: Event, name: str, series: Series, day: dt.date) -> None:
    """Add what the wall shows and the zone's name: left alone, the library tells UTC of zones that have its time today."""
    wall = dt.datetime.combine(day, series.at)
    if series.zone == UTC:
        event.add(name, wall.replace(tzinfo=dt.UTC))
    else:
        event.add(name, wall, parameters={"TZID": series.zone})


def _is_told_by_rule(series: Series, occurrence: Occurrence) -> bool:
    """Return whether all programs make this time of the rule."""
    ruled = as_ruled(series, occurrence.day)
    return occurrence.span == ruled.span and is_plain(ruled.wall, series.length, series.zone)


def _rule(series: Series) -> vRecur:
    """Return the rule. Its end is a moment: those who skip a time that no clock shows would count wrong."""
    last = as_ruled(series, series.day(series.size - 1))
    weekday = WEEKDAYS[series.first_day.weekday()]
    weekly = series.every == Every.WEEK
    return vRecur(
        FREQ="WEEKLY" if weekly else "MONTHLY",
        INTERVAL=series.interval,
        UNTIL=last.starts_at,
        BYDAY=weekday if weekly else f"{series.nth}{weekday}",
    )


def _years_by_zone(zones: Iterable[Series]) -> Iterator[tuple[str, int, int]]:
    """Yield each zone that is named, with the first and the last year of what takes place there; UTC is known to all."""
    found: dict[str, list[int]] = {}
    for series in zones:
        found.setdefault(series.zone, []).extend((series.first_day.year, series.day(series.size - 1).year))
    found.pop(UTC, None)
    for name, years in found.items():
        yield name, min(years), max(years)
