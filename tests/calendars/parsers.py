"""Reads calendar files with public parsers, in an environment of their own, and prints what each makes of them as JSON.

`python parsers.py FOLDER`: for each parser and each file of the folder what is told of every entry, and when things take
place. Imports nothing of ours.
"""

import datetime as dt
import json
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
FIRST, LAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2046, 1, 1, tzinfo=dt.UTC)


def in_utc(moment):
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ")


def by_recurring_ical_events(text):
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar.from_ical(text)
    expanded = recurring_ical_events.of(calendar).between(FIRST, LAST)
    return {
        "entries": [
            [str(each["uid"]), str(each["summary"]), int(each["sequence"]), str(each["status"])]
            for each in calendar.walk("VEVENT")
        ],
        "occurrences": [[in_utc(each.start), in_utc(each.end)] for each in expanded],
    }


def by_ical(text):
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(text)
    return {
        "entries": [[each.uid, each.summary, each.sequence, each.status.value] for each in calendar.events],
        "occurrences": [
            [in_utc(each.start_datetime), in_utc(each.end_datetime)]
            for each in calendar.timeline.overlapping(FIRST, LAST)
        ],
    }


def by_vobject(text):
    import vobject

    calendar = vobject.readOne(text)
    return {
        "entries": [
            [each.uid.value, each.summary.value, int(each.sequence.value), each.status.value]
            for each in calendar.vevent_list
        ],
        "occurrences": list(_expanded_by_vobject(calendar.vevent_list)),
    }


def _expanded_by_vobject(events):
    """Yield when things take place; which occurrence another entry stands for is left to whoever uses this parser."""
    others = {(each.uid.value, each.recurrence_id.value) for each in events if hasattr(each, "recurrence_id")}
    for event in events:
        start = event.dtstart.value
        length = event.duration.value if hasattr(event, "duration") else event.dtend.value - start
        for begins in event.rruleset or [start]:
            if hasattr(event, "recurrence_id") or (event.uid.value, begins) not in others:
                yield [in_utc(begins), in_utc(begins.astimezone(dt.UTC) + length)]


def by_ics(text):
    """Return what this parser tells: it hands on the rule and expands nothing."""
    from ics import Calendar

    events = Calendar(text).events
    told = {id(each): {line.name: line.value for line in each.extra} for each in events}
    return {
        "entries": [
            [each.uid, each.name or "", int(told[id(each)]["SEQUENCE"]), each.status] for each in events
        ],
        "firsts": [
            [in_utc(each.begin.datetime), in_utc(each.end.datetime), told[id(each)].get("RRULE", "")]
            for each in events
        ],
    }


PARSERS = {
    "recurring-ical-events": by_recurring_ical_events,
    "ical": by_ical,
    "vobject": by_vobject,
    "ics": by_ics,
}


def main(folder):
    found = {}
    for name, read in PARSERS.items():
        for path in sorted(Path(folder).glob("*.ics")):
            try:
                read_as = read(path.read_bytes().decode())
            except Exception as error:  # noqa: BLE001 - what a parser refuses is to be shown, whatever it raises
                read_as = {"refused": repr(error)}
            found.setdefault(name, {})[path.stem] = {
                key: sorted(map(list, value)) if isinstance(value, list) else value
                for key, value in read_as.items()
            }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
