"""Draws a picture anew, so that nothing is left in it but what it shows."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageOps, JpegImagePlugin

from rapport.files.errors import PictureBroken, PictureTooDetailed

MOST_PIXELS = 50_000_000
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
