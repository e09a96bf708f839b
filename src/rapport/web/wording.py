"""Dates, counts and initials as people write them."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext

from rapport.core import clock
from rapport.programmes.selectors import role_word, role_words

if TYPE_CHECKING:
    from rapport.programmes.models import Programme

_is_on_paper: ContextVar[bool] = ContextVar("is_on_paper", default=False)

BETWEEN_WORDS = re.compile(r"[\s.,_\-–·()]+")
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "rev", "shri", "smt"})

NOUNS: dict[str, Callable[[int], str]] = {
    "action item": lambda n: ngettext("%(n)s action item", "%(n)s action items", n),
    "agreement": lambda n: ngettext("%(n)s agreement", "%(n)s agreements", n),
    "cohort": lambda n: ngettext("%(n)s cohort", "%(n)s cohorts", n),
    "column": lambda n: ngettext("%(n)s column", "%(n)s columns", n),
    "day": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "file": lambda n: ngettext("%(n)s file", "%(n)s files", n),
    "hour": lambda n: ngettext("%(n)s hour", "%(n)s hours", n),
    "letter": lambda n: ngettext("%(n)s letter", "%(n)s letters", n),
    "meeting": lambda n: ngettext("%(n)s meeting", "%(n)s meetings", n),
    "mentee": lambda n: ngettext("%(n)s mentee", "%(n)s mentees", n),
    "mentor": lambda n: ngettext("%(n)s mentor", "%(n)s mentors", n),
    "mentorship": lambda n: ngettext("%(n)s mentorship", "%(n)s mentorships", n),
    "minute": lambda n: ngettext("%(n)s minute", "%(n)s minutes", n),
    "participant": lambda n: ngettext("%(n)s participant", "%(n)s participants", n),
    "person": lambda n: ngettext("%(n)s person", "%(n)s people", n),
    "place": lambda n: ngettext("%(n)s place", "%(n)s places", n),
    "problem": lambda n: ngettext("%(n)s problem", "%(n)s problems", n),
    "programme": lambda n: ngettext("%(n)s programme", "%(n)s programmes", n),
    "proposal": lambda n: ngettext("%(n)s proposal", "%(n)s proposals", n),
    "row": lambda n: ngettext("%(n)s row", "%(n)s rows", n),
    "thing": lambda n: ngettext("%(n)s thing", "%(n)s things", n),
}


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "1 meeting" or "1,204 meetings"; a programme's own word for a role comes with its plural: "3 buddies"."""
    if noun in NOUNS and plural in ("", f"{noun}s"):
        return NOUNS[noun](number) % {"n": grouped(number)}
    words = {"n": grouped(number), "word": noun, "words": plural}
    return ngettext("%(n)s %(word)s", "%(n)s %(words)s", number) % words


def counted_role(number: int, programme: "Programme", role: str) -> str:
    """Return "16 peer mentors": so many of a role, in the programme's own words."""
    return counted(number, role_word(programme, role), role_words(programme, role))


def answered_in_words(answered: int, people: int, programme: "Programme", role: str) -> str:
    """Return "25 of 27 mentees"."""
    return gettext("%(answered)s of %(people)s") % {
        "answered": grouped(answered),
        "people": counted_role(people, programme, role),
    }


def grouped(number: int) -> str:
    """Return "1,204": thousands apart, as the language does it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def money(amount: Decimal | None, currency: str = "") -> str:
    """Return "INR 12,500.00": the exact amount, with its currency if there is one."""
    if amount is None:
        return ""
    written = number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"{currency}\N{NO-BREAK SPACE}{written}" if currency else written


def initials(name: str) -> str:
    """Return one or two letters for a disc: the first name's and the last name's, without titles."""
    parts = BETWEEN_WORDS.split(name.partition("@")[0])
    words = [part for part in parts if part[:1].isalpha()]
    named = [word for word in words if word.casefold() not in TITLES] or words
    if not named:
        return "?"
    return "".join(word[0] for word in (named[0], named[-1])[: len(named)]).upper()


def day(value: dt.date | dt.datetime | None) -> str:
    """Return "Tue 3 Feb", with the year where it is not this year."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, dt.datetime) else value
    this_year = timezone.localtime(clock.now()).year
    is_short = local.year == this_year and not _is_on_paper.get()
    return date_format(local, "D j M" if is_short else "D j M Y")


@contextmanager
def on_paper(zone: str) -> Iterator[None]:
    """Write days as they stand on paper: read in years to come, by whoever, they are the programme's, with their year."""
    token = _is_on_paper.set(True)
    try:
        with timezone.override(ZoneInfo(zone)):
            yield
    finally:
        _is_on_paper.reset(token)


def moment(value: dt.datetime | None) -> str:
    """Return "Tue 3 Feb, 14:00 (your time)" in the reader's own zone."""
    if value is None:
        return ""
    hour = date_format(timezone.localtime(value), "H:i")
    return gettext("%(day)s, %(hour)s (your time)") % {"day": day(value), "hour": hour}


def place_in_line(position: int | None) -> str:
    """Return which one somebody is, as people say it: "You are third on the waiting list."."""
    if position is None:
        return ""
    few = {
        1: gettext("You come first on the waiting list."),
        2: gettext("You are second on the waiting list."),
        3: gettext("You are third on the waiting list."),
        4: gettext("You are fourth on the waiting list."),
        5: gettext("You are fifth on the waiting list."),
    }
    many = gettext("You are number %(n)s on the waiting list.") % {"n": grouped(position)}
    return few.get(position, many)
