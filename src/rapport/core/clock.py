"""The only place that asks what time it is, so that a test or a demo can set the clock."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

LAST_WITH_AN_END = dt.date.max - dt.timedelta(days=3)
_set_to: ContextVar[dt.datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> dt.datetime:
    """Return the current moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


def today(zone: str) -> dt.date:
    """Return the date on the wall calendar of `zone`."""
    return date_in(now(), zone)


def date_in(moment: dt.datetime, zone: str) -> dt.date:
    """Return the date that the wall calendar of `zone` shows at `moment`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of(day: dt.date, zone: str) -> dt.datetime:
    """Return the moment at which a day ends on the wall calendar of `zone`, whatever its clocks do that night.

    The last days that a date can be have no end that can be told; people who write them mean "never".
    """
    after = min(day, LAST_WITH_AN_END) + dt.timedelta(days=1)
    midnight = dt.datetime.combine(after, dt.time.min, tzinfo=ZoneInfo(zone))
    return midnight.astimezone(dt.UTC)


def last_day_before(end: dt.datetime, zone: str) -> dt.date:
    """Return the last date in `zone` of a time that ends at `end`: with midnight, the day before it."""
    return date_in(end - dt.timedelta(microseconds=1), zone)


def days_until(end: dt.datetime, zone: str) -> int:
    """Return how many days come after today until the last one before `end`; none on that day itself."""
    return max(0, (last_day_before(end, zone) - today(zone)).days)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let it be `moment` for what runs inside: a demo is built over months that have passed."""
    token = _set_to.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
