"""Forms for deciding about applications."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.letters.kinds import LetterKind, Wording
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import ApplicationState
from rapport.web.coordinator.wording_forms import MOST_OF_TEXT, MOST_TYPED_IN_SUBJECT, show_faults

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
    """What goes with a decision: words for the letter, and a reason that stays in the house.

    It begins with what such a letter says in the programme; who changes that changes this one letter.
    """

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

    subject = forms.CharField(label=_("Subject"), required=False, max_length=MOST_TYPED_IN_SUBJECT)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MOST_OF_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Words in {curly brackets} are filled in; {note} is what you add above. Empty: as it usually is."
        ),
    )

    def __init__(self, *args: Any, kind: LetterKind, usual: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"initial": asdict(usual)}))
        self.kind, self.usual = kind, usual
        vars(self.fields["note"]).update(visibility_note=_("Whoever gets the letter reads this"))
        vars(self.fields["reason"]).update(
            visibility_note=_("Only those who run the programme can read this")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        show_faults(self, self.kind, self._typed(cleaned))
        return cleaned

    def _typed(self, cleaned: dict[str, Any]) -> Wording:
        text = cleaned.get("text", "").replace("\r\n", "\n")
        return Wording(cleaned.get("subject") or self.usual.subject, text or self.usual.text)

    @property
    def wording(self) -> Wording:
        """Return what the letter says before anything is filled in."""
        return self._typed(self.cleaned_data) if self.is_bound and self.is_valid() else self.usual

    @property
    def has_own_words(self) -> bool:
        return self.wording != self.usual or bool({"subject", "text"} & self.errors.keys())

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        own = {name: self.cleaned_data[name] for name in ("note", "reason")}
        return own | {"wording": self.wording if self.has_own_words else None}
