"""How a question is asked on a page, and how the answer is filed and read."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from rapport.questionnaires.choices import AGREED, WITH_OPTIONS, QuestionKind
from rapport.questionnaires.selectors import choices_in, folded

if TYPE_CHECKING:
    from rapport.questionnaires.models import Question

LONGEST_TEXT = 5000
LONGEST_LINE = 300
BETWEEN_ANSWERS = ", "


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AnswersForm(forms.Form):
    """Somebody's answers to questions. Only who applies must answer what has to be answered."""

    def __init__(
        self,
        *args: Any,
        questions: "Iterable[Question]",
        given: Mapping[str, Any] | None = None,
        seen_by: Mapping[bool, Any] | None = None,
        is_applying: bool = False,
        **kwargs: Any,
    ) -> None:
        """Ask `questions`, with what was `given` before; `seen_by` says who reads a sensitive answer and another."""
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            field = question_field(question, given=(given or {}).get(question.key))
            field.required = is_applying and question.is_required
            vars(field).update(visibility_note=(seen_by or {}).get(question.is_sensitive, ""))
            self.fields[f"answer-{question.key}"] = field

    def answers(self) -> dict[str, Any]:
        """Return every answer by the key of its question, empty ones too."""
        return {q.key: answer_from(q, self.cleaned_data[f"answer-{q.key}"]) for q in self.questions}


def question_field(question: "Question", *, given: Any = None) -> forms.Field:
    """Return the form field that asks a question, filled in with what was `given` before, listed or not."""
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": False,
        "initial": given,
    }
    if question.kind in WITH_OPTIONS and question.options:
        return _choice_field(question, given, common)
    match question.kind:
        case QuestionKind.NUMBER:
            return forms.FloatField(**common)
        case QuestionKind.MULTIPLE:
            common["help_text"] = question.help or _("Several, with commas between them.")
            common["initial"] = BETWEEN_ANSWERS.join(given or [])
        case QuestionKind.DATE:
            return forms.DateField(widget=DateInput(), **common)
        case QuestionKind.AGREEMENT:
            return forms.BooleanField(**common | {"initial": given == AGREED})
        case QuestionKind.TEXT:
            widget = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(widget=widget, max_length=LONGEST_TEXT, **common)
    longest = None if question.kind == QuestionKind.MULTIPLE else LONGEST_LINE
    return forms.CharField(max_length=longest, **common)


def _choice_field(question: "Question", given: Any, common: dict[str, Any]) -> forms.Field:
    options = [(option, option) for option in _with_given(question.options, given)]
    if question.kind == QuestionKind.MULTIPLE:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
    return forms.ChoiceField(choices=[("", "–"), *options], **common)


def _with_given(options: list[str], given: Any) -> list[str]:
    """Return the list with what was answered outside it, so that saving the page takes no answer away."""
    listed = {folded(option) for option in options}
    return [*options, *(choice for choice in choices_in(given or []) if folded(choice) not in listed)]


def answer_from(question: "Question", given: Any) -> Any:
    """Return the answer as it is filed: several as a list, whole numbers whole, whatever the field was."""
    if question.kind == QuestionKind.MULTIPLE and isinstance(given, str):
        return [part.strip() for part in given.split(",") if part.strip()]
    if question.kind == QuestionKind.AGREEMENT:
        return AGREED if given else ""
    if isinstance(given, dt.date):
        return given.isoformat()
    if isinstance(given, float) and given.is_integer():
        return int(given)
    return given


def answer_in_words(answer: Any) -> str:
    """Return an answer as people read it."""
    if answer == AGREED:
        return _("agreed")
    if answer in (None, "", []):
        return "–"
    return BETWEEN_ANSWERS.join(map(str, answer)) if isinstance(answer, list) else str(answer)
