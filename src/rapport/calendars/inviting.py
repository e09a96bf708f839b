"""Invitations to what stands in an entry, its changes and its cancellation, as mail programs take them in (RFC 5546)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icalendar import Event

from rapport.calendars.entries import Entry, Guest, Lines, calendar_of, event_of, events_of, to_bytes
from rapport.calendars.recurrence import Series


@dataclass(frozen=True)
class Invitation:
    """A file for one mail. Its method has to stand in the header of the part, too: else it is shown as a mere file."""

    method: str
    content: bytes

    @property
    def content_type(self) -> str:
        return f"text/calendar; method={self.method}; charset=utf-8"

    @property
    def text(self) -> str:
        return self.content.decode()


def invitation(entry: Entry, *, guests: Sequence[Guest], only: dt.date | None = None) -> Invitation:
    """Return what puts an entry into calendars, or in place of an earlier one with the same UID.

    With `only` it is about that day's occurrence of a series, and the others are left as they are.
    """
    lines = Lines(guests)
    events = events_of(entry, lines) if only is None else [event_of(entry, only, lines)]
    return _file("REQUEST", entry, events)


def cancellation(entry: Entry, *, guests: Sequence[Guest], only: dt.date | None = None) -> Invitation:
    """Return what takes an entry out of calendars, or with `only` that day's occurrence of a series."""
    lines = Lines(guests, is_cancelled=True)
    events = events_of(entry, lines) if only is None else [event_of(entry, only, lines)]
    return _file("CANCEL", entry, events)


def _file(method: str, entry: Entry, events: Iterable[Event]) -> Invitation:
    series = [entry.when] if isinstance(entry.when, Series) else []
    return Invitation(method, to_bytes(calendar_of(events, series, method=method)))
