"""Forms for deciding about applications."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.letters.kinds import LetterKind, Wording
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import WITHDRAWN_STAGE, ConsentStanding, PipelineStage
from rapport.recruitment.selectors.lists import Narrowing
from rapport.web.addresses import address
from rapport.web.components import Tab
from rapport.web.coordinator.wording_forms import MOST_OF_TEXT, MOST_TYPED_IN_SUBJECT, show_faults

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from rapport.programmes.models import Cohort, Programme

ANY = ("", _("any"))
BEST = "best"


class ApplicationFilter(forms.Form):
    """What a list of applications is narrowed to."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[ANY, *PipelineStage.choices, WITHDRAWN_STAGE], required=False
    )
    consent = forms.ChoiceField(label=_("Guardian"), choices=[ANY, *ConsentStanding.choices], required=False)
    order = forms.ChoiceField(
        label=_("On top"),
        choices=[("", _("longest wait")), (BEST, _("best reviews"))],
        required=False,
    )

    def __init__(
        self, data: "QueryDict", *, programme: "Programme", is_board: bool = False, has_minors: bool = False
    ) -> None:
        super().__init__(data)
        if not has_minors:
            del self.fields["consent"]
        if is_board:
            del self.fields["stage"], self.fields["order"]
        words = [(role, role_word(programme, role)) for role in ParticipantRole.values]
        self.fields["role"].choices = [ANY, *words]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what is asked for; a word that is no choice asks for nothing."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in ("role", "stage", "consent", "order")}
        return given | {"text": str(self.data.get("q", "")).strip()}

    def narrowing(self) -> Narrowing:
        """Return the same for a list or a board."""
        wanted = self.wanted()
        return Narrowing(is_best_first=wanted.pop("order") == BEST, **wanted)


def application_tabs(request: "HttpRequest", cohort: "Cohort") -> list[Tab]:
    """Return the two ways to look at applications; who is looked for stays the same."""
    kept = {name: request.GET[name] for name in ("q", "role") if request.GET.get(name)}
    query = f"?{urlencode(kept)}" if kept else ""
    places = [(_("Table"), "application-list"), (_("Board"), "application-board")]
    return [
        Tab(label, f"{url}{query}", is_current=request.path == url)
        for label, name in places
        for url in [address(f"coordinator:{name}", cohort.public_id)]
    ]


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
