"""The clock: whatever zone a moment is set in, it is told in UTC, as rows give it back."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from rapport.core import clock

pytestmark = pytest.mark.once


def test_a_clock_that_is_set_tells_the_moment_in_utc():
    noon_in_delhi = dt.datetime(2031, 3, 1, 12, tzinfo=ZoneInfo("Asia/Kolkata"))

    with clock.at(noon_in_delhi):
        assert clock.now().isoformat() == "2031-03-01T06:30:00+00:00"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_last_days_of_the_calendar_have_an_end(zone):
    assert clock.end_of(dt.date.max, zone) > clock.end_of(dt.date(9990, 1, 1), zone)
