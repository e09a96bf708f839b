"""The forms of what both expect: one question, the settled points, a change of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from rapport.mentorships.presets.expectations import MOST_WORDS, QUESTIONS, ExpectationQuestion, Part
from rapport.mentorships.selectors import ComparedPoint, option_in_words
from rapport.web.pairs import names_in_words
from rapport.web.participant.forms import describe

if TYPE_CHECKING:
    from rapport.programmes.models import Programme


class ExpectationForm(forms.Form):
    """One question, with what was answered already or is usual."""

    def __init__(
        self,
        data: Any,
        *,
        question: ExpectationQuestion,
        programme: "Programme",
        given: Mapping[str, Any],
        others: list[str],
    ) -> None:
        super().__init__(data)
        for part in question.parts:
            field = _field_for(part, programme)
            field.initial = given.get(part.key)
            is_for_agreement = part.options is None and question.is_personal
            describe(field, seen_by=_suggested_words(others) if is_for_agreement else _sealed_words(others))
            self.fields[part.key] = field


def _field_for(part: Part, programme: "Programme") -> forms.Field:
    common: dict[str, Any] = {
        "label": part.label,
        "required": part.is_required,
        "help_text": part.help_text,
    }
    if part.options is None:
        widget = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(max_length=MOST_WORDS, widget=widget, **common)
    choices = [(str(option.value), capfirst(option_in_words(option, programme))) for option in part.options]
    if part.takes_several:
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=several, **common)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


def _sealed_words(others: list[str]) -> str:
    return _("Sealed until all have answered; then %(names)s can read this, and nobody else") % {
        "names": names_in_words(others)
    }


def _suggested_words(others: list[str]) -> str:
    return _(
        "Sealed until all have answered; then %(names)s can read this. It is also suggested for your agreement, which "
        "those who run the programme read once all of you have signed it"
    ) % {"names": names_in_words(others)}


class PointsForm(forms.Form):
    """A wording for each point that shall hold between the two; what is left empty is left out."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, points: Mapping[str, str], read: str, others: list[str]) -> None:
        super().__init__(data, initial={**points, "read": read})
        for question in QUESTIONS:
            field = forms.CharField(
                label=str(question.point),
                required=False,
                max_length=2 * MOST_WORDS,
                widget=forms.Textarea(attrs={"rows": _rows_for(points.get(question.key, ""))}),
            )
            describe(field, seen_by=_settled_words(others))
            self.fields[question.key] = field

    def points(self) -> dict[str, str]:
        return {question.key: self.cleaned_data[question.key] for question in QUESTIONS}


class SettleForm(PointsForm):
    """What shall hold, each point beside what both have said."""

    def __init__(
        self,
        data: Any,
        *,
        compared: Sequence[ComparedPoint],
        settled: Mapping[str, str],
        read: str,
        others: list[str],
    ) -> None:
        suggested = {point.question.key: point.suggestion for point in compared}
        super().__init__(data, points=settled or suggested, read=read, others=others)
        self.compared, self.settled, self.current = compared, settled, read
        for point in compared:
            self.fields[point.question.key].label = _("What shall hold")

    def ask_again(self) -> None:
        """Say beside each field what another has written there meanwhile; what was typed stays."""
        kept = {name: self.data.get(name, "") for name in self.fields}
        self.data = kept | {"read": self.current}
        for key, words in self.settled.items():
            if words != kept[key]:
                self[key].help_text = _("In the agreement now: %(words)s") % {"words": words}

    def rows(self) -> Iterator[tuple[ComparedPoint, forms.BoundField]]:
        """Yield each point with its field, as they stand side by side."""
        for point in self.compared:
            yield point, self[point.question.key]


class AmendmentForm(PointsForm):
    """Another wording of what was settled, and why."""

    def __init__(self, data: Any, *, points: Mapping[str, str], others: list[str]) -> None:
        super().__init__(data, points=points, read="", others=others)
        reason = forms.CharField(
            label=_("Why should it be different?"),
            max_length=MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("For example new working hours, or a rhythm that turned out too tight."),
        )
        describe(reason, seen_by=_settled_words(others))
        self.fields["reason"] = reason


def _settled_words(others: list[str]) -> str:
    return _("%(names)s can read this, and your coordinator once you have all signed") % {
        "names": names_in_words(others)
    }


def _rows_for(words: str) -> int:
    return max(2, min(6, len(words) // 60 + words.count("\n") + 1))
