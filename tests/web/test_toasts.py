"""A toast is one of Django's messages with a tone and, where it can be undone, the way back."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from rapport.web.toasts import Toast, say, toast_of


def said(sentence: str, **how: str) -> list[Toast]:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    say(request, sentence, **how)
    return [toast_of(message) for message in request._messages]


def test_what_was_done_is_said_with_its_undo() -> None:
    assert said("Pinned.", undo_url="/unpin/") == [Toast("Pinned.", "good", "circle-check", "/unpin/")]


def test_what_cannot_be_undone_offers_nothing() -> None:
    assert said("Sent.") == [Toast("Sent.", "good", "circle-check", "")]


@pytest.mark.parametrize(
    ("level", "tone"), [(messages.INFO, "neutral"), (messages.WARNING, "warm"), (messages.ERROR, "danger")]
)
def test_the_tone_follows_the_level(level: int, tone: str) -> None:
    assert toast_of(Message(level, "Note.")).tone == tone


def test_tags_of_others_are_not_taken_for_an_undo() -> None:
    assert toast_of(Message(messages.SUCCESS, "Signed in.", extra_tags="allauth")).undo_url == ""
