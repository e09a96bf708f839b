"""How a page asks for a file, and says what is wrong with the one that it got."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rapport.files import LARGEST, read_file
from rapport.files.errors import FileError, FileTooLarge

TAKEN = _(
    "A PDF, or a picture as PNG or JPEG, of at most 5 MB. We take out of a picture where and when it was taken; a PDF "
    "keeps its properties, such as the name of who wrote it."
)


class FileInput(forms.FileInput):
    """Offers the kinds that are taken, so that phones turn their pictures into one; says at once what is too large."""

    def __init__(self, *, accept: str = "application/pdf,image/png,image/jpeg") -> None:
        super().__init__(
            attrs={
                "accept": accept,
                "data-most-bytes": LARGEST,
                "data-too-large": FileTooLarge.sentence,
            }
        )


class BroughtFileField(forms.FileField):
    """A file that somebody brings: a PDF or a picture, told by its content."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return what was read of the file; None without one."""
        given = super().clean(data, initial)
        if not isinstance(given, UploadedFile):
            return None
        if given.size and given.size > LARGEST:
            raise forms.ValidationError(str(FileTooLarge.sentence))
        try:
            return self.read(given)
        except FileError as error:
            raise forms.ValidationError(str(error)) from error

    def read(self, given: "UploadedFile[Any]") -> Any:
        return read_file(given.name or "", given.read())
