"""Invitations are read back as what was put in, whatever stands in their texts; changes and cancellations find them."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from rapport.calendars import (
    Answer,
    Cancelled,
    Entry,
    Guest,
    Mailbox,
    Moved,
    Once,
    Series,
    cancellation,
    changed,
    invitation,
)
from rapport.calendars.errors import NotAnOccurrence

pytestmark = pytest.mark.once
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ASHA = Guest("Asha Rao", "asha@example.org")
SUNDAY = dt.date(2026, 3, 15)
NIGHTLY = Series(SUNDAY, dt.time(2, 30), "Europe/Berlin", HOUR, last_day=dt.date(2026, 4, 12))
WEEKLY = replace(NIGHTLY, at=dt.time(17, 0))
ENTRY = Entry(
    uid="abc@example.org",
    sequence=3,
    title="First evening",
    when=Once(dt.datetime(2027, 2, 3, 17, 0), "Asia/Kolkata", 2 * HOUR),
    written_at=dt.datetime(2026, 1, 1, 9, 30, tzinfo=dt.timezone(HOUR)),
    organiser=Mailbox("Elm Mentoring", "post@example.org"),
)


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def events(file):
    return Calendar.from_ical(file.content).walk("VEVENT")


def event(*, guests=(ASHA,), **fields):
    return events(invitation(replace(ENTRY, **fields), guests=guests))[0]


def lines(file):
    return file.content.replace(b"\r\n ", b"").decode().splitlines()


# -- one time --------------------------------------------------------------------------------------------------


def test_a_single_time_is_told_in_utc():
    told = lines(invitation(ENTRY, guests=[ASHA]))

    assert "DTSTART:20270203T113000Z" in told
    assert "DTEND:20270203T133000Z" in told
    assert "BEGIN:VTIMEZONE" not in told


def test_which_entry_it_is_which_is_newer_and_when_it_was_written_is_told():
    found = event()

    assert (str(found["uid"]), found["sequence"]) == ("abc@example.org", 3)
    assert (found.decoded("dtstamp"), found.decoded("last-modified")) == (utc(2026, 1, 1, 8, 30),) * 2


def test_the_method_is_in_the_file_and_in_its_header():
    files = [tell(ENTRY, guests=[ASHA]) for tell in (invitation, cancellation)]

    assert [str(Calendar.from_ical(file.content)["method"]) for file in files] == ["REQUEST", "CANCEL"]
    assert [file.content_type for file in files] == [
        "text/calendar; method=REQUEST; charset=utf-8",
        "text/calendar; method=CANCEL; charset=utf-8",
    ]
    assert files[0].text.encode() == files[0].content


def test_where_it_is_how_one_joins_and_what_it_is_about_are_told():
    found = event(
        place="Room 4, upstairs", text="Bring:\n* a pen", link="https://meet/x?a=1,2;3", page="https://r/m/"
    )

    assert (str(found["location"]), str(found["description"])) == ("Room 4, upstairs", "Bring:\n* a pen")
    assert (str(found["conference"]), str(found["url"])) == ("https://meet/x?a=1,2;3", "https://r/m/")
    assert found["conference"].params == {"VALUE": "URI", "FEATURE": "VIDEO"}


def test_the_link_is_the_place_where_there_is_no_other():
    assert str(event(link="https://meet/x")["location"]) == "https://meet/x"


def test_what_is_not_known_is_not_told():
    assert {"LOCATION", "DESCRIPTION", "CONFERENCE", "URL"} & set(event()) == set()


def test_colleagues_who_see_a_calendar_see_no_more_than_that_there_is_something():
    assert str(event()["class"]) == "PRIVATE"


def test_a_guest_is_asked_or_has_answered():
    given = replace(ASHA, answer=Answer.ACCEPTED, is_asked=False)
    [asked, answered] = event(guests=[ASHA, given])["attendee"]

    assert str(asked) == "mailto:asha@example.org"
    assert dict(asked.params) == {
        "CN": "Asha Rao",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert (answered.params["PARTSTAT"], answered.params["RSVP"]) == ("ACCEPTED", "FALSE")


def test_answers_go_to_the_organiser():
    organiser = event()["organizer"]

    assert (str(organiser), organiser.params["CN"]) == ("mailto:post@example.org", "Elm Mentoring")


# -- nothing breaks out ----------------------------------------------------------------------------------------

EVIL = "A, B; C\\\nBEGIN:VEVENT\r\nDTSTART:20200101T000000Z\x0bX\u2028METHOD:CANCEL\x00\ud800"


@pytest.mark.parametrize("field", ["title", "place", "text", "link", "page", "uid"])
def test_no_text_breaks_out_of_its_line(field):
    file = invitation(replace(ENTRY, **{field: EVIL}), guests=[ASHA])
    plain = invitation(replace(ENTRY, **{field: "x"}), guests=[ASHA])

    assert names_of(file) == names_of(plain)
    assert events(file)[0].decoded("dtstart") == utc(2027, 2, 3, 11, 30)


@pytest.mark.parametrize(
    "evil", [EVIL, 'Rao; Asha, "Dr"', "Rao\\", "x" * 300, '";PARTSTAT=ACCEPTED:mailto:eve@x.org']
)
def test_no_name_breaks_out_of_its_line(evil):
    file = invitation(
        replace(ENTRY, organiser=Mailbox(evil, "post@example.org")), guests=[replace(ASHA, name=evil)]
    )
    [found] = events(file)

    assert names_of(file) == names_of(invitation(ENTRY, guests=[ASHA]))
    assert (str(found["attendee"]), str(found["organizer"])) == (
        "mailto:asha@example.org",
        "mailto:post@example.org",
    )
    assert found["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_no_mail_address_breaks_out_of_its_line():
    file = invitation(ENTRY, guests=[replace(ASHA, email="a@x.org\r\nATTENDEE:mailto:eve@x.org")])

    assert names_of(file) == names_of(invitation(ENTRY, guests=[ASHA]))


def names_of(file):
    return [line.partition(":")[0].partition(";")[0] for line in lines(file)]


def test_lines_are_folded_between_letters():
    file = invitation(replace(ENTRY, title="€" * 100, text="ü" * 99), guests=[ASHA])

    assert max(len(line) for line in file.content.split(b"\r\n")) == 75
    assert all(line.decode() for line in file.content.split(b"\r\n") if line)
    assert str(events(file)[0]["summary"]) == "€" * 100


# -- series ----------------------------------------------------------------------------------------------------


def series_lines(series, tell=invitation, **options):
    """Return what a file tells of a series, but for what a single time tells just the same."""
    wanted = ("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RECURRENCE-ID", "STATUS")
    told = lines(tell(replace(ENTRY, when=series), guests=[ASHA], **options))
    return [line for line in told[told.index("END:VTIMEZONE") :] if line.startswith(wanted)]


def test_a_series_is_told_in_wall_time_with_its_zone_and_rule():
    assert series_lines(WEEKLY) == [
        "DTSTART;TZID=Europe/Berlin:20260315T170000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;UNTIL=20260412T150000Z;INTERVAL=1;BYDAY=SU",
        "STATUS:CONFIRMED",
    ]


def test_a_monthly_series_names_its_weekday():
    monthly = Series(
        dt.date(2026, 1, 30), dt.time(9), "Asia/Kolkata", HOUR, "month", nth=-1, count=3, interval=2
    )

    assert series_lines(monthly)[2] == "RRULE:FREQ=MONTHLY;UNTIL=20260529T033000Z;INTERVAL=2;BYDAY=-1FR"


def test_a_zone_that_has_the_time_of_utc_today_keeps_its_name():
    assert (
        series_lines(replace(WEEKLY, zone="Africa/Abidjan"))[0]
        == "DTSTART;TZID=Africa/Abidjan:20260315T170000"
    )


def test_a_series_in_utc_needs_no_description():
    told = lines(invitation(replace(ENTRY, when=replace(WEEKLY, zone="UTC")), guests=[ASHA]))

    assert "DTSTART:20260315T170000Z" in told
    assert "BEGIN:VTIMEZONE" not in told


def test_a_cancelled_day_is_left_out():
    cancelled = changed(WEEKLY, Cancelled(SUNDAY + 7 * DAY))

    assert series_lines(cancelled)[3] == "EXDATE;TZID=Europe/Berlin:20260322T170000"


def test_a_moved_day_is_told_by_itself():
    moved = changed(WEEKLY, Moved(SUNDAY + 7 * DAY, dt.datetime(2026, 3, 30, 8), 2 * HOUR))

    assert series_lines(moved)[4:] == [
        "DTSTART:20260330T060000Z",
        "DTEND:20260330T080000Z",
        "STATUS:CONFIRMED",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260322T170000",
    ]


def test_a_day_that_takes_only_longer_is_told_by_itself():
    longer = changed(WEEKLY, Moved(SUNDAY, dt.datetime(2026, 3, 15, 17), 2 * HOUR))

    assert series_lines(longer)[4:6] == ["DTSTART:20260315T160000Z", "DTEND:20260315T180000Z"]


def test_a_time_that_programs_read_in_different_ways_is_told_in_utc():
    """Some leave out a time that is skipped, as another sentence of the standard has it."""
    assert series_lines(NIGHTLY)[4:] == [
        "DTSTART:20260329T013000Z",
        "DTEND:20260329T023000Z",
        "STATUS:CONFIRMED",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260329T023000",
    ]


def test_changes_of_days_that_are_no_more_are_not_told():
    late = Cancelled(SUNDAY + 28 * DAY)
    shortened = replace(changed(WEEKLY, late), last_day=SUNDAY + 21 * DAY)

    assert not any(line.startswith("EXDATE") for line in series_lines(shortened))


def test_the_zone_is_described_for_all_years_of_the_series():
    long = replace(WEEKLY, last_day=dt.date(2040, 12, 1), changes=())

    assert "TZID:Europe/Berlin" in lines(invitation(replace(ENTRY, when=long), guests=[ASHA]))


# -- some of a series, and the end -----------------------------------------------------------------------------


def test_one_occurrence_is_told_alone():
    moved = changed(WEEKLY, Moved(SUNDAY, dt.datetime(2026, 3, 16, 17)))

    assert series_lines(moved, only=SUNDAY) == [
        "DTSTART:20260316T160000Z",
        "DTEND:20260316T170000Z",
        "STATUS:CONFIRMED",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260315T170000",
    ]


def test_one_occurrence_is_cancelled_alone():
    cancelled = changed(WEEKLY, Cancelled(SUNDAY))

    assert series_lines(cancelled, cancellation, only=SUNDAY) == [
        "DTSTART:20260315T160000Z",
        "DTEND:20260315T170000Z",
        "STATUS:CANCELLED",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260315T170000",
    ]


@pytest.mark.parametrize("tell", [invitation, cancellation])
def test_a_day_that_is_none_of_the_series_cannot_be_told(tell):
    with pytest.raises(NotAnOccurrence):
        tell(replace(ENTRY, when=WEEKLY), guests=[ASHA], only=SUNDAY + DAY)


def test_a_cancelled_day_cannot_be_invited_to():
    with pytest.raises(NotAnOccurrence):
        invitation(replace(ENTRY, when=changed(WEEKLY, Cancelled(SUNDAY))), guests=[ASHA], only=SUNDAY)


def test_a_whole_series_is_cancelled_at_once():
    [found] = events(cancellation(replace(ENTRY, when=NIGHTLY), guests=[ASHA]))

    assert (str(found["status"]), str(found["uid"]), "recurrence-id" in found) == (
        "CANCELLED",
        "abc@example.org",
        False,
    )


def test_a_single_time_is_cancelled():
    [found] = events(cancellation(ENTRY, guests=[ASHA]))

    assert (str(found["status"]), found["sequence"]) == ("CANCELLED", 3)
    assert str(found["attendee"]) == "mailto:asha@example.org"
