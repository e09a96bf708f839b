"""Draws a picture anew so that it can be shown to anybody: upright, no larger than a page needs, nothing noted inside."""

import io
from dataclasses import dataclass

from PIL import ImageOps

from rapport.files.errors import PictureBroken, PictureNotTaken
from rapport.files.reading import check_size
from rapport.files.redrawing import opened_picture

LARGEST_SIDE = 1600
QUALITY = 82
READ = ("PNG", "JPEG")


@dataclass(frozen=True)
class Picture:
    """A picture as WebP, drawn by us."""

    content: bytes
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """Return the picture drawn anew: where and by which camera it was taken, and whatever hides behind it, is gone.

    Raises
    ------
    FileError
        Empty, too large, no PNG or JPEG, broken, or of more than `MOST_PIXELS`.
    """
    check_size(content)
    try:
        with opened_picture(content, kinds=READ) as opened:
            drawn = ImageOps.exif_transpose(opened).convert("RGBA" if opened.has_transparency_data else "RGB")
    except PictureBroken as error:
        raise PictureNotTaken from error
    drawn.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    kept = io.BytesIO()
    drawn.save(kept, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"")
    return Picture(kept.getvalue(), drawn.width, drawn.height)
