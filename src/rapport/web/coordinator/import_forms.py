"""Forms of an import: the upload, what each column is, and how to run it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import ColumnUse, ImportMode, ParticipantRole
from rapport.programmes.services.imports import Column
from rapport.questionnaires.choices import WITH_OPTIONS, QuestionKind
from rapport.tables import Limits, Table
from rapport.tables.errors import FileTooLarge

EXAMPLES = 3
VALUES_SHOWN = 12
SEPARATORS = [
    (";", _("semicolon ;")),
    (",", _("comma ,")),
    ("|", _("upright line |")),
    ("/", _("slash /")),
    ("\n", _("new line")),
]


class UploadForm(forms.Form):
    """A spreadsheet, and whom it holds."""

    role = forms.ChoiceField(label=_("Who is in it?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Your spreadsheet"),
        allow_empty_file=True,
        help_text=_(
            "XLSX or CSV, one person a row, with headings. Names and e-mail addresses are all it must have."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def __init__(self, *args: Any, words: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role, words[role]) for role in ParticipantRole.values]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse a file that is too large before any of it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        most = Limits().file_bytes
        if (file.size or 0) > most:
            raise forms.ValidationError(str(FileTooLarge(most // 1_000_000)))
        return file


class ColumnForm(forms.Form):
    """What one column is; all but the first field matter for questions alone."""

    use = forms.ChoiceField(label=_("This column is"), choices=ColumnUse.choices)
    label = forms.CharField(label=_("The question in words"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices)
    separator = forms.ChoiceField(
        label=_("Between several answers stands a"), choices=SEPARATORS, initial=";", required=False
    )
    options = forms.CharField(
        label=_("Possible answers"),
        required=False,
        help_text=_("One a line; on a scale from lowest to highest. Empty: whatever the cells hold."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_sensitive = forms.BooleanField(label=_("Sensitive: only coordinators see the answers"), required=False)

    def __init__(self, data: Any = None, *, prefix: str, column: Column) -> None:
        initial = column.to_json() | {"options": "\n".join(column.options)}
        super().__init__(data, prefix=prefix, initial=initial)
        self.column = column

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_scale = cleaned.get("use") == ColumnUse.QUESTION and cleaned.get("kind") == QuestionKind.SCALE
        if is_scale and not self._options():
            self.add_error("options", _("Please write the steps of the scale, one a line, the lowest first."))
        return cleaned

    def _options(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.cleaned_data.get("options", "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def corrected(self) -> Column:
        """Return the column as the coordinator says it is."""
        data = self.cleaned_data
        return Column(
            heading=self.column.heading,
            use=data["use"],
            label=" ".join(data["label"].split()) or self.column.heading[:300],
            kind=data["kind"],
            options=self._options() if data["kind"] in WITH_OPTIONS else (),
            separator=data["separator"] or ";",
            is_sensitive=data["is_sensitive"],
        )


@dataclass(frozen=True)
class ColumnCard:
    """A column as the page shows it: its form, and what stands in its cells."""

    form: ColumnForm
    examples: Sequence[str]
    values: Sequence[str]

    @property
    def summary(self) -> str:
        return str(QuestionKind(self.form.column.kind).label)


def column_cards(columns: Sequence[Column], table: Table, data: Any = None) -> list[ColumnCard]:
    """Return one card a column, in the order of the table."""
    cards = []
    for place, column in enumerate(columns):
        form = ColumnForm(data, prefix=f"column-{place}", column=column)
        distinct = list(dict.fromkeys(value for value in table.values_of(column.heading) if value))
        shown = distinct[:VALUES_SHOWN] if column.kind in WITH_OPTIONS else []
        cards.append(ColumnCard(form, distinct[:EXAMPLES], shown))
    return cards


class RunForm(forms.Form):
    """What to do when some rows cannot be used."""

    mode = forms.ChoiceField(choices=ImportMode.choices)
