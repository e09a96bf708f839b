"""The forms of a programme's charter and of the entries in its lists."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import CharterPartKind
from rapport.programmes.models import Approval, BudgetLine, Charter, CommitteeSeat, Outcome
from rapport.web.answer_forms import DateInput


class CharterForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words of a charter, and the numbers that it plans with."""

    class Meta:
        model = Charter
        fields = [
            "mission",
            "goals",
            "sponsor",
            "mentors_wanted",
            "mentees_wanted",
            "check_ins_a_month",
            "minutes_a_check_in",
            "currency",
        ]
        widgets = {
            "mission": forms.Textarea(attrs={"rows": 4}),
            "goals": forms.Textarea(attrs={"rows": 6}),
            "currency": forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
        }

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class OutcomeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What will be different, how it is measured, how much, by when."""

    class Meta:
        model = Outcome
        fields = ["statement", "measure", "target", "due_on"]
        widgets = {"due_on": DateInput()}


class ApprovalForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who backs the programme, and with what."""

    class Meta:
        model = Approval
        fields = ["level", "name", "approved_on", "promise"]
        widgets = {"approved_on": DateInput(), "promise": forms.Textarea(attrs={"rows": 3})}


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who sits on the committee, as what, and for how long."""

    class Meta:
        model = CommitteeSeat
        fields = ["name", "role", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must come after the first day."))
        return cleaned


class BudgetLineForm(forms.ModelForm):  # type: ignore[type-arg]
    """A cost, planned and spent."""

    class Meta:
        model = BudgetLine
        fields = ["label", "planned", "spent"]


FORMS: Mapping[CharterPartKind, type[forms.ModelForm]] = {  # type: ignore[type-arg]
    CharterPartKind.OUTCOME: OutcomeForm,
    CharterPartKind.APPROVAL: ApprovalForm,
    CharterPartKind.SEAT: SeatForm,
    CharterPartKind.BUDGET_LINE: BudgetLineForm,
}
