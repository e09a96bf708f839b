"""The forms of a question of the quiz and of a lesson's file, and what the list of who has done what is narrowed to."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.programmes.choices import ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.training.choices import Standing
from rapport.web.file_fields import TAKEN, BroughtFileField

if TYPE_CHECKING:
    from rapport.programmes.models import Programme
    from rapport.training.models import QuizQuestion

MOST_CHOICES = 6
FEWEST_CHOICES = 2
ANY = ("", gettext_lazy("any"))


class LessonFileForm(forms.Form):
    """A file to take along from a lesson, and what people call it."""

    file = BroughtFileField(
        label=gettext_lazy("File"),
        help_text=format_lazy("{} {}", TAKEN, gettext_lazy("Save slides and documents as PDF first.")),
    )
    title = forms.CharField(
        label=gettext_lazy("What people call it"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example “Handout” or “Slides”. Empty: the file’s own name."),
    )


class QuizQuestionForm(forms.Form):
    """A question, up to six choices with a tick at each that is right, and what there is to learn."""

    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    explanation = forms.CharField(
        label=gettext_lazy("Explanation"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Shown right after the answer, whether it was right or not: why it is so."),
    )

    def __init__(self, data: Any, *, question: "QuizQuestion | None" = None) -> None:
        given = list(question.choices) if question else []
        words = {"text": question.text, "explanation": question.explanation} if question else {}
        super().__init__(data, initial=words)
        for place in range(MOST_CHOICES):
            number = {"n": place + 1}
            self.fields[f"choice-{place}"] = forms.CharField(
                label=_("Choice %(n)s") % number,
                max_length=300,
                required=False,
                initial=given[place] if place < len(given) else "",
                widget=forms.Textarea(attrs={"rows": 1}),
            )
            self.fields[f"right-{place}"] = forms.BooleanField(
                label=_("Choice %(n)s is right") % number,
                required=False,
                initial=bool(question and place in question.right),
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"choice-{place}"], self[f"right-{place}"]) for place in range(MOST_CHOICES)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kept = self._kept(cleaned)
        if len(kept) < FEWEST_CHOICES:
            self.add_error("choice-0", _("Give at least two choices."))
        elif not any(is_right for _words, is_right in kept):
            self.add_error("right-0", _("Tick at least one choice as right."))
        for place in range(MOST_CHOICES):
            if cleaned.get(f"right-{place}") and not cleaned.get(f"choice-{place}"):
                self.add_error(f"choice-{place}", _("This choice is ticked as right, but has no words."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what the service takes; empty choices are left out."""
        kept = self._kept(self.cleaned_data)
        return {
            "text": self.cleaned_data["text"],
            "explanation": self.cleaned_data["explanation"],
            "choices": [words for words, _is_right in kept],
            "right": [place for place, (_words, is_right) in enumerate(kept) if is_right],
        }

    def _kept(self, cleaned: dict[str, Any]) -> list[tuple[str, bool]]:
        rows = [
            (" ".join((cleaned.get(f"choice-{n}") or "").split()), bool(cleaned.get(f"right-{n}")))
            for n in range(MOST_CHOICES)
        ]
        return [(words, is_right) for words, is_right in rows if words]


class TrainingFilter(forms.Form):
    """What the list of who has done what is narrowed to."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("Training"), choices=[ANY, *Standing.choices], required=False
    )

    def __init__(self, *args: Any, programme: "Programme", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(role, role_word(programme, role)) for role in ParticipantRole.values]
        self.fields["role"].choices = [ANY, *words]  # type: ignore[attr-defined]
