"""A language made for a test: the sentences that it knows are in it, all others stay English."""

import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import trans_real


@contextmanager
def translated(folder: Path, settings: Any, language: str, sentences: Mapping[str, str]) -> Iterator[None]:
    """Let Rapport speak `language` while inside."""
    messages = folder / language / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.mo").write_bytes(compiled(sentences))
    settings.LOCALE_PATHS = [folder]
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


def compiled(sentences: Mapping[str, str]) -> bytes:
    """Return a catalogue as gettext reads it: a head, two tables of lengths and places, the texts."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **sentences}.items())
    texts = [text.encode() for column in zip(*pairs, strict=True) for text in column]
    place, table = 28 + 8 * len(texts), b""
    for text in texts:
        table += struct.pack("<II", len(text), place)
        place += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + table + b"".join(text + b"\0" for text in texts)
