"""The form that narrows a list of letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.letters.choices import LetterState
from rapport.letters.kinds import KINDS

ANY = ("", _("any"))


class LetterFilter(forms.Form):
    """What a list of letters is narrowed to."""

    kind = forms.ChoiceField(label=_("About"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *LetterState.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, f"{kind.stage}: {kind.subject}") for kind in KINDS.values()]
        self.fields["kind"].choices = [ANY, *kinds]  # type: ignore[attr-defined]
