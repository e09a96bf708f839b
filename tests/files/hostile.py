"""Files that nobody should be able to leave with us, and one that anybody may."""

from tests.make import make_picture_file

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG, JPEG = (
    make_picture_file(kind="PNG"),
    make_picture_file(kind="JPEG", width=400, height=400, comment=b"\xff\xd9"),
)

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

BROKEN = {
    "without-dots.png": PNG[:33] + PNG[-12:],
    "cut.png": PNG[:50] + b"IEND",
    "torn.png": PNG[:45] + b"<script>alert(1)</script>" + PNG[60:],
    "hollow.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9",
    "page.jpg": b"\xff\xd8\xff<html><script>alert(1)</script></html>\xff\xd9",
    "cut.jpg": JPEG[: len(JPEG) // 2],
}
"""They begin and end like a picture."""
