"""Four public parsers read our files as we meant them.

They are no part of `make test`: they need older versions of what we run on (dateutil), so that they have an environment
of their own, which has to be made first.
"""

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rapport.calendars import (
    Cancelled,
    Entry,
    Every,
    Feed,
    Guest,
    Mailbox,
    Moved,
    Once,
    Series,
    all_occurrences,
    cancellation,
    changed,
    feed_file,
    invitation,
)
from rapport.calendars.recurrence import as_ruled

pytestmark = [pytest.mark.once, pytest.mark.prove]
ROOT = Path(__file__).parents[2]
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
GUEST = Guest("Rao; Asha, “Dr”: ü", "asha@example.org")
ENTRY = Entry(
    uid="abc@example.org",
    sequence=3,
    title="First evening",
    when=Once(dt.datetime(2027, 2, 3, 17, 0), "Asia/Kolkata", 2 * HOUR),
    written_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    organiser=Mailbox("Elm Mentoring", "post@example.org"),
    place="Room 4, upstairs",
    text="Bring:\n* a pen; a book, too\\",
    link="https://meet.example.org/a,b;c?d=e",
    page="https://rapport.example.org/m/",
)
SPRING = dt.date(2026, 3, 15)
WEEKLY = Series(SPRING, dt.time(17, 0), "Europe/Berlin", HOUR, last_day=dt.date(2026, 11, 15))
NIGHTLY = replace(WEEKLY, at=dt.time(2, 30))
MONTHLY = Series(dt.date(2026, 1, 30), dt.time(9, 0), "America/New_York", HOUR, Every.MONTH, nth=-1, count=20)
TURBULENT = changed(
    changed(replace(WEEKLY, interval=2), Cancelled(SPRING + 14 * DAY)),
    Moved(SPRING + 28 * DAY, dt.datetime(2026, 4, 14, 8, 15), 2 * HOUR),
)
SERIES = {
    "weekly": WEEKLY,
    "weekly-in-utc": replace(WEEKLY, zone="UTC"),
    "weekly-where-it-is-utc-today": replace(WEEKLY, zone="Africa/Abidjan"),
    "skipped-and-doubled": NIGHTLY,
    "over-a-change": replace(WEEKLY, at=dt.time(1, 0), length=3 * HOUR),
    "first-is-skipped": replace(NIGHTLY, first_day=SPRING + 14 * DAY),
    "last-is-skipped": replace(NIGHTLY, last_day=SPRING + 14 * DAY),
    "half-an-hour": replace(NIGHTLY, zone="Australia/Lord_Howe", at=dt.time(2, 15)),
    "skipped-at-midnight": replace(
        NIGHTLY, zone="Africa/Cairo", first_day=dt.date(2026, 4, 17), at=dt.time(0, 30)
    ),
    "new-year": replace(WEEKLY, at=dt.time(0, 0), zone="Pacific/Kiritimati"),
    "quarter-hours": replace(WEEKLY, zone="Pacific/Chatham"),
    "winter-is-special": replace(WEEKLY, zone="Europe/Dublin"),
    "ramadan": replace(
        WEEKLY, zone="Africa/Casablanca", first_day=dt.date(2025, 1, 5), last_day=dt.date(2027, 12, 1)
    ),
    "changed-for-good": replace(
        WEEKLY, zone="Asia/Almaty", first_day=dt.date(2024, 1, 7), last_day=dt.date(2024, 6, 1)
    ),
    "after-2038": replace(WEEKLY, first_day=dt.date(2037, 3, 1), last_day=dt.date(2040, 12, 1)),
    "monthly": MONTHLY,
    "every-other-month": replace(MONTHLY, first_day=dt.date(2026, 1, 13), nth=2, interval=2),
    "moved-and-cancelled": TURBULENT,
    "all-but-one-cancelled": replace(WEEKLY, last_day=SPRING + 7 * DAY, changes=(Cancelled(SPRING),)),
    "moved-over-another": changed(WEEKLY, Moved(SPRING, dt.datetime(2026, 3, 22, 17, 0))),
}
SINGLES = {
    "single": ENTRY,
    "single-with-every-letter": replace(ENTRY, title="Ä, b; c: \\ “d” 你好 🎉 " + "long " * 30),
    "single-with-backslashes": replace(ENTRY, title="C:\\new", text="\\n\n\\"),
    "single-without-anything": replace(ENTRY, title="", place="", text="", link="", page=""),
    "updated": replace(ENTRY, sequence=4, when=replace(ENTRY.when, wall=dt.datetime(2027, 2, 4, 9, 0))),
}


def files():
    """Return each file with the entries that are to be read from it, and when things take place."""
    for name, entry in (
        SINGLES | {name: replace(ENTRY, when=series) for name, series in SERIES.items()}
    ).items():
        yield name, invitation(entry, guests=[GUEST]).content, [entry]
    entries = [replace(ENTRY, uid=f"{name}@example.org", when=series) for name, series in SERIES.items()]
    yield "feed", feed_file(Feed("Asha’s meetings", [ENTRY, *entries])), [ENTRY, *entries]


def expected_occurrences(entries):
    return sorted(
        [f"{moment:%Y-%m-%dT%H:%MZ}" for moment in (each.starts_at, each.ends_at)]
        for entry in entries
        for each in all_occurrences(entry.when)
    )


@pytest.fixture(scope="module")
def read_by_others(tmp_path_factory):
    """Write all files, let the parsers read them in their own environment, and return what each makes of which."""
    folder = tmp_path_factory.mktemp("files")
    for name, content, _ in files():
        (folder / f"{name}.ics").write_bytes(content)
    for name, content in cancellations().items():
        (folder / f"{name}.ics").write_bytes(content)
    python = make_environment(tmp_path_factory.mktemp("parsers") / "venv")
    script = Path(__file__).with_name("parsers.py")
    done = subprocess.run([python, script, folder], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def make_environment(folder):
    uv = str(Path(sys.executable).with_name("uv"))
    lock = ROOT / "requirements" / "parsers.lock"
    python = folder / "bin" / "python"
    subprocess.run([uv, "--quiet", "venv", "--python", sys.executable, folder], check=True)
    subprocess.run([uv, "--quiet", "pip", "sync", "--python", python, "--require-hashes", lock], check=True)
    return python


def cancellations():
    series = replace(ENTRY, when=TURBULENT, sequence=5)
    return {
        "cancelled": cancellation(ENTRY, guests=[GUEST]).content,
        "cancelled-series": cancellation(series, guests=[GUEST]).content,
        "cancelled-day": cancellation(series, guests=[GUEST], only=SPRING + 14 * DAY).content,
    }


@pytest.mark.parametrize("parser", ["ical", "recurring-ical-events", "vobject"])
def test_parsers_find_every_occurrence_where_we_have_it(read_by_others, parser, figure):
    told = {
        name: read_by_others[parser][name].get("occurrences", read_by_others[parser][name])
        for name, *_ in files()
    }
    expected = {name: expected_occurrences(entries) for name, _, entries in files()}

    assert {name: told[name] for name in told if told[name] != expected[name]} == {}
    figure(f"{sum(map(len, told.values())):,} occurrences in {len(told)} files, each where we have it")


@pytest.mark.parametrize("parser", ["ical", "ics", "recurring-ical-events", "vobject"])
def test_parsers_find_what_an_entry_is_called_and_how_new_it_is(read_by_others, parser):
    for name, _, entries in files():
        if (parser, name) == ("ics", "single-with-backslashes"):
            continue  # it takes a backslash before an n for a new line, also where the backslash itself is escaped
        told = {tuple(each) for each in read_by_others[parser][name]["entries"]}
        assert told == {(each.uid, each.title.strip(), each.sequence, "CONFIRMED") for each in entries}, name


def test_a_parser_that_expands_nothing_hands_on_when_it_begins_and_the_rule(read_by_others):
    """But for one that begins at a time that is skipped, which is told by itself."""
    plain = {name: each for name, each in SERIES.items() if name != "first-is-skipped"}
    told = {name: read_by_others["ics"][name]["firsts"] for name in plain}

    assert {name: [first for first in told[name] if first[2]] for name in plain} == {
        name: [expected_first(series)] for name, series in plain.items()
    }


def expected_first(series):
    """Return the first time of a series, whatever became of it, and its rule."""
    first, last = (as_ruled(series, series.day(step)) for step in (0, series.size - 1))
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[series.first_day.weekday()]
    freq, day = ("WEEKLY", weekday) if series.every is Every.WEEK else ("MONTHLY", f"{series.nth}{weekday}")
    rule = f"FREQ={freq};UNTIL={last.starts_at:%Y%m%dT%H%M%SZ};INTERVAL={series.interval};BYDAY={day}"
    return [f"{first.starts_at:%Y-%m-%dT%H:%MZ}", f"{first.ends_at:%Y-%m-%dT%H:%MZ}", rule]


@pytest.mark.parametrize("parser", ["ical", "ics", "recurring-ical-events", "vobject"])
def test_parsers_find_what_is_cancelled(read_by_others, parser):
    told = {name: read_by_others[parser][name]["entries"] for name in cancellations()}

    assert told == {
        "cancelled": [["abc@example.org", "First evening", 3, "CANCELLED"]],
        "cancelled-series": [["abc@example.org", "First evening", 5, "CANCELLED"]],
        "cancelled-day": [["abc@example.org", "First evening", 5, "CANCELLED"]],
    }
