"""What kind of file the bytes are, whatever the file is called."""

import io
import zipfile
import zlib

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.tables.errors import FileDamaged, FileHasPassword, FileIsEmpty, WrongKindOfFile

CSV, XLSX = "csv", "xlsx"

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENINGS: tuple[tuple[bytes, str | Promise], ...] = (
    (b"%PDF", _("a PDF document")),
    (b"{\\rtf", _("a text document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"\x1f\x8b", _("a compressed archive")),
    (b"7z\xbc\xaf", _("a compressed archive")),
    (b"PK\x05\x06", _("a compressed archive")),
    (b"Rar!", _("a compressed archive")),
)
_MARKUP: tuple[tuple[bytes, str | Promise], ...] = (
    (b"<html", _("a web page, even if its name says otherwise")),
    (b"<!doctype html", _("a web page, even if its name says otherwise")),
    (b"<table", _("a web page, even if its name says otherwise")),
    (b"<meta", _("a web page, even if its name says otherwise")),
    (b"<?xml", _("an XML document")),
)
_PARTS: tuple[tuple[str, str | Promise], ...] = (
    ("xl/workbook.bin", _("a binary Excel workbook (XLSB)")),
    ("word/document.xml", _("a Word document")),
    ("ppt/presentation.xml", _("a presentation")),
    ("content.xml", _("an OpenDocument file (ODS)")),
    ("Index/Document.iwa", _("a Numbers document")),
)


def kind_of(content: bytes) -> str:
    """`CSV` or `XLSX`; everything else raises with the name of what it is."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise FileIsEmpty
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    if content.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FileHasPassword
        raise WrongKindOfFile(_("an old Excel workbook (XLS)"))
    for opening, kind in _OPENINGS:
        if content.startswith(opening):
            raise WrongKindOfFile(kind)
    text = content[:512].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for opening, kind in _MARKUP:
        if text.startswith(opening):
            raise WrongKindOfFile(kind)
    return CSV


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise FileDamaged from error
    for part, kind in _PARTS:
        if part in names:
            raise WrongKindOfFile(kind)
    if any(name.startswith("xl/") for name in names):
        return XLSX
    raise WrongKindOfFile(_("a compressed archive"))
