"""Cells as people write them: addresses, numbers, time zones, several answers in one."""

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rapport.accounts.models import normal_email

EMAIL_CHARACTERS = 254
_ADDRESS_IN_BRACKETS = re.compile(r"<([^<>]+)>\s*$")
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+\-−–])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?")
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ONE_AMOUNT = rf"(\d{{1,9}}(?:[.,]\d{{1,9}})?|{'|'.join(_NUMBER_WORDS)})"
_AMOUNT = re.compile(
    rf"(?:(?:up to|at most|max\.?|maximum)\s+)?{_ONE_AMOUNT}"
    rf"(?:\s*(?:-|–|—|/|\bto\b|\bor\b)\s*{_ONE_AMOUNT}|\s*(\+))?"
    r"(?:\s+(?:mentees?|mentors?|people|persons?|students?|places?|years?|yrs?))?(?:\s+max\.?)?",
    re.IGNORECASE,
)


def read_email(text: str) -> str | None:
    """The address as it is stored, also out of “Zoë <zoe@example.org>” and “mailto:”; None if it is none."""
    if found := _ADDRESS_IN_BRACKETS.search(text):
        text = found[1]
    address = normal_email(text.strip().removeprefix("mailto:"))
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= EMAIL_CHARACTERS else None


def read_number(text: str) -> float | int | None:
    """A number with a decimal point or comma; whole ones as whole numbers."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    number = float(text.strip().replace(",", ".").replace("−", "-"))
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 10**15 else number


@dataclass(frozen=True)
class Amount:
    """A number out of a cell; it `is_lowest` where the cell names a span, of which the lower end is taken."""

    value: float | int
    is_lowest: bool = False


@lru_cache(maxsize=1_000)
def read_amount(text: str) -> Amount | None:
    """Read also “two”, “up to 3” and, as its lower end, “2–3”."""
    if (number := read_number(text)) is not None:
        return Amount(number)
    found = _AMOUNT.fullmatch(" ".join(text.split()))
    if not found:
        return None
    ends = [read for end in found.groups()[:2] if end and (read := _amount(end)) is not None]
    return Amount(min(ends), is_lowest=len(ends) > 1 or bool(found[3]))


def _amount(text: str) -> float | int | None:
    word = text.casefold()
    return _NUMBER_WORDS.index(word) + 1 if word in _NUMBER_WORDS else read_number(text)


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


@lru_cache(maxsize=1_000)
def read_time_zone(text: str) -> str | None:
    """An IANA zone however it is capitalised, or whole hours from UTC."""
    if found := _OFFSET.fullmatch(text.strip()):
        hours = int(found[2]) * (1 if found[1] == "+" else -1)
        return _zones().get(f"etc/gmt{-hours:+d}") if hours else "UTC"  # the sign of Etc/GMT is turned round
    return _zones().get(text.strip().replace(" ", "_").casefold())


def split_answers(text: str, separator: str) -> list[str]:
    parts = text.splitlines() if separator == "\n" else text.split(separator)
    return list(dict.fromkeys(tidied for part in parts if (tidied := " ".join(part.split()))))
