"""Forms for inviting people."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.recruitment.choices import InvitationState
from rapport.recruitment.services.address_lists import lines_of_table
from rapport.tables import Limits, read_table
from rapport.tables.errors import FileTooLarge, TableError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from rapport.programmes.models import Programme

USUAL_DAYS = 21
MOST_DAYS = 180
LONGEST_LIST = 100_000


def _roles(programme: "Programme") -> list[tuple[str, str]]:
    return [(role, role_word(programme, role)) for role in ParticipantRole.values]


def _days() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("Days that it is open"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )


class InviteForm(forms.Form):
    """A list of addresses, pasted or brought along, and what goes with the letter."""

    role = forms.ChoiceField(label=gettext_lazy("Invite them as"), widget=forms.RadioSelect)
    people = forms.CharField(
        label=gettext_lazy("Addresses, one a line"),
        help_text=gettext_lazy("With or without a name, in any order: “Ada Ames, ada@example.org”."),
        max_length=LONGEST_LIST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a spreadsheet"),
        help_text=gettext_lazy("XLSX or CSV, one person a row. What is in it comes to what stands above."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    days = _days()
    note = forms.CharField(
        label=gettext_lazy("What you add to the letter"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, programme: "Programme", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(programme)  # type: ignore[attr-defined]
        vars(self.fields["note"]).update(visibility_note=_("Whoever gets the letter reads this"))

    def clean_file(self) -> str:
        """Return what the spreadsheet holds as lines."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if not file:
            return ""
        most = Limits().file_bytes
        if (file.size or 0) > most:
            raise forms.ValidationError(str(FileTooLarge(most // 1_000_000)))
        try:
            return lines_of_table(read_table(file.read()))
        except TableError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text = "\n".join(part for part in (cleaned.get("people", ""), cleaned.get("file", "")) if part)
        if not text.strip() and not self.errors:
            self.add_error("people", _("Please write at least one address, or choose a spreadsheet."))
        if len(text) > LONGEST_LIST:
            self.add_error("file", _("This list is too long to send in one go. Please split it."))
        cleaned["text"] = text
        return cleaned


class LinkForm(forms.Form):
    """A link to share."""

    label = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("For example “Newsletter of March”. Only you and your colleagues read it."),
        max_length=100,
        required=False,
    )
    role = forms.ChoiceField(label=gettext_lazy("They apply as"), required=False)
    days = _days()
    most_uses = forms.IntegerField(
        label=gettext_lazy("How many may use it"),
        help_text=gettext_lazy("Empty: as many as come."),
        min_value=1,
        max_value=10_000,
        required=False,
    )

    def __init__(self, *args: Any, programme: "Programme", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        either = ("", _("whichever they choose"))
        self.fields["role"].choices = [either, *_roles(programme)]  # type: ignore[attr-defined]


class InvitationFilter(forms.Form):
    """What a list of invitations is narrowed to."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("any")), *InvitationState.choices],
        required=False,
    )
