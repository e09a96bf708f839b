"""Forms of matching: a criterion, a hard rule, weights, an exclusion."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from rapport.matching.choices import COMPARES, CriterionKind, ProposalState, RuleKind
from rapport.matching.services.criteria import HOURS
from rapport.programmes.selectors import role_word
from rapport.web.coordinator.unanswered import question_in_words

if TYPE_CHECKING:
    from rapport.matching.models import Criterion, Rule
    from rapport.programmes.models import Participation, Programme
    from rapport.programmes.selectors import AnswerCounts
    from rapport.questionnaires.models import Question

HOURS_LABELS = {
    CriterionKind.AVAILABILITY: (
        _("Hours a week that are enough"),
        _("This many hours in common earn full points."),
        2,
    ),
    CriterionKind.TIME_ZONE: (
        _("Hours apart that are too many"),
        _("Clocks this far apart earn nothing; the same clock earns full points."),
        6,
    ),
}
STEP_FIELDS = ("step_1", "step_2", "step_3")
IF_MISSING = [
    ("", _("as usual for this rule")),
    ("allow", _("the pair is possible, and a note says so")),
    ("forbid", _("the pair is not possible")),
]


class StepsWidget(forms.MultiWidget):
    """From, to and points in one line, each with its own name for those who hear the page."""

    use_fieldset = True
    template_name = "components/steps_widget.html"

    def __init__(self) -> None:
        super().__init__(
            {
                "from": forms.NumberInput(attrs={"aria-label": _("from steps above")}),
                "to": forms.NumberInput(attrs={"aria-label": _("to steps above")}),
                "points": forms.NumberInput(attrs={"aria-label": _("points"), "step": "any"}),
            }
        )

    def decompress(self, value: Mapping[str, Any] | None) -> list[Any]:
        return [value.get(name) for name in ("from", "to", "points")] if value else [None, None, None]


class StepsField(forms.MultiValueField):
    """A range of steps and the points that it earns; None where nothing is filled in."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.IntegerField(required=False),
            forms.IntegerField(required=False),
            forms.FloatField(required=False),
        )
        super().__init__(fields, require_all_fields=False, required=False, widget=StepsWidget(), **kwargs)

    def compress(self, data_list: list[Any]) -> dict[str, Any] | None:
        named = zip(("from", "to", "points"), data_list or [None, None, None], strict=True)
        return {name: value for name, value in named if value is not None} or None


class PartForm(forms.Form):
    """What a criterion and a hard rule have in common; which fields there are depends on the kind."""

    label = forms.CharField(label=_("Name"), max_length=120, help_text=_("Shown with every proposal."))

    def __init__(
        self,
        data: Any,
        *,
        kind: str,
        questions: Iterable["Question"],
        counts: "AnswerCounts | None" = None,
        part: "Criterion | Rule | None" = None,
    ) -> None:
        self.kind, self.counts = kind, counts
        super().__init__(data, initial=initial_of(part) if part else {})
        if kind in COMPARES:
            self._ask_questions([q for q in questions if q.kind in COMPARES[kind]])
        if kind == RuleKind.STEPS_WITHIN:
            self._ask_steps()
        if kind == CriterionKind.ORDERED_DISTANCE:
            self._ask_points()
        if kind in HOURS_LABELS:
            self._ask_hours()

    def _ask_questions(self, questions: list["Question"]) -> None:
        choices = [
            ("", _("Choose a question")),
            *((q.key, question_in_words(q, self.counts)) for q in questions),
        ]
        missing = {"required": _("Choose one of the cohort's questions.")}
        self.fields["mentee_question"] = forms.ChoiceField(
            label=_("The mentee's answer to"), choices=choices, error_messages=missing
        )
        self.fields["mentor_question"] = forms.ChoiceField(
            label=_("compared with the mentor's answer to"),
            choices=[("", _("the same question")), *choices[1:]],
            required=False,
        )

    def _ask_steps(self) -> None:
        self.fields["steps_from"] = forms.IntegerField(
            label=_("From how many steps above"),
            required=False,
            help_text=_("0 means the same step; below 0 means that the mentor stands below."),
        )
        self.fields["steps_to"] = forms.IntegerField(label=_("To how many steps above"), required=False)

    def _ask_points(self) -> None:
        self.fields["step_1"] = StepsField(
            label=_("Best"), help_text=_("How many steps the mentor stands above. Leave an end open: empty.")
        )
        self.fields["step_2"] = StepsField(label=_("Also good"))
        self.fields["step_3"] = StepsField(
            label=_("Not wanted"),
            help_text=_("Points below 0 count against a pair. All points are multiplied by the weight."),
        )

    def _ask_hours(self) -> None:
        label, help_text, usual = HOURS_LABELS[CriterionKind(self.kind)]
        self.fields["hours"] = forms.FloatField(
            label=label, help_text=help_text, min_value=0.25, max_value=168, initial=usual
        )

    def values(self) -> dict[str, Any]:
        """Return what the service takes."""
        data = self.cleaned_data
        mentee_question = data.get("mentee_question", "")
        return {
            "kind": self.kind,
            "label": data["label"],
            "mentee_question": mentee_question,
            "mentor_question": data.get("mentor_question") or mentee_question,
            "settings": self._settings(),
        }

    def _settings(self) -> dict[str, Any]:
        data = self.cleaned_data
        settings = self._steps()
        if self.kind in HOURS_LABELS:
            settings[HOURS[CriterionKind(self.kind)]] = data["hours"]
        if data.get("if_missing"):
            settings["if_missing"] = data["if_missing"]
        return settings

    def _steps(self) -> dict[str, Any]:
        """Return one plain range, or a list of ranges with points each."""
        data = self.cleaned_data
        named = (("from", data.get("steps_from")), ("to", data.get("steps_to")))
        plain = {name: value for name, value in named if value is not None}
        given = [data[name] for name in STEP_FIELDS if data.get(name)]
        if len(given) == 1 and given[0].keys() <= {"from", "to"}:
            return dict(given[0])
        return {"steps": [{"points": 1.0} | step for step in given]} if given else plain


class CriterionForm(PartForm):
    """A criterion and its weight."""

    weight = forms.DecimalField(
        label=_("Weight"),
        min_value=0,
        max_value=1000,
        decimal_places=2,
        initial=10,
        help_text=_("The most points that a pair can get for it. Twice the weight counts twice as much."),
    )

    def values(self) -> dict[str, Any]:
        return super().values() | {"weight": self.cleaned_data["weight"]}


class RuleForm(PartForm):
    """A hard rule, and what it does where an answer is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kind in COMPARES:
            self.fields["if_missing"] = forms.ChoiceField(
                label=_("Where somebody has not answered"),
                choices=IF_MISSING,
                required=False,
                help_text=_("With a sensitive question the pair is always possible.") if self.counts else "",
            )


def initial_of(part: "Criterion | Rule") -> dict[str, Any]:
    """Return a stored criterion or rule as its form shows it."""
    settings: Mapping[str, Any] = part.settings
    steps = settings.get("steps") or [{key: settings[key] for key in ("from", "to") if key in settings}]
    hours = settings.get(HOURS[CriterionKind(part.kind)]) if part.kind in HOURS_LABELS else None
    return {
        "label": part.label,
        "weight": _plainly(part.weight) if hasattr(part, "weight") else None,
        "mentee_question": part.mentee_question,
        "mentor_question": "" if part.mentor_question == part.mentee_question else part.mentor_question,
        "steps_from": settings.get("from"),
        "steps_to": settings.get("to"),
        **dict(zip(STEP_FIELDS, steps, strict=False)),
        "hours": hours,
        "if_missing": settings.get("if_missing", ""),
    }


def _plainly(weight: Decimal) -> str:
    """Return 20 as "20", not as "20.00" or "2E+1"."""
    return f"{weight.normalize():f}"


class WeightsForm(forms.Form):
    """All weights of a cohort at once."""

    def __init__(self, data: Any, *, criteria: Iterable["Criterion"]) -> None:
        super().__init__(data)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields[criterion.public_id] = forms.DecimalField(
                label=_("Weight of %(name)s") % {"name": criterion.label},
                initial=_plainly(criterion.weight),
                min_value=0,
                max_value=1000,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"step": "any"}),
            )

    def rows(self) -> "list[tuple[Criterion, forms.BoundField]]":
        return [(criterion, self[criterion.public_id]) for criterion in self.criteria]

    def weights(self) -> dict[str, Decimal]:
        return self.cleaned_data


class ExclusionForm(forms.Form):
    """Two people who are not to be paired."""

    mentee = forms.ChoiceField()
    mentor = forms.ChoiceField()
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("Only who runs the programme reads it.")
    )

    def __init__(
        self,
        data: Any,
        *,
        programme: "Programme",
        mentees: Iterable["Participation"],
        mentors: Iterable["Participation"],
    ) -> None:
        super().__init__(data)
        for name, people in (("mentee", mentees), ("mentor", mentors)):
            named = [(one.public_id, one.profile.name) for one in people]
            self.fields[name].label = capfirst(role_word(programme, name))
            self.fields[name].choices = [("", _("Choose a name")), *named]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A few words with a decision."""

    note = forms.CharField(max_length=300, required=False)


class ProposalFilter(forms.Form):
    """What the list of proposals is narrowed to."""

    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, counts: Mapping[str, int]) -> None:
        super().__init__(data)
        listed = [
            (state, f"{label} ({counts[state]})") for state, label in ProposalState.choices if counts[state]
        ]
        self.fields["state"].choices = [("", _("all but withdrawn")), *listed]  # type: ignore[attr-defined]


RULE_WORDS = {
    RuleKind.NOT_SAME: _("Such as department, team or course: pairs with the same answer are impossible."),
    RuleKind.NOT_OWN_MANAGER: _("The mentee's answer names their manager, or their profile does."),
    RuleKind.MUST_SHARE: _("At least one answer in common, such as a language."),
    RuleKind.STEPS_WITHIN: _("Such as at least one year ahead, or not below in grade."),
    RuleKind.NOT_PREVIOUS_PAIR: _("People who had a mentorship with each other before."),
    RuleKind.ONLY_READY: _("Leaves out everybody who is not noted as trained and cleared."),
}
"""What each rule that a coordinator can add is for."""
