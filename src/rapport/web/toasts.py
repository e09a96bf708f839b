"""The one quiet line after an act, with undo where the act can be undone."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise

from rapport.web.components import Tone

UNDO = "undo:"
TONES: dict[int, Tone] = {messages.WARNING: "warm", messages.ERROR: "danger", messages.INFO: "neutral"}
ICONS: dict[str, str] = {
    "good": "circle-check",
    "warm": "triangle-alert",
    "danger": "circle-alert",
    "neutral": "info",
}


@dataclass(frozen=True)
class Toast:
    """A message as the page shows it."""

    sentence: str
    tone: str
    icon: str
    undo_url: str


def say(request: HttpRequest, sentence: str | Promise, *, undo_url: str = "") -> None:
    """Say on the next page that it is done; `undo_url` is posted to by the button "Undo"."""
    messages.success(request, str(sentence), extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def toast_of(message: Message) -> Toast:
    """Return what the template shows of one of Django's messages."""
    tone = TONES.get(message.level, "good")
    undo_url = (message.extra_tags or "").removeprefix(UNDO) if UNDO in (message.extra_tags or "") else ""
    return Toast(str(message.message), tone, ICONS[tone], undo_url)
