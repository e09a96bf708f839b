"""A picture that is kept says what it shows, and nothing of where, when and by which camera it was taken."""

import io

import pytest
from PIL import Image, PngImagePlugin

from rapport.files import read_file, tells_more
from rapport.files.errors import PictureTooDetailed
from rapport.files.redrawing import MOST_PIXELS
from tests.files.test_pictures import bomb
from tests.make import make_picture_file

pytestmark = pytest.mark.once

GPS, CAMERA, ORIENTATION, WHEN = 0x8825, 0x0110, 0x0112, 0x0132
PLACE, PHONE = "Elm Street 4", "Pocket Camera 7"
HIDDEN = b"<script>alert(1)</script>"


def noted(*, orientation=1):
    """Return what a phone notes in a picture: where, when, by which camera, which side is up."""
    notes = Image.Exif()
    notes[ORIENTATION], notes[CAMERA], notes[WHEN] = orientation, PHONE, "2026:11:28 10:00:00"
    notes[GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    return notes


def seen(content):
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        return opened


def kept(content):
    return read_file("me.jpg", content).content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_where_and_by_which_camera_it_was_taken_is_gone(kind):
    photo = make_picture_file(kind=kind, exif=noted(), comment=PLACE.encode())
    assert (seen(photo).getexif().get_ifd(GPS)[1], PHONE.encode() in photo) == ("N", True)

    drawn = kept(photo)

    assert (dict(seen(drawn).getexif()), seen(drawn).getexif().get_ifd(GPS)) == ({}, {})
    assert [note in drawn for note in (b"Exif", b"eXIf", PHONE.encode(), PLACE.encode())] == [False] * 4


def test_what_programs_write_beside_a_picture_is_gone():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", PLACE)
    texts.add_itxt("XML:com.adobe.xmp", PLACE)

    for photo in (
        make_picture_file(kind="PNG", pnginfo=texts, icc_profile=PLACE.encode()),
        make_picture_file(kind="JPEG", xmp=PLACE.encode(), icc_profile=PLACE.encode()),
    ):
        assert (PLACE.encode() in photo, PLACE.encode() in kept(photo)) == (True, False)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_hides_behind_a_picture_is_gone(kind):
    assert HIDDEN not in kept(make_picture_file(kind=kind) + HIDDEN + b"IEND\xff\xd9")


def telling():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", PLACE)
    chunks = PngImagePlugin.PngInfo()
    chunks.add(b"plCe", PLACE.encode())
    return {
        "where it was taken": make_picture_file(kind="JPEG", exif=noted()),
        "where it was taken, in a PNG": make_picture_file(kind="PNG", exif=noted()),
        "a comment": make_picture_file(kind="JPEG", comment=PLACE.encode()),
        "what a program wrote": make_picture_file(kind="JPEG", xmp=PLACE.encode()),
        "a text": make_picture_file(kind="PNG", pnginfo=texts),
        "a chunk of its own": make_picture_file(kind="PNG", pnginfo=chunks),
        "what is behind it": make_picture_file(kind="JPEG") + HIDDEN,
        "what is behind it, in a PNG": make_picture_file(kind="PNG") + HIDDEN,
        "no picture": b"\xff\xd8\xff" + HIDDEN,
    }


@pytest.mark.parametrize("what", telling())
def test_a_picture_that_tells_more_than_it_shows_is_known(what):
    content = telling()[what]

    assert tells_more("image/png" if content.startswith(b"\x89PNG") else "image/jpeg", content) is True


MODES = {"JPEG": ("1", "L", "RGB", "CMYK", "YCbCr"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_a_picture_that_was_drawn_anew_tells_nothing_more(mode, kind):
    photo = io.BytesIO()
    Image.new(mode, (40, 20)).save(photo, kind, exif=noted(), dpi=(300, 300))

    drawn = read_file("me", photo.getvalue())

    assert (tells_more(drawn.media_type, photo.getvalue()), tells_more(drawn.media_type, drawn.content)) == (
        True,
        False,
    )


def test_what_a_pdf_says_beside_its_pages_is_left():
    assert tells_more("application/pdf", b"%PDF-1.7 /Author (Ada) %%EOF") is False


def test_a_picture_taken_sideways_stands_upright():
    half = Image.new("RGB", (40, 20), "white")
    half.paste("black", (0, 0, 20, 20))
    photo = io.BytesIO()
    half.save(photo, "JPEG", quality=95, exif=noted(orientation=6))

    upright = seen(kept(photo.getvalue()))

    assert upright.size == (20, 40)
    top, bottom = (sum(upright.getpixel((10, y))) for y in (5, 35))
    assert (top < 100, bottom > 600) == (True, True)


def test_what_it_shows_is_as_fine_as_before():
    fine = Image.radial_gradient("L").resize((64, 64))
    png, jpeg = io.BytesIO(), io.BytesIO()
    fine.save(png, "PNG")
    fine.save(jpeg, "JPEG", quality=80)

    assert seen(kept(png.getvalue())).tobytes() == fine.tobytes()
    assert seen(kept(jpeg.getvalue())).quantization == seen(jpeg.getvalue()).quantization
    pairs = zip(seen(kept(jpeg.getvalue())).tobytes(), seen(jpeg.getvalue()).tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 3


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("I;16", "PNG")],
)
def test_scans_and_drawings_of_every_kind_are_taken(mode, kind):
    drawn = io.BytesIO()
    Image.new(mode, (8, 8)).save(drawn, kind)

    assert (seen(kept(drawn.getvalue())).mode, seen(kept(drawn.getvalue())).size) == (mode, (8, 8))


def test_what_shines_through_goes_on_doing_so():
    see_through = io.BytesIO()
    Image.new("P", (4, 4)).save(see_through, "PNG", transparency=0)

    assert seen(kept(see_through.getvalue())).convert("RGBA").getpixel((0, 0))[3] == 0


def test_what_would_fill_the_memory_is_not_drawn():
    side = 8_000
    assert side * side > MOST_PIXELS
    with pytest.raises(PictureTooDetailed):
        kept(bomb(side))
