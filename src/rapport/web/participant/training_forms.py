"""The forms of who studies a course: an answer of the quiz, a name at the end."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.web.participant.forms import describe


class QuizAnswerForm(forms.Form):
    """One question of a quiz, as the attempt has it: one right answer as circles, several as boxes."""

    def __init__(self, data: Any, *, question: Mapping[str, Any]) -> None:
        super().__init__(data)
        choices = [(str(place), words) for place, words in enumerate(question["choices"])]
        several = len(question["right"]) > 1
        kind = forms.MultipleChoiceField if several else forms.ChoiceField
        widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
        self.fields["chosen"] = kind(
            label=question["text"],
            choices=choices,
            widget=widget,
            help_text=_("More than one is right.") if several else "",
        )

    def chosen(self) -> list[int]:
        answer = self.cleaned_data["chosen"]
        return [int(place) for place in (answer if isinstance(answer, list) else [answer])]


class SignOffForm(forms.Form):
    """Putting one's name under what a course asks for."""

    name = forms.CharField(
        label=gettext_lazy("Your full name, as your signature"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe(self.fields["name"], seen_by=_("Only who runs the programme can read this"))
