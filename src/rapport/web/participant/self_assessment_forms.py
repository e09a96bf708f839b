"""The forms of a self-assessment: the statements of one competency, a step of the plan."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.core import clock
from rapport.training.choices import Competency
from rapport.training.models import PlanStep
from rapport.training.presets.competencies import CompetencyPreset
from rapport.training.selectors import HIGHEST, with_role_words
from rapport.web.answer_forms import DateInput
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rapport.programmes.models import Programme

RATINGS = [(str(number), str(number)) for number in range(1, HIGHEST + 1)]


class RatingsForm(forms.Form):
    """The statements of one competency, each with seven steps in a line."""

    def __init__(
        self, data: Any, *, preset: CompetencyPreset, programme: "Programme", given: "Mapping[str, int]"
    ) -> None:
        super().__init__(data)
        self.preset = preset
        for key, statement in preset.statements.items():
            field = forms.ChoiceField(
                label=with_role_words(str(statement), programme),
                choices=RATINGS,
                widget=forms.RadioSelect,
                initial=str(given[key]) if key in given else None,
            )
            describe(field, look="choices--steps")
            self.fields[key] = field

    def ratings(self) -> dict[str, int]:
        return {key: int(self.cleaned_data[key]) for key in self.preset.statements}


class PlanStepForm(forms.ModelForm):  # type: ignore[type-arg]
    """What I will do, what it is for, by when."""

    text = forms.CharField(
        label=gettext_lazy("What I will do"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Small enough that you will know when it is done."),
    )
    competency = forms.ChoiceField(label=gettext_lazy("What it is for"), required=False)
    due_on = forms.DateField(label=gettext_lazy("By when"), widget=DateInput())

    class Meta:
        model = PlanStep
        fields = ["text", "competency", "due_on"]

    def __init__(self, data: Any, *, programme: "Programme") -> None:
        super().__init__(data)
        self.programme = programme
        competency: Any = self.fields["competency"]
        competency.choices = [("", _("something else")), *Competency.choices]

    def clean_due_on(self) -> dt.date:
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on < clock.today(self.programme.time_zone):
            raise forms.ValidationError(_("This day has passed already."))
        return due_on
