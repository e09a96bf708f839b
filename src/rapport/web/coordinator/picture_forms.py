"""The form of the picture on a public page."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rapport.files import Picture, read_picture
from rapport.web.file_fields import BroughtFileField, FileInput


class PictureField(BroughtFileField):
    """A picture, told by its content and drawn anew."""

    def read(self, given: "UploadedFile[Any]") -> Picture:
        return read_picture(given.read())


class PictureForm(forms.Form):
    """A picture, and what it shows for those who do not see it."""

    picture = PictureField(
        label=_("Picture"),
        help_text=_(
            "PNG or JPEG, up to 5 MB, best in landscape. It is drawn anew, without the place and the camera noted inside."
        ),
        widget=FileInput(accept="image/png,image/jpeg"),
    )
    words = forms.CharField(
        label=_("What it shows"),
        help_text=_(
            "For those who do not see it. For example “Two students over a notebook”. "
            "Empty if it is only there to look nice."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        """Ask for a picture, unless there is one: then another one is welcome, and its words can change alone."""
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not has_picture
        if has_picture:
            self.fields["picture"].label = _("Another picture")
