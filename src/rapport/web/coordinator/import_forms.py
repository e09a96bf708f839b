"""Forms of an import: the upload, what each column is, and how to run it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rapport.programmes.choices import ColumnUse, ImportMode, ParticipantRole
from rapport.programmes.services.imports import Advice, Column
from rapport.questionnaires.choices import LASTING, WITH_OPTIONS, QuestionKind
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
    same_as = forms.ChoiceField(
        label=_("The same question as"),
        required=False,
        help_text=_("Then its wording, kind and possible answers are taken from that question."),
    )
    label = forms.CharField(label=_("The question in words"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=[(kind.value, kind.label) for kind in LASTING]
    )
    separator = forms.ChoiceField(
        label=_("Between several answers stands a"), choices=SEPARATORS, initial=";", required=False
    )
    options = forms.CharField(
        label=_("Possible answers"),
        required=False,
        help_text=_("One a line; on a scale from lowest to highest. Empty: whatever the cells hold."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitive: only those who run the programme read the answers"), required=False
    )

    def __init__(self, data: Any = None, *, prefix: str, column: Column, advice: Advice) -> None:
        initial = column.to_json() | {"options": "\n".join(column.options), "same_as": column.asked_as}
        super().__init__(data, prefix=prefix, initial=initial)
        self.column, self.advice = column, advice
        same_as = [
            (one.asked_as, f"{one.wording} ({QuestionKind(one.kind).label})") for one in advice.same_as
        ]
        self.fields["same_as"].choices = [("", _("None of those asked already")), *same_as]  # type: ignore[attr-defined]
        if not same_as:
            del self.fields["same_as"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._is_let_go() and "label" not in self.changed_data:
            self.add_error("label", _("The cohort asks this already. Please word it differently."))
        if self._chosen_question():
            return cleaned
        is_scale = cleaned.get("use") == ColumnUse.QUESTION and cleaned.get("kind") == QuestionKind.SCALE
        if is_scale and not self._options():
            self.add_error("options", _("Please write the steps of the scale, one a line, the lowest first."))
        return cleaned

    def _options(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.cleaned_data.get("options", "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _is_let_go(self) -> bool:
        """Whether somebody chose that the column is no longer the question that it is bound to."""
        is_sent = self.add_prefix("same_as") in self.data
        is_question = self.cleaned_data.get("use") == ColumnUse.QUESTION
        return is_sent and is_question and bool(self.column.asked_as) and not self.cleaned_data.get("same_as")

    def _chosen_question(self) -> Column | None:
        """The column as the question that was chosen for it just now."""
        chosen = self.cleaned_data.get("same_as")
        is_question = self.cleaned_data.get("use") == ColumnUse.QUESTION or "use" not in self.changed_data
        if not chosen or chosen == self.column.asked_as or not is_question:
            return None
        return next((one for one in self.advice.same_as if one.asked_as == chosen), None)

    def corrected(self) -> Column:
        """Return the column as the coordinator says it is."""
        data = self.cleaned_data
        is_sensitive = data["is_sensitive"]
        if chosen := self._chosen_question():
            separator = data["separator"] if "separator" in self.changed_data else chosen.separator
            return replace(
                chosen,
                separator=separator or chosen.separator,
                is_sensitive=is_sensitive or chosen.is_sensitive,
            )
        label = " ".join(data["label"].split()) or self.column.heading[:300]
        return Column(
            heading=self.column.heading,
            use=data["use"],
            label=label,
            kind=data["kind"],
            options=self._options() if data["kind"] in WITH_OPTIONS else (),
            separator=data["separator"] or ";",
            is_sensitive=is_sensitive,
            asked_as=self.column.asked_as if label == self.column.label else "",
        )


@dataclass(frozen=True)
class ColumnCard:
    """A column as the page shows it: its form, and what stands in its cells."""

    form: ColumnForm
    advice: Advice
    examples: Sequence[str]
    values: Sequence[str]

    @property
    def summary(self) -> str:
        return str(QuestionKind(self.form.column.kind).label)

    @property
    def asked_already(self) -> str:
        """The words of the question of this cohort that the column answers, if it does."""
        column = self.form.column
        return column.wording if column.is_question and column.asked_as else ""


def column_cards(
    columns: Sequence[Column], table: Table, advices: Sequence[Advice], data: Any = None
) -> list[ColumnCard]:
    """Return one card a column, in the order of the table."""
    cards = []
    for place, (column, advice) in enumerate(zip(columns, advices, strict=True)):
        form = ColumnForm(data, prefix=f"column-{place}", column=column, advice=advice)
        distinct = list(dict.fromkeys(value for value in table.values_of(column.heading) if value))
        shown = distinct[:VALUES_SHOWN] if column.kind in WITH_OPTIONS else []
        cards.append(ColumnCard(form, advice, distinct[:EXAMPLES], shown))
    return cards


class RunForm(forms.Form):
    """What to do when some rows cannot be used."""

    mode = forms.ChoiceField(choices=ImportMode.choices)
