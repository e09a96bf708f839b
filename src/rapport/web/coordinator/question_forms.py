"""The form of a question: words, who is asked, kind, and the choices with what becomes of those chosen."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rapport.programmes.choices import APPLYING, ParticipantRole
from rapport.programmes.selectors import role_word
from rapport.questionnaires.choices import LASTING, OF_THE_MOMENT, WITH_OPTIONS, QuestionKind
from rapport.questionnaires.errors import SensitiveStays
from rapport.questionnaires.selectors import (
    answers_to,
    count_choices,
    folded,
    kinds_that_keep,
    questions_before,
    was_answered,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    from rapport.programmes.models import Programme
    from rapport.questionnaires.models import Question

LONGEST_CHOICE = 200
FEWEST_STEPS = 2
EVERYBODY = "everybody"
WORDS = ("label", "help", "section", "kind", "is_required", "is_sensitive")


class QuestionForm(forms.Form):
    """A question, new or changed. Every choice there is has two fields: its words and its place."""

    label = forms.CharField(label=gettext_lazy("Question"), max_length=300)
    help = forms.CharField(
        label=gettext_lazy("Help"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("A sentence under the question, for whoever answers."),
    )
    asked_of = forms.TypedChoiceField(
        label=gettext_lazy("Who is asked"), coerce=lambda whom: "" if whom == EVERYBODY else whom
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of answer"))
    new_choices = forms.CharField(
        label=gettext_lazy("More choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line, for lists and scales; a scale goes from lowest to highest."),
    )
    section = forms.CharField(
        label=gettext_lazy("Section"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "A heading. What stands under the same one is asked on one page. You and the reviewers read the answers "
            "under it, too, so let it fit both."
        ),
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Must be answered"),
        required=False,
        help_text=gettext_lazy("Nobody can send an application without it."),
    )
    is_for_applying = forms.BooleanField(
        label=gettext_lazy("Only for applying"),
        required=False,
        help_text=gettext_lazy(
            "For the decision alone: it stays with the application, and no match compares it."
        ),
    )
    shown_if = forms.ChoiceField(label=gettext_lazy("Only after an answer to"), required=False)
    shown_for = forms.CharField(
        label=gettext_lazy("Which answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line. Whoever gave one of them is asked this question."),
    )
    is_sensitive = forms.BooleanField(
        label=gettext_lazy("Sensitive"),
        required=False,
        help_text=gettext_lazy(
            "Only those who run the programme read the answers, and a match compares those alone that people open for "
            "it. What is asked only after an answer to it becomes sensitive, too: that it was asked would tell."
        ),
    )

    def __init__(
        self,
        data: Any,
        *,
        programme: "Programme",
        question: "Question | None" = None,
        asked: "Sequence[Question]" = (),
        **kwargs: Any,
    ) -> None:
        """Ask for a question among those that are `asked` already."""
        super().__init__(data, initial=_initial_of(question), **kwargs)
        self.conditions = {each.key: each for each in questions_before(question, asked)}
        self.question = question
        self.given = answers_to(question) if question else []
        if question is None or not question.options:
            self.fields["new_choices"].label = _("Choices")
        self.chosen: Counter[str] = count_choices(question, self.given) if question else Counter()
        self.choices = list(question.options) if question else []
        self._ask_whom(programme)
        self._ask_kind()
        self._ask_choices()
        self._ask_condition()
        if question and question.is_sensitive and was_answered(question):
            self.fields["is_sensitive"].disabled = True
            self.fields["is_sensitive"].help_text = SensitiveStays.sentence

    def _ask_whom(self, programme: "Programme") -> None:
        words = [
            (role.value, _("every %(role)s") % {"role": role_word(programme, role)})
            for role in ParticipantRole
        ]
        self.fields["asked_of"].choices = [(EVERYBODY, _("everybody")), *words]  # type: ignore[attr-defined]

    def _ask_kind(self) -> None:
        kinds = kinds_that_keep(self.question, self.given) if self.question else list(QuestionKind)
        offered = kinds if self._may_be_of_the_moment() else [kind for kind in kinds if kind in LASTING]
        field = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in offered]  # type: ignore[attr-defined]
        if len(kinds) < len(QuestionKind):
            field.help_text = _("People have answered. Only kinds that keep their answers are offered.")
        elif len(offered) == len(QuestionKind):
            field.help_text = _(
                "A file, a day and something to agree to are always only for applying: no match can compare them."
            )

    def _may_be_of_the_moment(self) -> bool:
        """What was asked of who takes part stays so: their answers must be found again."""
        self.fields["is_for_applying"].disabled = self.question is not None
        return self.question is None or self.question.asked_when == APPLYING

    def _ask_condition(self) -> None:
        """Offer earlier lists as conditions; without one there is nothing to ask."""
        if not self.conditions:
            del self.fields["shown_if"], self.fields["shown_for"]
            return
        asked = [(key, each.label) for key, each in self.conditions.items()]
        self.fields["shown_if"].choices = [("", _("nothing: it is always asked")), *asked]  # type: ignore[attr-defined]

    def _ask_choices(self) -> None:
        for place, choice in enumerate(self.choices, start=1):
            self.fields[_words_of(choice)] = forms.CharField(
                label=_("Choice %(place)s") % {"place": place},
                max_length=LONGEST_CHOICE,
                required=False,
                initial=choice,
            )
            self.fields[_place_of(choice)] = forms.IntegerField(
                label=_("Place of “%(choice)s”") % {"choice": choice},
                min_value=1,
                max_value=999,
                required=False,
                initial=place,
            )

    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField, int]]:
        """Yield for each choice its words, its place and how many have chosen it."""
        for choice in self.choices:
            yield self[_words_of(choice)], self[_place_of(choice)], self.chosen[choice]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        listed = self._listed()
        if cleaned.get("shown_if"):
            self._check_condition()
        if cleaned["kind"] == QuestionKind.SCALE and len(listed) < FEWEST_STEPS:
            self.add_error("new_choices", _("A scale needs at least two steps, the lowest first."))
        if any(len(choice) > LONGEST_CHOICE for choice in listed):
            self.add_error("new_choices", _("One of the lines is too long for a choice."))
        if cleaned["kind"] in WITH_OPTIONS and not self.errors:
            self._ask_to_confirm(list(self._losses()))
        return cleaned

    def _check_condition(self) -> None:
        """Take answers only that can be given, in the spelling of the list."""
        options = {
            folded(option): option for option in self.conditions[self.cleaned_data["shown_if"]].options
        }
        lines = [line for line in self.cleaned_data["shown_for"].splitlines() if line.strip()]
        unknown = [line.strip() for line in lines if folded(line) not in options]
        if unknown or not lines:
            listed = " · ".join(options.values())
            self.add_error("shown_for", _("Please choose from: %(answers)s.") % {"answers": listed})
        self.cleaned_data["shown_for"] = [options[folded(line)] for line in lines if folded(line) in options]
        self._check_that_it_stays_shut()

    def _check_that_it_stays_shut(self) -> None:
        """Refuse to take the mark off what is asked because of a sensitive answer; a new question gets it by itself."""
        condition = self.conditions[self.cleaned_data["shown_if"]]
        was_sensitive = self.question is not None and self.question.is_sensitive
        if was_sensitive and condition.is_sensitive and not self.cleaned_data["is_sensitive"]:
            why = _(
                "It is asked only after an answer to “%(question)s”, which is sensitive: that it was asked would tell."
            )
            self.add_error("is_sensitive", why % {"question": condition.label})

    def _ask_to_confirm(self, losses: list[str]) -> None:
        """Say what is lost, and ask for a tick that belongs to exactly these losses."""
        if not losses:
            return
        ticket = hashlib.blake2b("\n".join(losses).encode(), digest_size=8).hexdigest()
        self.fields["confirmed"] = forms.MultipleChoiceField(
            label=_("Answers would change"),
            choices=[(ticket, _("Yes, change these answers"))],
            widget=forms.CheckboxSelectMultiple,
        )
        if ticket not in cast("QueryDict", self.data).getlist("confirmed"):
            for sentence in losses:
                self.add_error("confirmed", sentence)

    def _losses(self) -> Iterator[str]:
        """Yield a sentence for each choice that people have made and would no longer find under their name."""
        shared = Counter(folded(words) for _choice, words in self._kept())
        for choice, words in self._replaced().items():
            people = self.chosen[choice]
            if people and not words:
                yield ngettext(
                    "“%(choice)s” is taken out of the answer of %(n)s person.",
                    "“%(choice)s” is taken out of the answers of %(n)s people.",
                    people,
                ) % {"choice": choice, "n": people}
            elif people and shared[folded(words)] > 1:
                yield ngettext(
                    "“%(choice)s” becomes “%(words)s” for %(n)s person, and they cannot be told apart again.",
                    "“%(choice)s” becomes “%(words)s” for %(n)s people, and they cannot be told apart again.",
                    people,
                ) % {"choice": choice, "words": words, "n": people}

    def _kept(self) -> list[tuple[str, str]]:
        """Return each choice with its words as typed, in the order typed; a row that was not sent stays as it is."""
        typed = []
        for number, choice in enumerate(self.choices, start=1):
            was_sent = _words_of(choice) in self.data
            words = " ".join(self.cleaned_data[_words_of(choice)].split()) if was_sent else choice
            typed.append((self.cleaned_data[_place_of(choice)] or number, number, choice, words))
        return [(choice, words) for _place, _number, choice, words in sorted(typed)]

    def _replaced(self) -> dict[str, str]:
        """Return what becomes of choices whose words were changed."""
        spelling = _unique(words for _choice, words in self._kept())
        now = {choice: spelling[folded(words)] for choice, words in self._kept()}
        return {choice: words for choice, words in now.items() if words != choice}

    def _listed(self) -> list[str]:
        """Return the list as it is to be; a list that was open takes up what people have typed into it."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["new_choices"].splitlines()]
        listed = [words for _choice, words in self._kept()] + lines
        if listed and not self.choices:
            listed += sorted(self.chosen, key=str.casefold)
        return [words for words in _unique(listed).values() if words]

    @property
    def is_of_the_moment(self) -> bool:
        """Whether its kind is only for applying, whatever was ticked."""
        return self.cleaned_data["kind"] in OF_THE_MOMENT

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        named = {name: self.cleaned_data[name] for name in (*WORDS, "asked_of")}
        is_conditional = bool(self.cleaned_data.get("shown_if"))
        is_for_applying = self.cleaned_data["is_for_applying"] or self.is_of_the_moment
        return named | {
            "options": self._listed(),
            "asked_when": APPLYING if is_for_applying else "",
            "shown_if": self.cleaned_data["shown_if"] if is_conditional else "",
            "shown_for": self.cleaned_data["shown_for"] if is_conditional else [],
        }

    def replaced(self) -> dict[str, str]:
        return self._replaced() if self.cleaned_data["kind"] in WITH_OPTIONS else {}


def _initial_of(question: "Question | None") -> dict[str, Any]:
    if question is None:
        return {}
    return {name: getattr(question, name) for name in WORDS} | {
        "asked_of": question.asked_of or EVERYBODY,
        "is_for_applying": question.asked_when == APPLYING,
        "shown_if": question.shown_if,
        "shown_for": "\n".join(question.shown_for),
    }


def _unique(listed: Iterable[str]) -> dict[str, str]:
    """Return every text once, as it is spelt where it first stands, by its folded form."""
    found: dict[str, str] = {}
    for words in listed:
        found.setdefault(folded(words), words)
    return found


def _words_of(choice: str) -> str:
    """Return the name of a choice's field: bound to its words, so that a list changed meanwhile mixes nothing up."""
    return f"choice-{hashlib.blake2b(choice.encode(), digest_size=6).hexdigest()}"


def _place_of(choice: str) -> str:
    return _words_of(choice).replace("choice", "place")
