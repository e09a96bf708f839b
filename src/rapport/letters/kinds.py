"""The kinds of letters that can be worded anew: what each is for, the words we ship, and the placeholders in them."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from rapport.core.actors import Actor

Words = str | Promise
Value = str | Promise | dt.date | Sequence[str]

SPACE = re.compile(r"\{([^{}]*)\}")
MOST_OF_SUBJECT = 300


@dataclass(frozen=True)
class Placeholder:
    """A space in the words of a letter, written `{name}`, that is filled in when the letter is.

    Subjects lie open on lock screens, so that only what is `harmless` may stand there. Words without a placeholder
    that is `needed` are refused.
    """

    name: str
    meaning: Words
    example: Words
    is_harmless: bool = False
    is_needed: bool = False

    @property
    def mark(self) -> str:
        return f"{{{self.name}}}"


@dataclass(frozen=True)
class Wording:
    """A subject and a text with placeholders in them; empty lines part the text's paragraphs."""

    subject: str
    text: str


@dataclass(frozen=True)
class Sample:
    """Somebody whom a letter may be shown for, in their own words, before it is sent to anybody."""

    id: str
    label: Words
    values: Callable[[], Mapping[str, Value]]


Samples = Callable[[Any, Actor], Sequence[Sample]]
"""Given a programme and who asks, returns readers that they may see anyway."""


@dataclass(frozen=True)
class Fault:
    """What keeps words from being used, in a sentence, and which part of a wording it is about."""

    part: str
    sentence: str


@dataclass(frozen=True)
class LetterKind:
    """What one kind of letter is for, who gets it and when, and what it says as long as nobody words it anew.

    `stage` heads the kinds that belong together. The words of the link and the reason why the reader gets the letter
    are no part of what can be edited. People can say no to letters that are not essential: reminders, news, tips.
    """

    key: str
    stage: Words
    purpose: Words
    reader: Words
    moment: Words
    subject: Words
    paragraphs: tuple[Words, ...]
    link_words: Words
    placeholders: tuple[Placeholder, ...] = ()
    because: Words = ""
    is_essential: bool = True
    samples: Samples | None = None

    @property
    def examples(self) -> dict[str, Value]:
        """Return what stands in the placeholders where there is no reader yet."""
        return {each.name: each.example for each in self.placeholders}

    @property
    def shipped(self) -> Wording:
        """Return our own words, in the language that is spoken now."""
        return Wording(str(self.subject), "\n\n".join(str(paragraph) for paragraph in self.paragraphs))

    def faults(self, wording: Wording) -> Iterator[Fault]:
        """Yield what is wrong with words that somebody has typed."""
        harmless = [each.name for each in self.placeholders if each.is_harmless]
        known = [each.name for each in self.placeholders]
        for sentence in _misplaced(wording.subject, harmless, known):
            yield Fault("subject", sentence)
        for sentence in _misplaced(wording.text, known, known):
            yield Fault("text", sentence)
        for each in self.placeholders:
            if each.is_needed and each.mark not in wording.text:
                yield Fault("text", _("Please keep %(mark)s in the text.") % {"mark": each.mark})

    def left_out(self, wording: Wording) -> list[Placeholder]:
        """Return what our own words fill in and these do not: on purpose, or because ours say more by now."""
        ours, theirs = (f"{each.subject}\n{each.text}" for each in (self.shipped, wording))
        return [each for each in self.placeholders if each.mark in ours and each.mark not in theirs]

    def filled(self, wording: Wording, values: Mapping[str, Value]) -> tuple[str, tuple[str, ...]]:
        """Return the subject, on one line, and the paragraphs; a paragraph of which nothing is left falls away."""
        subject = " ".join(fill(wording.subject, values).split())
        paragraphs = paragraphs_of(fill(wording.text, values))
        return subject[:MOST_OF_SUBJECT], paragraphs


KINDS: dict[str, LetterKind] = {}
"""Every kind there is, by its key, in the order of a programme's life; `declare` fills it."""


def declare(kind: LetterKind) -> LetterKind:
    """Let everybody know of a kind of letter; no two may share a key."""
    if KINDS.setdefault(kind.key, kind) is not kind:
        raise ValueError(kind.key)
    return kind


def optional_kinds() -> list[LetterKind]:
    """Return the kinds of letters that people can say no to."""
    return [kind for kind in KINDS.values() if not kind.is_essential]


def fill(text: str, values: Mapping[str, Value]) -> str:
    """Put the values into their spaces, once: what looks like a placeholder in a value stays as it is."""
    return SPACE.sub(lambda space: _said(values[space[1]]), text)


def paragraphs_of(text: str) -> tuple[str, ...]:
    parts = re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n"))
    return tuple(part.strip() for part in parts if part.strip())


def _said(value: Value) -> str:
    if isinstance(value, dt.date):
        return date_format(value, _("l j F Y"))
    if isinstance(value, list | tuple):
        return get_text_list([str(each) for each in value], _("and"))
    return str(value)


def _misplaced(text: str, allowed: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Yield a sentence about each placeholder that is not allowed in a text, and about brackets that hold none."""
    for name in dict.fromkeys(SPACE.findall(text)):
        if name in known and name not in allowed:
            yield _("{%(name)s} cannot stand in the subject: it can be read by whoever sees the screen.") % {
                "name": name
            }
        elif name not in known:
            yield _unknown(name, allowed)
    if re.search("[{}]", SPACE.sub("", text)):
        yield _("There is a { or a } too many. Curly brackets stand around placeholders only.")


def _unknown(name: str, allowed: Sequence[str]) -> str:
    close = get_close_matches(name.strip().lower(), allowed, n=1)
    if close:
        return _("{%(name)s} is unknown here. Did you mean {%(close)s}?") % {"name": name, "close": close[0]}
    return _("{%(name)s} is unknown here. The list below shows what can be filled in.") % {"name": name}
