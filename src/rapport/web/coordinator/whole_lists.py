"""Forms in which a whole list is written at once: nobody writes over what a colleague has saved without having seen it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django import forms

from rapport.recruitment.errors import ListChanged

if TYPE_CHECKING:
    from django.http import QueryDict


class WholeListForm(forms.Form):
    """Carries the mark of the list that the page was made of. Changed since, it stands beside what was typed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    stored: Sequence[tuple[str, str]] = ()

    def refuse(self, error: ListChanged, *, mark: str, stored: Sequence[tuple[str, str]]) -> None:
        """Say that the list has changed, and show how it stands, which counts as seen from now on."""
        sent = cast("QueryDict", self.data).copy()
        sent["seen"] = mark
        self.data = sent
        self.stored = stored
        self.add_error(None, str(error))
