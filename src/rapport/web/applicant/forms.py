"""The form of one step of an application."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.files import ReadFile
from rapport.questionnaires.choices import WITH_OPTIONS, QuestionKind
from rapport.questionnaires.selectors import questions_shown
from rapport.web.answer_forms import AnswersForm, answer_from
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from django.http import QueryDict
    from django.utils.functional import Promise

    from rapport.questionnaires.models import Question
    from rapport.recruitment.models import Application

OPENED_BY_ONESELF = gettext_lazy(
    "Only those who run the programme can read this; it is used for matching only if you say so below"
)
WHO_READS = {
    True: gettext_lazy("Only those who run the programme can read this; it is never used for matching"),
    False: gettext_lazy(
        "Those who run the programme, and whoever they ask to review your application, can read this"
    ),
}
KNOWN_ONCE_IN = gettext_lazy(
    "Those who run the programme, and whoever they ask to review your application, can read this; "
    "once you take part, whoever you are proposed to may, too"
)

GUARDIANS_READERS = gettext_lazy("Only those who run the programme and its safeguarding lead can read this")


class StepForm(AnswersForm):
    """The questions of one section that are asked of this person, by what they have answered until now.

    `asked` says which questions stood on the page that was sent: an answer on it may open one more.
    """

    def __init__(
        self,
        data: "QueryDict | None",
        *,
        application: "Application",
        questions: "Sequence[Question]",
        section: "Sequence[Question]",
        asks_name: bool,
        **kwargs: Any,
    ) -> None:
        self.stops = False
        given = application.answers.values
        shown = {each.key for each in questions_shown(questions, given | _chosen(section, data))}
        asked = [each for each in section if each.key in shown]
        opened = application.answers.opened
        super().__init__(
            data, questions=asked, given=given, is_applying=True, opened=opened, among=questions, **kwargs
        )
        _say_who_reads(self)
        if asks_name:
            own = forms.CharField(label=_("Your name"), max_length=200, initial=application.name)
            own.widget.attrs["autocomplete"] = "name"
            self.fields = {"name": own} | self.fields

    def require_nothing(self) -> None:
        """Let somebody stop here and go on another day."""
        self.stops = True
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent = cast("QueryDict", self.data).getlist("asked")
        for question in self.questions if sent and not self.stops else []:
            name = f"answer-{question.key}"
            if question.key not in sent and name not in self.errors:
                self.add_error(name, _("This is asked because of your answer above. Please look at it."))
        return cleaned

    def valid_answers(self) -> dict[str, Any]:
        """Return the answers that can be kept, whatever is wrong with the others."""
        return {
            each.key: answer_from(each, self.cleaned_data[f"answer-{each.key}"])
            for each in self.questions
            if each.kind != QuestionKind.FILE and f"answer-{each.key}" in self.cleaned_data
        }

    def valid_files(self) -> dict[str, ReadFile]:
        """Return the files that came along; where none did, the one that is kept stays."""
        files = [each.key for each in self.questions if each.kind == QuestionKind.FILE]
        sent = {key: self.cleaned_data.get(f"answer-{key}") for key in files}
        return {key: file for key, file in sent.items() if file}


class GuardianForm(forms.Form):
    """Whether somebody is under 18, and who their guardian is: no date of birth, and nothing that is not needed."""

    is_minor = forms.BooleanField(label=gettext_lazy("I am under 18"), required=False)
    guardian_name = forms.CharField(
        label=gettext_lazy("Name of a parent or guardian"), max_length=200, required=False
    )
    guardian_email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        required=False,
        help_text=gettext_lazy("They get a letter when you send your application, and say yes or no."),
    )

    def __init__(self, *args: Any, is_known_minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known_minor:
            for field in self.fields.values():
                field.required = True
        for name in ("guardian_name", "guardian_email"):
            describe(self.fields[name], seen_by=GUARDIANS_READERS, look="field--guardian")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        guardian = ("guardian_name", "guardian_email")
        if cleaned.get("is_minor"):
            for name in guardian:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Whoever is under 18 needs a guardian's consent."))
        elif any(cleaned.get(name) for name in guardian) and "is_minor" not in self.errors:
            self.add_error("is_minor", _("Please tick this if you are under 18, or leave the guardian out."))
        return cleaned

    @property
    def guardian(self) -> dict[str, str] | None:
        """Return whom the service asks; nobody for whoever is of age."""
        given = self.cleaned_data
        if not given["is_minor"]:
            return None
        return {"name": given["guardian_name"], "email": given["guardian_email"]}


class PreviewForm(AnswersForm):
    """The questions of one section as every applicant may meet them, before anybody has answered."""

    def __init__(self, *, questions: "Sequence[Question]", among: "Sequence[Question]") -> None:
        super().__init__(questions=questions, is_applying=True, opened=(), among=among)
        _say_who_reads(self)


def _say_who_reads(form: AnswersForm) -> None:
    for question in form.questions:
        can_be_opened = f"open-{question.key}" in form.fields
        note = OPENED_BY_ONESELF if can_be_opened else _who_reads(question)
        vars(form.fields[f"answer-{question.key}"]).update(visibility_note=note)


def _who_reads(question: "Question") -> "str | Promise":
    lasts = not question.asked_when and not question.is_sensitive
    return KNOWN_ONCE_IN if lasts else WHO_READS[question.is_sensitive]


def _chosen(section: "Sequence[Question]", data: "QueryDict | None") -> dict[str, list[str]]:
    """Return what was chosen from lists on the page that was sent: questions may depend on it."""
    if data is None:
        return {}
    listed = [each for each in section if each.kind in WITH_OPTIONS]
    return {each.key: data.getlist(f"answer-{each.key}") for each in listed}
