"""Forms for deciding about applications."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import ApplicationState

if TYPE_CHECKING:
    from rapport.programmes.models import Programme

ANY = ("", _("any"))


class ApplicationFilter(forms.Form):
    """What a list of applications is narrowed to."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[ANY, *(each for each in ApplicationState.choices if each[0] != ApplicationState.DRAFT)],
        required=False,
    )

    def __init__(self, *args: Any, programme: "Programme", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(role, role_word(programme, role)) for role in ParticipantRole.values]
        self.fields["role"].choices = [ANY, *words]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What goes with a decision: words for the letter, and a reason that stays in the house."""

    note = forms.CharField(
        label=_("What you add to the letter"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "It stands between the first and the last sentence. An empty line begins a new paragraph."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For you and your colleagues, so that the decision can be explained later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["note"]).update(visibility_note=_("Whoever gets the letter reads this"))
        vars(self.fields["reason"]).update(
            visibility_note=_("Only those who run the programme can read this")
        )
