"""Calendar files are read back as what was put in, whatever stands in their texts."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from rapport.calendars import Appointment, Mailbox, calendar_file

KOLKATA = ZoneInfo("Asia/Kolkata")
STARTS = dt.datetime(2027, 2, 3, 17, 0, tzinfo=KOLKATA)


def file_of(*, guest="Asha Rao", **fields):
    values = {
        "uid": "abc@example.org",
        "sequence": 3,
        "title": "First evening",
        "starts_at": STARTS,
        "ends_at": STARTS + dt.timedelta(hours=2),
        "written_at": STARTS - dt.timedelta(days=9),
        "host": Mailbox("Elm Mentoring", "post@example.org"),
    }
    return calendar_file(Appointment(**(values | fields)), guest=Mailbox(guest, "asha@example.org"))


def entry_of(**fields):
    return Calendar.from_ical(file_of(**fields)).walk("VEVENT")[0]


def test_times_are_told_in_utc():
    entry = entry_of()

    assert entry.decoded("dtstart") == dt.datetime(2027, 2, 3, 11, 30, tzinfo=dt.UTC)
    assert entry.decoded("dtend") == dt.datetime(2027, 2, 3, 13, 30, tzinfo=dt.UTC)


def test_which_entry_it_is_and_which_is_newer_is_told():
    entry = entry_of()

    assert (str(entry["uid"]), entry["sequence"]) == ("abc@example.org", 3)


def test_texts_cannot_break_out_of_their_lines():
    title = "A, B; C\nBEGIN:VEVENT\r\nDTSTART:20200101T000000Z"

    entry = entry_of(title=title)

    assert entry.decoded("dtstart").year == 2027
    assert str(entry["summary"]).splitlines()[0] == "A, B; C"


@pytest.mark.parametrize("name", ['Rao; Asha, "Dr"', "Asha\r\nMETHOD:CANCEL", "Åsa Åström: x" * 20])
def test_a_name_cannot_break_out_of_its_line(name):
    calendar = Calendar.from_ical(file_of(guest=name))

    assert str(calendar["method"]) == "REQUEST"
    assert str(calendar.walk("VEVENT")[0]["attendee"]) == "mailto:asha@example.org"


def test_the_guest_has_accepted_and_is_asked_for_no_reply():
    guest = entry_of()["attendee"]

    assert (guest.params["PARTSTAT"], guest.params["RSVP"], guest.params["CN"]) == (
        "ACCEPTED",
        "FALSE",
        "Asha Rao",
    )


def test_what_is_cancelled_is_taken_out_of_the_calendar():
    files = [Calendar.from_ical(file_of(is_cancelled=each)) for each in (False, True)]

    assert [str(file["method"]) for file in files] == ["REQUEST", "CANCEL"]
    assert [str(file.walk("VEVENT")[0]["status"]) for file in files] == ["CONFIRMED", "CANCELLED"]
