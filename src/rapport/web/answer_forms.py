"""How a question is asked on a page, and how the answer is filed and read."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from rapport.files import ReadFile
from rapport.questionnaires.choices import AGREED, LONGEST_LINE, OF_THE_MOMENT, WITH_OPTIONS, QuestionKind
from rapport.questionnaires.selectors import choices_in, folded, openable_among
from rapport.web.file_fields import TAKEN, BroughtFileField

if TYPE_CHECKING:
    from rapport.questionnaires.models import Question

LONGEST_TEXT = 5000
BETWEEN_ANSWERS = ", "


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AnswersForm(forms.Form):
    """Somebody's answers to questions. Only who applies must answer what has to be answered.

    With `opened`, the keys of the answers that are open for matching by now, the page is their own: under each sensitive
    question that can be compared they say whether a match may. `among` are all the questions, where these are a part.
    """

    def __init__(
        self,
        *args: Any,
        questions: "Iterable[Question]",
        given: Mapping[str, Any] | None = None,
        seen_by: Mapping[bool, Any] | None = None,
        is_applying: bool = False,
        opened: Collection[str] | None = None,
        among: "Iterable[Question] | None" = None,
        **kwargs: Any,
    ) -> None:
        """Ask `questions`, with what was `given` before; `seen_by` says who reads a sensitive answer and another."""
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        in_all = self.questions if among is None else list(among)
        openable = openable_among(in_all) if opened is not None else {}
        for question in self.questions:
            field = question_field(question, given=(given or {}).get(question.key))
            field.required = is_applying and question.is_required
            vars(field).update(visibility_note=(seen_by or {}).get(question.is_sensitive, ""))
            self.fields[f"answer-{question.key}"] = field
            if question.key in openable:
                self.fields[f"open-{question.key}"] = opening_field(
                    question, is_open=question.key in (opened or ()), with_answer_to=openable[question.key]
                )

    def answers(self) -> dict[str, Any]:
        """Return every answer by the key of its question, empty ones too."""
        return {q.key: answer_from(q, self.cleaned_data[f"answer-{q.key}"]) for q in self.questions}

    def opened(self) -> dict[str, bool]:
        """Return what is said of each sensitive answer that can be kept: whether a match may compare it."""
        given = self.cleaned_data
        kept = [each.key for each in self.questions if f"answer-{each.key}" in given]
        return {key: given[f"open-{key}"] for key in kept if f"open-{key}" in given}

    def note_kept(self, files: Mapping[str, ReadFile]) -> None:
        """Say beside these questions that their files are kept by now, whatever is wrong with the rest of the page."""
        for question in self.questions:
            if question.key in files:
                shown = self[f"answer-{question.key}"]
                shown.help_text = _about_file(question, files[question.key].name)
                vars(shown.field).update(is_kept=True)


def opening_field(
    question: "Question", *, is_open: bool, with_answer_to: "Question | None" = None
) -> forms.Field:
    """Return the tick that opens a sensitive answer; those who hear the page hear which one."""
    about = _(
        "Without the tick, matching does as if you had not answered. With it, your answer can decide who is "
        "proposed to you; they are never told. Those who run the programme, who can read your answer anyway, see "
        "what it counted for. You can take the tick back: the next matching then leaves your answer out."
    )
    if with_answer_to:
        together = _(
            "It counts only if your answer to “%(question)s” may be used as well: this one gives it away."
        )
        about = f"{together % {'question': with_answer_to.label}} {about}"
    field = forms.BooleanField(
        label=_("This answer may be used to find my match"),
        help_text=about,
        required=False,
        initial=is_open,
    )
    vars(field).update(look="field--opens")
    field.widget.attrs["aria-label"] = _("%(label)s: %(question)s") % {
        "label": field.label,
        "question": question.label,
    }
    return field


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
    if question.kind in OF_THE_MOMENT:
        return _field_of_the_moment(question, given, common)
    match question.kind:
        case QuestionKind.NUMBER:
            return forms.FloatField(**common)
        case QuestionKind.MULTIPLE:
            common["help_text"] = question.help or _("Several, with commas between them.")
            common["initial"] = BETWEEN_ANSWERS.join(given or [])
        case QuestionKind.TEXT:
            widget = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(widget=widget, max_length=LONGEST_TEXT, **common)
    longest = None if question.kind == QuestionKind.MULTIPLE else LONGEST_LINE
    return forms.CharField(max_length=longest, **common)


def _field_of_the_moment(question: "Question", given: Any, common: dict[str, Any]) -> forms.Field:
    match question.kind:
        case QuestionKind.DATE:
            return forms.DateField(widget=DateInput(), **common)
        case QuestionKind.FILE:
            common["help_text"] = _about_file(question, given)
            return BroughtFileField(**common)
        case _:
            return forms.BooleanField(**common | {"initial": given == AGREED})


def _about_file(question: "Question", given: Any) -> str:
    """Return the help of a question for a file, with the name of the one that is kept already."""
    kept = _("We have “%(name)s”; another one takes its place.") % {"name": given} if given else ""
    return " ".join(part for part in (question.help, str(TAKEN), kept) if part)


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
