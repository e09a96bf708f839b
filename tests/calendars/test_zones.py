"""A zone in a calendar file is what the time zone database says, as another reader of such descriptions finds."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar

from rapport.calendars.zones import zone_description
from tests.calendars.cases import days_of_change, zone_names

pytestmark = pytest.mark.once
HOUR = dt.timedelta(hours=1)
TRICKY = (
    "Africa/Casablanca",  # its summer time is taken back for Ramadan, on other days each year
    "Africa/Cairo",  # began again in 2023, at midnight
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",  # no changes any more
    "Asia/Almaty",  # changed for good in 2024
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour
    "Europe/Berlin",
    "Europe/Dublin",  # winter is what is special
    "Pacific/Chatham",
    "Pacific/Norfolk",
    "UTC",
)


def told(zone, first_year=2020, last_year=2040):
    """Return the description as a file holds it."""
    calendar = Calendar()
    calendar.add_component(zone_description(zone, first_year, last_year))
    return calendar.to_ical().decode()


def differences(zone):
    """Return when another reader of the description sees another time than there is: around each change, and in between."""
    read, real = tz.tzical(io.StringIO(told(zone))).get(zone), ZoneInfo(zone)
    noons = {dt.datetime.combine(day, dt.time(12)) for day in days_of_change(zone)}
    moments = {
        noon + shift * HOUR for noon in noons for shift in (-24, -13, -12, -11, -10, -9, -8, -7, 0, 12)
    }
    moments |= {
        dt.datetime(year, month, 1, 12) for year in (2020, 2024, 2033, 2040) for month in (1, 4, 7, 10)
    }
    plain = (each for each in moments if _offset(each, real) == _offset(each, real, fold=1))
    return [each for each in plain if _offset(each, read) != _offset(each, real)]


def _offset(wall, zone, fold=0):
    """Return the offset. Of times that are skipped or come twice readers say what they like, so none is asked for those."""
    return wall.replace(tzinfo=zone, fold=fold).utcoffset()


@pytest.mark.parametrize("zone", TRICKY)
def test_a_description_is_what_the_database_says(zone):
    assert differences(zone) == []


@pytest.mark.prove
def test_every_zone_is_described_as_the_database_has_it(figure):
    wrong = {zone: found for zone in zone_names() if (found := differences(zone))}

    figure(f"{len(zone_names())} zones described, {len(wrong)} of them wrong")
    assert wrong == {}


def test_clocks_are_changed_when_the_wall_says_so():
    """The library's own description has three o'clock here, an hour late."""
    assert "DTSTART:20190331T020000\r\n" in told("Europe/Berlin")


def test_what_happens_every_year_is_told_as_a_rule():
    rules = [line for line in told("Europe/Berlin").splitlines() if line.startswith(("RRULE", "RDATE"))]

    assert rules == ["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]


def test_the_second_sunday_is_told_as_that():
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in told("America/New_York")


def test_what_ended_is_told_by_its_dates():
    """A rule would go on for ever."""
    description = told("Asia/Almaty", 2022, 2026)

    assert "RRULE" not in description
    assert description.count("BEGIN:STANDARD") == 2


def test_what_changes_on_other_days_each_year_is_told_by_its_dates():
    description = told("Africa/Casablanca")

    assert "RRULE" not in description
    assert "RDATE:" in description


def test_files_of_different_years_describe_a_zone_alike():
    """Some programs keep the first description that they ever see of a zone."""
    assert told("Africa/Casablanca", 2030, 2031) == told("Africa/Casablanca", 2033, 2038)


def test_years_before_the_usual_ones_are_described_where_they_are_needed():
    assert "DTSTART:20110327T020000" in told("Europe/Berlin", 2012, 2026)


def test_a_zone_without_changes_is_one_line_of_time():
    assert told("Asia/Kolkata").count("BEGIN:STANDARD") == 1
    assert "DTSTART:19700101T000000" in told("Asia/Kolkata")


def test_the_years_after_2037_are_described():
    summer = dt.datetime(2040, 7, 1, 12)

    assert summer.replace(tzinfo=tz.tzical(io.StringIO(told("Europe/Berlin"))).get()).utcoffset() == 2 * HOUR
