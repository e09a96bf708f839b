"""Errors of files.

RapportError
└── FileError
    ├── FileEmpty           nothing in it
    ├── FileTooLarge        more than is taken
    ├── FileKindNotTaken    neither a PDF nor a picture, whatever its name says
    ├── PictureBroken       it begins like a picture, and cannot be drawn
    ├── PictureNotTaken     neither a PNG nor a JPEG, or broken
    └── PictureTooDetailed  a small file that would fill the memory once it is drawn
"""

from django.utils.translation import gettext_lazy as _

from rapport.core.errors import RapportError


class FileError(RapportError):
    code = "file"


class FileEmpty(FileError):
    code = "file-empty"
    sentence = _("This file is empty. Please choose another one.")


class FileTooLarge(FileError):
    code = "file-too-large"
    sentence = _("This file is larger than 5 MB. Please choose a smaller one.")


class FileKindNotTaken(FileError):
    code = "file-kind-not-taken"
    sentence = _(
        "Please choose a PDF, or a picture as PNG or JPEG. This is something else, whatever its name."
    )


class PictureBroken(FileError):
    code = "picture-broken"
    sentence = _("This picture is broken. Please save it anew, or choose another one.")


class PictureNotTaken(FileError):
    code = "picture-not-taken"
    sentence = _("Please choose a picture as PNG or JPEG. This is something else, or it is broken.")


class PictureTooDetailed(FileError):
    code = "picture-too-detailed"
    sentence = _("This picture has more than 50 million dots. Please choose a smaller one.")
