"""Reads an entry back out of a file, to compare it with what was written."""

from icalendar import Calendar

from rapport.calendars import Cancelled, Entry, Every, Guest, Mailbox, Moved, Once, Series, wall_of
from rapport.calendars.entries import Answer
from rapport.calendars.recurrence import as_ruled


def read(content):
    """Return the entry in a file, its guests and the method."""
    calendar = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    first = events[0]
    entry = Entry(
        uid=str(first["uid"]),
        sequence=int(first["sequence"]),
        title=str(first["summary"]),
        when=_series(first, events[1:]) if "rrule" in first else _once(first),
        written_at=first.decoded("dtstamp"),
        organiser=Mailbox(first["organizer"].params["CN"], _email(first["organizer"])),
        place=_place(first),
        text=str(first.get("description", "")),
        link=str(first.get("conference", "")),
        page=str(first.get("url", "")),
    )
    return entry, _guests(first), str(calendar["method"])


def _place(event):
    """Return where it is: what is told there is the link where no place was given."""
    place = str(event.get("location", ""))
    return "" if place == str(event.get("conference", "")) else place


def _once(event):
    return Once.from_moments(event.decoded("dtstart"), event.decoded("dtend"))


def _series(event, others):
    start, rule = event.decoded("dtstart"), event["rrule"]
    zone = event["dtstart"].params.get("TZID", "UTC")
    weekday = rule["BYDAY"][0]
    series = Series(
        first_day=start.date(),
        at=start.time(),
        zone=zone,
        length=event.decoded("duration"),
        every=Every.WEEK if rule["FREQ"] == ["WEEKLY"] else Every.MONTH,
        interval=rule["INTERVAL"][0],
        nth=int(weekday[:-2]) if weekday[:-2] else None,
        last_day=wall_of(rule["UNTIL"][0], zone).date(),
    )
    cancelled = [Cancelled(day) for day in _days(event.get("exdate", []))]
    moved = [each for other in others for each in _moved(series, other)]
    return Series(
        **vars(series) | {"changes": tuple(sorted((*cancelled, *moved), key=lambda each: each.day))}
    )


def _days(exdates):
    for each in exdates if isinstance(exdates, list) else [exdates]:
        yield from (date.dt.date() for date in each.dts)


def _moved(series, event):
    """Yield what was moved; what stands alone only because its time can be misread was not."""
    day = event.decoded("recurrence-id").date()
    starts_at, ends_at = event.decoded("dtstart"), event.decoded("dtend")
    assert str(event["dtstart"].to_ical(), "ascii").endswith("Z")
    if (starts_at, ends_at) != (as_ruled(series, day).starts_at, as_ruled(series, day).ends_at):
        length = ends_at - starts_at
        yield Moved(day, wall_of(starts_at, series.zone), None if length == series.length else length)


def _guests(event):
    found = event.get("attendee", [])
    return [
        Guest(each.params["CN"], _email(each), Answer(each.params["PARTSTAT"]), each.params["RSVP"] == "TRUE")
        for each in (found if isinstance(found, list) else [found])
    ]


def _email(address):
    return str(address).removeprefix("mailto:")
