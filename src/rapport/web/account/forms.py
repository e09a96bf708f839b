"""The forms of the own sign-in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )

    def __init__(self, *args: Any, is_right: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_right = is_right

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not self.is_right(code):
            raise forms.ValidationError(
                _("This is not the newest code, or it is too old. After three tries ask for a new one.")
            )
        return code
