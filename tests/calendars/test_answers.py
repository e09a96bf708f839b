"""Answers of mail programs are read as they come from them; what is made to break the reader is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.calendars import Answer, GivenAnswer, Series, day_answered, read_answers
from rapport.calendars.answers import LARGEST
from rapport.calendars.errors import AnswerNotReadable

pytestmark = pytest.mark.once
SUNDAY = dt.date(2026, 3, 15)
WEEKLY = Series(SUNDAY, dt.time(17, 0), "Europe/Berlin", dt.timedelta(hours=1), count=5)
DAY = dt.timedelta(days=1)


def reply(*more, method="REPLY", answer="ACCEPTED", attendee=None, sequence="SEQUENCE:3"):
    """Return what a mail program sends."""
    attendee = attendee or f"ATTENDEE;CN=Asha Rao;PARTSTAT={answer}:MAILTO:Asha@Example.org"
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Some//Program//EN",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        "UID:abc@example.org",
        "DTSTAMP:20260301T120000Z",
        sequence,
        "ORGANIZER:mailto:post@example.org",
        attendee,
        *more,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(line for line in lines if line).encode()


def test_an_answer_says_who_what_and_to_which_version():
    assert read_answers(reply("COMMENT:I am\\n glad\\, really")) == [
        GivenAnswer(
            uid="abc@example.org",
            sequence=3,
            email="asha@example.org",
            answer=Answer.ACCEPTED,
            written_at=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC),
            comment="I am glad, really",
        )
    ]


@pytest.mark.parametrize("answer", ["ACCEPTED", "DECLINED", "TENTATIVE", "accepted"])
def test_three_answers_are_known(answer):
    assert read_answers(reply(answer=answer))[0].answer == answer.upper()


@pytest.mark.parametrize("answer", ["NEEDS-ACTION", "DELEGATED", "MAYBE", ""])
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(AnswerNotReadable):
        read_answers(reply(answer=answer))


def test_an_answer_without_a_sequence_is_to_the_first_version():
    assert read_answers(reply(sequence=""))[0].sequence == 0


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "COUNTER", "PUBLISH"])
def test_what_is_no_reply_is_refused(method):
    with pytest.raises(AnswerNotReadable):
        read_answers(reply(method=method))


def test_only_mail_addresses_answer():
    with pytest.raises(AnswerNotReadable):
        read_answers(reply(attendee="ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("", None),
        ("RECURRENCE-ID:20260329T150000Z", dt.date(2026, 3, 29)),
        ("RECURRENCE-ID;TZID=Europe/Berlin:20260329T170000", dt.date(2026, 3, 29)),
        ("RECURRENCE-ID;TZID=W. Europe Standard Time:20260329T170000", dt.date(2026, 3, 29)),
        ("RECURRENCE-ID:20260329T170000", dt.date(2026, 3, 29)),
        ("RECURRENCE-ID;VALUE=DATE:20260329", dt.date(2026, 3, 29)),
        ("RECURRENCE-ID;VALUE=DATE:20260330", None),
        ("RECURRENCE-ID:20260330T150000Z", None),
    ],
)
def test_an_answer_can_be_to_one_day_of_a_series(line, day):
    [answer] = read_answers(reply(line))

    assert day_answered(WEEKLY, answer) == day
    assert (answer.occurrence_at is None) is (line == "")


def test_a_day_whose_time_was_skipped_to_the_next_day_is_still_that_day():
    """Half past eleven does not exist on this evening in Nuuk: it falls half past midnight."""
    late = Series(dt.date(2024, 3, 30), dt.time(23, 30), "America/Nuuk", dt.timedelta(hours=1), count=3)
    [answer] = read_answers(reply("RECURRENCE-ID:20240331T013000Z"))

    assert day_answered(late, answer) == dt.date(2024, 3, 30)


def test_a_moment_just_like_the_rules_but_on_another_day_is_none_of_the_series():
    [answer] = read_answers(reply("RECURRENCE-ID:20270329T150000Z"))

    assert day_answered(WEEKLY, answer) is None


def test_a_comment_is_cut():
    assert len(read_answers(reply("COMMENT:" + "x" * 9_000))[0].comment) == 2_000


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"no calendar",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
        reply().replace(b"UID:abc@example.org\r\n", b""),
        reply().replace(b"DTSTAMP:20260301T120000Z", b"DTSTAMP:soon"),
        reply(sequence="SEQUENCE:many"),
        reply("RECURRENCE-ID:next time"),
        reply().replace(b"END:VEVENT\r\n", b""),
        reply("X:" + "x" * LARGEST),
    ],
)
def test_what_cannot_be_read_is_refused(broken):
    with pytest.raises(AnswerNotReadable):
        read_answers(broken)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_nothing_else_is_raised_whatever_comes(noise, at):
    file = reply("RECURRENCE-ID:20260329T150000Z", "COMMENT:yes")
    try:
        found = read_answers(file[:at] + noise + file[at + len(noise) :])
    except AnswerNotReadable:
        return
    assert {type(each) for each in found} == {GivenAnswer}
    for answer in found:
        day_answered(WEEKLY, answer)
