"""Appointments as calendar files (iCalendar): what every calendar can read, put in, change and take out again."""

import datetime as dt
from dataclasses import dataclass

from icalendar import Calendar, Event, vCalAddress


@dataclass(frozen=True)
class Mailbox:
    """Who invites or is invited, and their mail address."""

    name: str
    email: str


@dataclass(frozen=True)
class Appointment:
    """One appointment. `uid` stays the same when it changes; `sequence` rises, so that calendars keep the newest."""

    uid: str
    sequence: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    written_at: dt.datetime
    host: Mailbox
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_file(appointment: Appointment, *, guest: Mailbox) -> str:
    """Return the invitation of one guest, or its withdrawal; times are in UTC, so that no zone has to be described.

    The guest counts as having accepted and is asked for no reply, as nobody reads what a calendar answers.
    """
    entry = _entry(appointment)
    entry.add("organizer", _address(appointment.host.email, CN=appointment.host.name), encode=False)
    # quoted by the library where a name holds a comma or a semicolon
    answer = {"CN": guest.name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    entry.add("attendee", _address(guest.email, **answer), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Rapport//Rapport//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if appointment.is_cancelled else "REQUEST")
    calendar.add_component(entry)
    return bytes(calendar.to_ical()).decode()


def _entry(appointment: Appointment) -> Event:
    entry = Event()
    entry.add("uid", appointment.uid)
    entry.add("sequence", appointment.sequence)
    entry.add("summary", appointment.title)
    entry.add("dtstamp", appointment.written_at.astimezone(dt.UTC))
    entry.add("dtstart", appointment.starts_at.astimezone(dt.UTC))
    entry.add("dtend", appointment.ends_at.astimezone(dt.UTC))
    entry.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    optional = {"location": appointment.place, "description": appointment.text, "url": appointment.url}
    for name, value in optional.items():
        if value:
            entry.add(name, value)
    return entry


def _address(email: str, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    for name, value in parameters.items():
        address.params[name] = value
    return address
