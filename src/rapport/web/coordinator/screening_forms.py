"""The forms of screening: what is asked, what was seen, what the list is narrowed to, who is asked for a reference."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rapport.core import clock
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.screening.choices import Result, Standing
from rapport.web.answer_forms import DateInput

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.screening.models import BackgroundCheck

ANY = ("", gettext_lazy("any"))


class CheckForm(forms.Form):
    """What is asked, of whom, and for how long it counts."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy(
            "As people know it: “Police certificate”, “Code of a register”, “Health card”."
        ),
    )
    role = forms.ChoiceField(label=gettext_lazy("Of whom"))
    guidance = forms.CharField(
        label=gettext_lazy("What people have to do"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Where they get it, what it costs, whom they show it to. They read this."),
    )
    validity_months = forms.IntegerField(
        label=gettext_lazy("Months that it counts"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=gettext_lazy(
            "Empty: for good. It fills in the last day of a new entry; entries that are there keep theirs."
        ),
    )
    is_required = forms.BooleanField(label=gettext_lazy("Nobody is matched without it"), required=False)

    def __init__(self, *args: Any, programme: "Programme", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(role, capfirst(role_word(programme, role))) for role in ParticipantRole.values]
        self.fields["role"].choices = words  # type: ignore[attr-defined]


class ClearanceForm(forms.Form):
    """What was seen of one check of one person."""

    result = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=Result.choices, initial=Result.CLEAR, widget=forms.RadioSelect
    )
    checked_on = forms.DateField(
        label=gettext_lazy("Date of the check"),
        widget=DateInput(),
        help_text=gettext_lazy("The date on the paper; where it is under way, the day it was asked for."),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Last day on which it counts"), required=False, widget=DateInput()
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), required=False, max_length=200)
    number = forms.CharField(
        label=gettext_lazy("Number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Seen by those who run the programme and the safeguarding lead alone."),
    )

    def __init__(self, *args: Any, check: "BackgroundCheck", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        months = check.validity_months
        self.fields["valid_until"].help_text = (
            ngettext(
                "Empty: %(n)s month after the date of the check.",
                "Empty: %(n)s months after the date of the check.",
                months,
            )
            % {"n": months}
            if months
            else _("Empty: for good.")
        )

    def clean_checked_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["checked_on"]
        if day > clock.today(self.check.programme.time_zone):
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        checked, until = cleaned.get("checked_on"), cleaned.get("valid_until")
        if until and cleaned.get("result") != Result.CLEAR:
            self.add_error("valid_until", _("Only a clear result counts until a day. Leave this empty."))
        elif checked and until and until < checked:
            self.add_error("valid_until", _("The last day cannot come before the date of the check."))
        return cleaned


class ClearanceFilter(forms.Form):
    """What the list of who is cleared is narrowed to."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[ANY, *Standing.choices], required=False
    )

    def __init__(self, *args: Any, programme: "Programme", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(role, role_word(programme, role)) for role in ParticipantRole.values]
        self.fields["role"].choices = [ANY, *words]  # type: ignore[attr-defined]


class RefereeForm(forms.Form):
    """Who is asked about an applicant."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    relation = forms.CharField(
        label=gettext_lazy("How they know each other"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("As the applicant says: “her teacher”, “a colleague at the ward”."),
    )
