"""Files are what their content says: good ones are taken, hostile ones are not, and no name does harm."""

import pytest

from rapport.files import LARGEST, read_file
from rapport.files.errors import FileEmpty, FileError, FileKindNotTaken, FileTooLarge

pytestmark = pytest.mark.once

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [(PDF, "application/pdf", ".pdf"), (PNG, "image/png", ".png"), (JPEG, "image/jpeg", ".jpg")],
)
def test_a_file_is_what_its_content_says(content, media_type, ending):
    read = read_file("My letter.html", content)

    assert (read.name, read.media_type, read.content) == (f"My letter{ending}", media_type, content)


HOSTILE = {
    "page.pdf": b"<!doctype html><script>alert(1)</script>",
    "page-behind-space.pdf": b"  \n<html><script>alert(1)</script></html>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "drawing.png": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "animation.gif": b"GIF89a\1\0\1\0\x80\0\0<script>alert(1)</script>",
    "programme.jpg": b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff",
    "programme.pdf": b"\x7fELF\2\1\1\0",
    "script.pdf": b"#!/bin/sh\nrm -rf /\n",
    "script.js": b"alert(1)",
    "macro.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "macro.docm": b"PK\3\4\x14\0\6\0word/vbaProject.bin",
    "archive.pdf": b"PK\3\4\x14\0\0\0\x08\0",
    "archive-behind-pdf.zip": b"PK\3\4%PDF-1.7\n%%EOF",
    "bomb.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0" * 64,
    "archive.rar": b"Rar!\x1a\7\1\0",
    "archive.7z": b"7z\xbc\xaf\x27\x1c",
    "half.pdf": b"%PDF-1.7\n1 0 obj",
    "later.pdf": b"<script>alert(1)</script>%PDF-1.7\n%%EOF",
    "other.pdf": b"%PDF-9.9\n%%EOF",
    "postscript.pdf": b"%!PS-Adobe-3.0\n%%EOF",
    "short.png": b"\x89PNG\r\n\x1a\n",
    "hollow.png": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>IEND",
    "headless.png": PNG[1:],
    "short.jpg": b"\xff\xd8\xff",
    "script.jpg": b"\xff\xd8\xff<script>alert(1)</script>",
    "picture.bmp": b"BM\x1e\0\0\0",
    "picture.webp": b"RIFF\x1a\0\0\0WEBPVP8 ",
    "film.mp4": b"\0\0\0\x18ftypmp42",
    "shortcut.lnk": b"L\0\0\0\1\x14\2\0",
    "class.pdf": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "text.txt": "just words".encode("utf-16"),
    "query.pdf": b"<?php system($_GET['c']); ?>",
    "flash.swf": b"CWS\x0a",
    "calendar.ics": b"BEGIN:VCALENDAR\nEND:VCALENDAR",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_else_is_taken_whatever_its_name(name):
    with pytest.raises(FileKindNotTaken):
        read_file(name, HOSTILE[name])


@pytest.mark.parametrize(
    ("content", "error"), [(b"", FileEmpty), (PDF[:8] + b"0" * LARGEST + PDF[8:], FileTooLarge)]
)
def test_an_empty_file_and_a_large_one_are_refused(content, error):
    with pytest.raises(error):
        read_file("letter.pdf", content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\letter.exe", "letter.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x 1.pdf"),
        ('"; filename="x.html', "filename x.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("", "file.pdf"),
        ("....", "file.pdf"),
        ("लेख.pdf", "लेख.pdf"),
        ("n" * 300, "n" * 100 + ".pdf"),
    ],
)
def test_names_do_no_harm(name, kept):
    assert read_file(name, PDF).name == kept


def test_every_refusal_is_of_one_family():
    assert all(issubclass(error, FileError) for error in (FileEmpty, FileTooLarge, FileKindNotTaken))
