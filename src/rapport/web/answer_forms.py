"""How a question is asked on a page, and how the answer is filed and read."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.selectors import choices_in, folded

if TYPE_CHECKING:
    from rapport.questionnaires.models import Question

LONGEST_TEXT = 5000
BETWEEN_ANSWERS = ", "


class AnswersForm(forms.Form):
    """Somebody's answers to questions; none has to be answered."""

    def __init__(
        self,
        *args: Any,
        questions: "Iterable[Question]",
        given: Mapping[str, Any] | None = None,
        seen_by: Mapping[bool, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Ask `questions`, with what was `given` before; `seen_by` says who reads a sensitive answer and another."""
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            field = question_field(question, given=(given or {}).get(question.key))
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
    options = [(option, option) for option in _with_given(question.options, given)]
    match question.kind:
        case QuestionKind.NUMBER:
            return forms.FloatField(**common)
        case QuestionKind.MULTIPLE if question.options:
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case QuestionKind.MULTIPLE:
            common["help_text"] = question.help or _("Several, with commas between them.")
            common["initial"] = BETWEEN_ANSWERS.join(given or [])
            return forms.CharField(**common)
        case QuestionKind.SINGLE | QuestionKind.SCALE if question.options:
            return forms.ChoiceField(choices=[("", "–"), *options], **common)
        case QuestionKind.TEXT:
            widget = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(widget=widget, max_length=LONGEST_TEXT, **common)
        case _:
            return forms.CharField(max_length=300, **common)


def _with_given(options: list[str], given: Any) -> list[str]:
    """Return the list with what was answered outside it, so that saving the page takes no answer away."""
    listed = {folded(option) for option in options}
    return [*options, *(choice for choice in choices_in(given or []) if folded(choice) not in listed)]


def answer_from(question: "Question", given: Any) -> Any:
    """Return the answer as it is filed: several as a list, whole numbers whole, whatever the field was."""
    if question.kind == QuestionKind.MULTIPLE and isinstance(given, str):
        return [part.strip() for part in given.split(",") if part.strip()]
    if isinstance(given, float) and given.is_integer():
        return int(given)
    return given


def answer_in_words(answer: Any) -> str:
    """Return an answer as people read it."""
    if answer in (None, "", []):
        return "–"
    return BETWEEN_ANSWERS.join(map(str, answer)) if isinstance(answer, list) else str(answer)
