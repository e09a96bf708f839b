"""The forms of the own sign-in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.letters.kinds import optional_kinds


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


class LetterChoiceForm(forms.Form):
    """Which of the letters that somebody need not get they want."""

    wanted = forms.MultipleChoiceField(
        label=_("Send me"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            (kind.key, f"{kind.stage}: {kind.purpose}") for kind in optional_kinds()
        ]
