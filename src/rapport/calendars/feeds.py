"""Everything that takes place for one person, for calendars that fetch it again and again (RFC 7986)."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from icalendar import vDuration

from rapport.calendars.entries import Entry, Lines, calendar_of, events_of, on_one_line, to_bytes
from rapport.calendars.recurrence import Series, all_occurrences

LAYOUT = "1"
"""Goes up when the same entries are written in another way, so that calendars fetch them anew."""


@dataclass(frozen=True)
class Feed:
    """What is in somebody's feed, what calendars call it, and how often they are asked to look."""

    name: str
    entries: Sequence[Entry]
    refresh: dt.timedelta = dt.timedelta(hours=1)


def feed_file(feed: Feed) -> bytes:
    """Return the file. It tells what, when and where, and neither the text of an entry nor who else takes part.

    Whoever has the address of a feed can read it, and it is stored by whoever fetches it.
    """
    lines = Lines(is_personal=False)
    events = [event for entry in feed.entries for event in events_of(entry, lines)]
    series = [entry.when for entry in feed.entries if isinstance(entry.when, Series)]
    calendar = calendar_of(
        events, series, **{"x-wr-calname": on_one_line(feed.name), "name": on_one_line(feed.name)}
    )
    calendar.add("refresh-interval", vDuration(feed.refresh, params={"VALUE": "DURATION"}), encode=False)
    calendar.add("x-published-ttl", vDuration(feed.refresh), encode=False)
    return to_bytes(calendar)


def feed_etag(feed: Feed) -> str:
    """Return what changes whenever the file would, without writing the file: most of who asks has it already.

    The moments are a part of it, as a new time zone database moves them while no entry changes.
    """
    moments = [[each.span for each in all_occurrences(entry.when)] for entry in feed.entries]
    told = repr((LAYOUT, feed.name, feed.refresh, tuple(feed.entries), moments))
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()[:32]
