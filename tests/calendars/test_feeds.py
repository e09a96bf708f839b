"""A feed holds everything that takes place for somebody, and nothing that others may not read."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from rapport.calendars import Entry, Feed, Mailbox, Moved, Once, Series, changed, feed_etag, feed_file

pytestmark = pytest.mark.once
HOUR = dt.timedelta(hours=1)
ONCE = Entry(
    uid="one@example.org",
    sequence=1,
    title="First evening",
    when=Once(dt.datetime(2027, 2, 3, 17, 0), "Europe/Berlin", HOUR),
    written_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    organiser=Mailbox("Elm Canary", "canary@example.org"),
    place="Room 4",
    text="canary of the text",
    link="https://meet.example.org/x",
    page="https://rapport.example.org/m/",
)
WEEKLY = Series(dt.date(2026, 3, 16), dt.time(17, 0), "Europe/Berlin", HOUR, count=3)
SERIES = replace(
    ONCE, uid="two@example.org", when=changed(WEEKLY, Moved(WEEKLY.first_day, dt.datetime(2026, 3, 17, 8)))
)
FEED = Feed("Asha’s meetings", (ONCE, SERIES))


def read(feed):
    return Calendar.from_ical(feed_file(feed))


def test_a_feed_holds_every_entry_under_its_uid():
    found = [(str(each["uid"]), "recurrence-id" in each) for each in read(FEED).walk("VEVENT")]

    assert found == [("one@example.org", False), ("two@example.org", False), ("two@example.org", True)]


def test_a_feed_has_a_name_and_says_how_often_to_look():
    calendar = read(replace(FEED, refresh=2 * HOUR))

    assert (str(calendar["name"]), str(calendar["x-wr-calname"])) == ("Asha’s meetings", "Asha’s meetings")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT2H\r\n" in feed_file(replace(FEED, refresh=2 * HOUR))
    assert b"X-PUBLISHED-TTL:PT2H\r\n" in feed_file(replace(FEED, refresh=2 * HOUR))


def test_a_feed_is_no_invitation():
    assert "method" not in read(FEED)


def test_a_feed_tells_when_and_where_and_neither_texts_nor_people():
    assert b"Room 4" in feed_file(FEED)
    assert b"https://meet.example.org/x" in feed_file(FEED)
    assert b"canary" not in feed_file(FEED).lower()
    assert {"DESCRIPTION", "ATTENDEE", "ORGANIZER"} & {
        name for each in read(FEED).walk() for name in each
    } == set()


def test_a_zone_is_described_once_for_all_years():
    early = replace(SERIES, uid="three@example.org", when=replace(WEEKLY, first_day=dt.date(2012, 3, 12)))
    late = replace(SERIES, uid="four@example.org", when=replace(WEEKLY, first_day=dt.date(2059, 3, 10)))

    zones = read(replace(FEED, entries=(SERIES, early, late))).walk("VTIMEZONE")

    assert [str(each["tzid"]) for each in zones] == ["Europe/Berlin"]
    assert zones[0].walk("DAYLIGHT")[0].decoded("dtstart").year == 2011


def test_a_name_cannot_break_out_of_its_line():
    assert read(replace(FEED, name="x\r\nMETHOD:CANCEL\x0b")).get("method") is None


def test_an_empty_feed_can_be_read():
    assert read(Feed("Nothing yet", ())).walk("VEVENT") == []


def test_the_same_feed_is_the_same_file_and_has_the_same_tag():
    again = Feed("Asha’s meetings", [replace(ONCE), replace(SERIES)])

    assert feed_file(again) == feed_file(FEED)
    assert feed_etag(again) == feed_etag(FEED)


@pytest.mark.parametrize(
    "other",
    [
        replace(FEED, name="Other"),
        replace(FEED, refresh=3 * HOUR),
        replace(FEED, entries=(ONCE,)),
        replace(FEED, entries=(SERIES, ONCE)),
        replace(FEED, entries=(ONCE, replace(SERIES, sequence=2))),
        replace(FEED, entries=(ONCE, replace(SERIES, when=WEEKLY))),
    ],
)
def test_another_feed_has_another_tag(other):
    assert feed_etag(other) != feed_etag(FEED)


def test_a_new_time_zone_database_gives_another_tag(request):
    before = feed_etag(FEED)
    request.getfixturevalue("new_rules")

    assert feed_etag(FEED) != before
