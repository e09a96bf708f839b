"""Letters on their way: sent, tried again, given up, never twice."""

import datetime as dt
from email import message_from_bytes

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from rapport.core import clock
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter
from rapport.letters.services import (
    Draft,
    fail_stale_letters,
    queue_letters,
    send_letter_again,
    send_next_letter,
)
from tests import make

pytestmark = pytest.mark.django_db


class BrokenPost(EmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, messages):  # noqa: ARG002
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture
def broken_post(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenPost"


def draft(**fields):
    values = {
        "kind": "test",
        "to_address": "asha@example.org",
        "to_name": "Asha",
        "subject": "Hello",
        "text": "Hi",
    }
    return Draft(**(values | fields))


def test_a_letter_is_sent_once_and_nothing_is_left_to_send():
    queue_letters([draft()])

    assert [send_next_letter(), send_next_letter()] == [True, False]
    assert [message.subject for message in mail.outbox] == ["Hello"]
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{Letter.objects.get().public_id}@")
    assert Letter.objects.get().state == LetterState.SENT


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_file_goes_along_and_says_what_is_to_be_done_with_it(method):
    file = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"
    queue_letters([draft(calendar=file)])
    send_next_letter()

    parts = list(mail.outbox[0].message().walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/alternative",
        "text/plain",
        "text/calendar",
    ]
    assert parts[2].get_param("method") == method
    assert parts[2].get_payload(decode=True).decode().splitlines() == file.splitlines()


def test_a_line_break_in_a_subject_reaches_no_header():
    queue_letters([draft(subject="Hello\r\nBcc: all@example.org")])
    send_next_letter()

    assert mail.outbox[0].subject == "Hello Bcc: all@example.org"
    assert mail.outbox[0].recipients() == ["asha@example.org"]


def test_the_same_letter_is_queued_once():
    queue_letters([draft(dedupe_key="reminder-1")])
    queue_letters([draft(dedupe_key="reminder-1"), draft(dedupe_key="reminder-2")])

    assert Letter.objects.count() == 2


def test_a_secret_is_wiped_once_it_is_sent():
    queue_letters([draft(text="Your code: 123456", is_secret=True)])
    send_next_letter()

    assert "123456" in mail.outbox[0].body
    assert (Letter.objects.get().text, Letter.objects.get().state) == ("", LetterState.SENT)


@pytest.mark.usefixtures("broken_post")
def test_a_letter_that_fails_waits_longer_each_time_and_ends_before_a_person():
    queue_letters([draft()])
    waits = []
    for _attempt in range(Letter.MOST_ATTEMPTS):
        with clock.at(Letter.objects.get().next_attempt_at + dt.timedelta(seconds=1)):
            before = clock.now()
            assert send_next_letter() is True
            waits.append((Letter.objects.get().next_attempt_at - before).total_seconds() / 60)

    letter = Letter.objects.get()
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    assert (letter.state, letter.last_error) == (
        LetterState.FAILED,
        "ConnectionRefusedError: nobody listens",
    )
    assert send_next_letter() is False


@pytest.mark.usefixtures("broken_post")
def test_a_secret_is_wiped_once_its_letter_has_failed_for_good():
    queue_letters([draft(text="Your code: 123456", is_secret=True), draft(text="No secret")])
    assert (send_next_letter(), send_next_letter()) == (True, True)
    assert "Your code: 123456" in Letter.objects.values_list("text", flat=True), "it is tried again"

    Letter.objects.update(attempts=Letter.MOST_ATTEMPTS, next_attempt_at=clock.now())
    assert (send_next_letter(), send_next_letter()) == (True, True)

    assert set(Letter.objects.values_list("state", "text")) == {("failed", ""), ("failed", "No secret")}


def test_a_secret_is_wiped_if_its_sender_died():
    long_ago = clock.now() - dt.timedelta(hours=1)
    make.make_letter(state=LetterState.SENDING, claimed_at=long_ago, is_secret=True, text="Your code: 123456")

    fail_stale_letters()

    assert Letter.objects.get().text == ""


def test_a_letter_is_not_tried_before_its_time():
    queue_letters([draft()])

    assert [send_next_letter(), send_next_letter()] == [True, False]


def test_a_letter_whose_sender_died_is_put_before_a_person_and_not_sent_twice():
    make.make_letter(state=LetterState.SENDING, claimed_at=clock.now() - dt.timedelta(minutes=20))
    make.make_letter(state=LetterState.SENDING, claimed_at=clock.now())

    assert fail_stale_letters() == 1
    assert send_next_letter() is False
    assert sorted(Letter.objects.values_list("state", flat=True)) == [LetterState.FAILED, LetterState.SENDING]


def test_a_failed_letter_goes_out_again_because_somebody_said_so():
    letter = make.make_letter(state=LetterState.FAILED, attempts=8)

    send_letter_again(letter)

    assert send_next_letter() is True
    assert [message.to for message in mail.outbox] == [["reader@example.org"]]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("SMTPRecipientsRefused: {…}", "The mail server refuses the address."),
        ("ConnectionRefusedError: nobody listens", "The mail server could not be reached."),
        ("KeyError: 'x'", "It could not be sent."),
        ("", ""),
    ],
)
def test_what_kept_a_letter_back_is_said_in_plain_words(error, words):
    assert str(Letter(last_error=error).failure).startswith(words)


def test_a_letter_that_its_server_let_down_may_have_arrived():
    make.make_letter(state=LetterState.SENDING, claimed_at=clock.now() - dt.timedelta(minutes=20))
    fail_stale_letters()

    assert "It may have arrived" in str(Letter.objects.get().failure)


def test_a_mail_program_is_told_how_its_reader_says_no(settings):
    settings.BASE_URL = "https://mentoring.example/"
    path = f"/account/letters/{'x' * 110}.{'y' * 43}/"
    queue_letters([draft(refusal_link=path), draft()])
    assert (send_next_letter(), send_next_letter()) == (True, True)

    told, untold = (message_from_bytes(message.message().as_bytes()) for message in mail.outbox)
    assert told["List-Unsubscribe"].replace("\n", "").strip() == f"<https://mentoring.example{path}>"
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (untold["List-Unsubscribe"], untold["List-Unsubscribe-Post"]) == (None, None)


def test_what_others_read_of_a_letter_is_without_its_readers_token():
    letter = Letter(
        text="Say so here:\nhttps://x.example/account/letters/abc/", refusal_link="/account/letters/abc/"
    )

    assert letter.text_for_others == "Say so here:\nhttps://x.example/…"
