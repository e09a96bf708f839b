"""The form for a letter's words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.letters.kinds import LetterKind, Sample, Wording

MOST_OF_TEXT = 5000
MOST_TYPED_IN_SUBJECT = 150


def show_faults(form: forms.Form, kind: LetterKind, typed: Wording) -> None:
    """Put what is wrong with words beside the field that it is in, unless that is wrong in itself already."""
    readable = set(form.cleaned_data)
    for fault in kind.faults(typed):
        if fault.part in readable:
            form.add_error(fault.part, fault.sentence)


class WordingForm(forms.Form):
    """A subject and a text with placeholders. What is wrong with them stands beside the field that it is in."""

    subject = forms.CharField(label=_("Subject"), max_length=MOST_TYPED_IN_SUBJECT)
    text = forms.CharField(
        label=_("Text"),
        max_length=MOST_OF_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "An empty line begins a new paragraph. Words in {curly brackets} are filled in for each reader."
        ),
    )
    reader = forms.ChoiceField(label=_("As read by"), required=False)

    def __init__(self, *args: Any, kind: LetterKind, samples: Sequence[Sample] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.samples = {sample.id: sample for sample in samples}
        offered = [(sample.id, sample.label) for sample in samples]
        self.fields["reader"].choices = [("", _("a made-up reader")), *offered]  # type: ignore[attr-defined]
        self.fields["reader"].initial = next(iter(self.samples), "")
        harmless = ", ".join(each.mark for each in kind.placeholders if each.is_harmless)
        self.fields["subject"].help_text = (
            _("It is read on lock screens: name nobody. It can hold %(marks)s.") % {"marks": harmless}
            if harmless
            else _("It is read on lock screens: name nobody, and give nothing away.")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        show_faults(self, self.kind, Wording(cleaned.get("subject", ""), cleaned.get("text", "")))
        return cleaned

    @property
    def wording(self) -> Wording:
        """Return the words to show: what was typed, where it can be used, else what the form began with."""
        if self.is_bound and self.is_valid():
            return Wording(self.cleaned_data["subject"], self.cleaned_data["text"])
        return Wording(self["subject"].initial, self["text"].initial)

    @property
    def sample(self) -> Sample | None:
        """Return whom the preview is for, to begin with the first there is."""
        return self.samples.get(str(self["reader"].value() or ""))
