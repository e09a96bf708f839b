"""Pictures are drawn anew: what they show stays, what they carry goes, and what would fill the memory is not drawn."""

import io
import struct
import zlib

import pytest
from PIL import Image

from rapport.files import LARGEST, read_picture
from rapport.files.errors import FileEmpty, FileTooLarge, PictureNotTaken, PictureTooDetailed
from rapport.files.pictures import LARGEST_SIDE
from tests.make import make_picture_file

pytestmark = pytest.mark.once

PLACE = "Elm Street 4"
ORIENTATION, DESCRIPTION = 0x0112, 0x010E


def drawn(picture):
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_drawn_anew(kind):
    picture = read_picture(make_picture_file(kind=kind, width=40, height=20))

    assert (drawn(picture).format, drawn(picture).size) == ("WEBP", (40, 20))
    assert (picture.width, picture.height) == (40, 20)


def test_a_large_picture_becomes_smaller_in_its_shape():
    picture = read_picture(make_picture_file(width=4000, height=1000))

    assert drawn(picture).size == (LARGEST_SIDE, LARGEST_SIDE // 4)


def test_what_the_camera_noted_is_gone_and_the_picture_stands_upright():
    noted = Image.Exif()
    noted[ORIENTATION], noted[DESCRIPTION] = 6, PLACE
    file = make_picture_file(kind="JPEG", width=40, height=20, exif=noted)
    assert PLACE.encode() in file

    picture = read_picture(file)

    assert drawn(picture).size == (20, 40)
    assert PLACE.encode() not in picture.content
    assert not drawn(picture).getexif()


def test_what_hides_behind_a_picture_is_gone():
    picture = read_picture(make_picture_file() + b"<script>alert(1)</script>\0\0\0\0IEND\xaeB`\x82")

    assert b"script" not in picture.content


def test_what_shines_through_goes_on_doing_so():
    see_through = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(see_through, "PNG")

    assert drawn(read_picture(see_through.getvalue())).convert("RGBA").getpixel((0, 0))[3] == 0


def bomb(side):
    """Return a small PNG that says it is `side` dots wide and high."""

    def chunk(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileEmpty),
        (b"\xff\xd8\xff" + b"0" * LARGEST, FileTooLarge),
        (b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n", PictureNotTaken),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', PictureNotTaken),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9", PictureNotTaken),
        (make_picture_file()[:40] + make_picture_file()[-12:], PictureNotTaken),
        (bomb(9_000), PictureTooDetailed),
        (bomb(60_000), PictureNotTaken),
        (bomb(4), PictureNotTaken),
    ],
    ids=["empty", "large", "pdf", "svg", "hollow", "broken", "detailed", "bomb", "without-dots"],
)
def test_what_is_no_picture_is_refused(content, error):
    with pytest.raises(error):
        read_picture(content)
