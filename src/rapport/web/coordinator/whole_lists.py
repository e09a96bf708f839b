"""Forms in which a whole list is written at once: nobody writes over what a colleague has saved without having seen it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django import forms

from rapport.recruitment.errors import ListChanged

if TYPE_CHECKING:
    from django.http import QueryDict
    from django.utils.functional import Promise


class WholeListForm(forms.Form):
    """Carries the mark of the list that the page was made of. Changed since, it stands beside what was typed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    stored: Sequence[tuple[str, str]] = ()
    places: Sequence[int] = ()
    parts: Sequence[str] = ()
    can_grow = False

    def number_of_rows(self, stored: int, *, empty: int, most: int) -> int:
        """Return room for all that is stored and for what was typed, even where a colleague has left some out since."""
        typed = [place + 1 for place in range(most) if f"{self.parts[0]}-{place}" in self.data]
        number = min(max([stored + empty, *typed]), most)
        self.can_grow = number < most
        return number

    def refuse_the_nameless(self, why: "str | Promise") -> None:
        """Say beside a new entry that it has a meaning and no name; to empty a stored one's name leaves that one out."""
        for place in self.places:
            name, meaning = (f"{part}-{place}" for part in self.parts[:2])
            is_new = not self.fields[name].initial and name not in self.errors
            if is_new and self.cleaned_data.get(meaning) and not self.cleaned_data.get(name):
                self.add_error(name, cast("str", why))

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields that one sees of each entry, whose names begin with the `parts`."""
        return [[self[f"{part}-{place}"] for part in self.parts] for place in self.places]

    def refuse(self, error: ListChanged, *, mark: str, stored: Sequence[tuple[str, str]]) -> None:
        """Say that the list has changed, and show how it stands, which counts as seen from now on."""
        sent = cast("QueryDict", self.data).copy()
        sent["seen"] = mark
        self.data = sent
        self.stored = stored
        self.add_error(None, str(error))
