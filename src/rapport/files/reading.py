"""Finds out what a file is, and gives it a name that no system stumbles over."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath

from rapport.files.errors import FileEmpty, FileKindNotTaken, FileTooLarge
from rapport.files.redrawing import is_redrawn, redraw

LARGEST = 5_000_000
LONGEST_NAME = 100
HARMLESS_SIGNS = frozenset(" .()-_")


@dataclass(frozen=True)
class ReadFile:
    """A file as it is kept: its name ends as its content says."""

    name: str
    media_type: str
    content: bytes


def read_file(name: str, content: bytes) -> ReadFile:
    """Return the file if it is one of the kinds that are taken, told by its content alone.

    A picture is drawn anew: a phone notes in it where it was taken, and nobody was asked for that.
    """
    check_size(content)
    for media_type, ending, fits in KINDS:
        if fits(content):
            drawn_as = DRAWN.get(media_type)
            kept = redraw(content, drawn_as) if drawn_as else content
            return ReadFile(_safe_name(name, ending), media_type, kept)
    raise FileKindNotTaken


def tells_more(media_type: str, content: bytes) -> bool:
    """Whether a kept file is a picture with more in it than it shows; what a PDF says beside its pages is left in it."""
    drawn_as = DRAWN.get(media_type)
    return drawn_as is not None and not is_redrawn(content, drawn_as)


def check_size(content: bytes) -> None:
    if not content:
        raise FileEmpty
    if len(content) > LARGEST:
        raise FileTooLarge


def _is_pdf(content: bytes) -> bool:
    return re.match(rb"%PDF-[12]\.\d", content) is not None and b"%%EOF" in content[-2048:]


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") and b"IEND" in content[-64:]


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[4:]


KINDS: tuple[tuple[str, str, Callable[[bytes], bool]], ...] = (
    ("application/pdf", ".pdf", _is_pdf),
    ("image/png", ".png", _is_png),
    ("image/jpeg", ".jpg", _is_jpeg),
)
DRAWN = {"image/png": "PNG", "image/jpeg": "JPEG"}


def _safe_name(name: str, ending: str) -> str:
    """Return the last part of the name, without what has a meaning elsewhere, and with the ending of its kind."""
    stem = PurePath(PureWindowsPath(name).name).stem
    plain = "".join(each if _is_harmless(each) else " " for each in stem)
    kept = " ".join(plain.split()).strip(". ")
    return (kept[:LONGEST_NAME] or "file") + ending


def _is_harmless(character: str) -> bool:
    """Letters, the marks on them and digits of every script; nothing that turns the direction or ends a line."""
    return unicodedata.category(character)[0] in "LMN" or character in HARMLESS_SIGNS
