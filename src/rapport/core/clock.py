"""The only place that asks what time it is, so that a test or a demo can set the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> dt.datetime:
    """Return the current moment, aware, in UTC."""
    return timezone.now()


def today(zone: str) -> dt.date:
    """Return the date on the wall calendar of `zone`."""
    return now().astimezone(ZoneInfo(zone)).date()
