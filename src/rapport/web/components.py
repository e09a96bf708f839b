"""The values that pages hand to the templates in templates/components/."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.forms import BoundField
from django.utils.functional import Promise

Words = str | Promise
Tone = Literal["neutral", "accent", "good", "warm", "danger"]


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the top to this page."""

    label: Words
    url: str


@dataclass(frozen=True)
class Tab:
    """A place of one thing; each has a page of its own."""

    label: Words
    url: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Pill:
    """A state or a short note: {% pill it.text tone=it.tone icon=it.icon %}."""

    text: Words
    tone: Tone = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Stage:
    """A step of a journey, with a word under it such as a date."""

    label: Words
    state: Literal["done", "current", "ahead"]
    note: Words = ""


def stages(labels: Sequence[Words], current: int) -> list[Stage]:
    """Return the line of a journey that has come to the step numbered `current`, counted from 0."""
    return [
        Stage(label, "done" if place < current else "current" if place == current else "ahead")
        for place, label in enumerate(labels)
    ]


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, or will; `tone` warm marks a milestone, `is_ahead` the future."""

    on: date | datetime
    title: Words
    text: Words = ""
    tone: Tone = "accent"
    is_ahead: bool = False
    url: str = ""
    url_label: Words = ""


@dataclass(frozen=True)
class FormPart:
    """Fields of a long form that belong together, under a heading."""

    heading: Words
    fields: Sequence[BoundField]


@dataclass(frozen=True)
class Fact:
    """A key and its value."""

    label: Words
    value: Words


@dataclass(frozen=True)
class LedgerEntry:
    """One meeting as the register shows it."""

    on: date
    where: Words
    length: Words
    topics: str
    next_steps: str = ""
    entered: Words = ""
    confirmed: Words = ""
    pill: Words = ""
    tone: Tone = "neutral"
    url: str = ""
    signed_by: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class LedgerNote:
    """What somebody added to a month."""

    text: Words
    written: Words


@dataclass(frozen=True)
class LedgerMonth:
    """A month of the register: whether the rule was kept, its entries and notes, and who signed it off."""

    label: Words
    entries: Sequence[LedgerEntry]
    verdict: Words = ""
    tone: Tone = "neutral"
    signed: Words = ""
    notes: Sequence[LedgerNote] = ()
    note_url: str = ""
    countersign_url: str = ""
