"""Draws a picture anew, so that nothing is left in it but what it shows."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from rapport.files.errors import PictureBroken, PictureTooDetailed

MOST_PIXELS = 50_000_000
SEGMENTS_LEFT = frozenset({"APP0", "APP14"})
"""What a drawn JPEG holds beside the picture: how many dots go to an inch, and how its colours are told."""
ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}
BROKEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@contextmanager
def opened_picture(content: bytes, *, kinds: tuple[str, ...]) -> Iterator[Image.Image]:
    """Open a picture of one of these kinds to draw it anew.

    Raises
    ------
    FileError
        Another kind, broken, or of more than `MOST_PIXELS`.
    """
    try:
        with Image.open(io.BytesIO(content), formats=kinds) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureTooDetailed
            yield opened
    except BROKEN as error:
        raise PictureBroken from error


def redraw(content: bytes, kind: str) -> bytes:
    """Return the picture upright and in its own kind, as fine as it was; where and by which camera it was taken is gone.

    What hides behind it or in it, such as a small picture of what was cut away, is gone too.
    """
    with opened_picture(content, kinds=(kind,)) as opened:
        upright = ImageOps.exif_transpose(opened)
        looks = _looks(opened)
    upright.info = {name: value for name, value in upright.info.items() if name == "transparency"}
    kept = io.BytesIO()
    upright.save(kept, kind, **looks)
    return kept.getvalue()


def _looks(opened: Image.Image) -> dict[str, Any]:
    """Return how a JPEG was made, so that drawing it anew costs nothing that can be seen; a PNG loses nothing anyway."""
    if not isinstance(opened, JpegImagePlugin.JpegImageFile):
        return {}
    return {"qtables": opened.quantization, "subsampling": JpegImagePlugin.get_sampling(opened)}


def is_redrawn(content: bytes, kind: str) -> bool:
    """Whether nothing is in a picture but what it shows, as `redraw` leaves it."""
    try:
        with opened_picture(content, kinds=(kind,)) as opened:
            opened.load()
            return content.endswith(ENDS[kind]) and not any(_notes(opened))
    except (PictureBroken, PictureTooDetailed):
        return False


def _notes(opened: Image.Image) -> Iterator[str]:
    """Yield the name of everything that is noted in a picture."""
    if isinstance(opened, JpegImagePlugin.JpegImageFile):
        yield from (segment for segment, _content in opened.applist if segment not in SEGMENTS_LEFT)
    elif isinstance(opened, PngImagePlugin.PngImageFile):
        yield from (str(name) for name in opened.info if name != "transparency")
        yield from (str(chunk[0]) for chunk in opened.private_chunks)
