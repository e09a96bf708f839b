"""Which criteria and hard rules each kind of programme starts with, and what research says about each criterion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.matching.choices import CriterionKind, RuleKind


@dataclass(frozen=True)
class PresetCriterion:
    """A criterion, offered where the cohort asks the question (the first key that it has)."""

    kind: CriterionKind
    label: str | Promise
    weight: int
    questions: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PresetRule:
    """A hard rule, offered likewise."""

    kind: RuleKind
    label: str | Promise
    questions: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class MatchPreset:
    """What one kind of programme starts with."""

    criteria: tuple[PresetCriterion, ...]
    rules: tuple[PresetRule, ...]


NEEDS = PresetCriterion(CriterionKind.SHARED_TAGS, _("Goals and needs"), 40, ("topics", "needs", "goals"))
LANGUAGES = PresetCriterion(CriterionKind.SHARED_LANGUAGES, _("Languages"), 10, ("languages",))
ABOUT = PresetCriterion(CriterionKind.TEXT_SIMILARITY, _("What they write about themselves"), 15, ("about",))
INTERESTS = PresetCriterion(CriterionKind.SHARED_TAGS, _("Interests"), 10, ("interests",))
FREE = PresetCriterion(CriterionKind.AVAILABILITY, _("Free at the same time"), 15, (), {"enough_hours": 2})
FIELD = PresetCriterion(CriterionKind.SAME_CATEGORY, _("Field"), 20, ("field", "profession"))
DEPARTMENT = PresetCriterion(CriterionKind.SAME_CATEGORY, _("Department"), 20, ("department",))
ZONE = PresetCriterion(CriterionKind.TIME_ZONE, _("Time zones"), 5, (), {"most_hours": 6})

SHARE_LANGUAGE = PresetRule(
    RuleKind.MUST_SHARE, _("A language in common"), ("languages",), {"if_missing": "allow"}
)
NEW_PAIRS = PresetRule(RuleKind.NOT_PREVIOUS_PAIR, _("Not a pair from before"))

MATCH_PRESETS: dict[str, MatchPreset] = {
    "student-mentoring": MatchPreset((NEEDS, DEPARTMENT, FREE, LANGUAGES, ABOUT), (SHARE_LANGUAGE,)),
    "alumni-mentoring": MatchPreset(
        (NEEDS, FIELD, FREE, LANGUAGES, ABOUT, ZONE), (SHARE_LANGUAGE, NEW_PAIRS)
    ),
    "general-mentoring": MatchPreset(
        (NEEDS, FIELD, INTERESTS, FREE, LANGUAGES, ABOUT), (SHARE_LANGUAGE, NEW_PAIRS)
    ),
    "peer-mentoring": MatchPreset(
        (
            NEEDS,
            DEPARTMENT,
            PresetCriterion(
                CriterionKind.ORDERED_DISTANCE, _("A year or two ahead"), 20, ("year",), {"from": 1, "to": 2}
            ),
            FREE,
            LANGUAGES,
            ABOUT,
        ),
        (SHARE_LANGUAGE, NEW_PAIRS),
    ),
    "staff-mentoring": MatchPreset(
        (
            NEEDS,
            PresetCriterion(
                CriterionKind.ORDERED_DISTANCE,
                _("A grade or two apart"),
                20,
                ("grade",),
                {"from": 1, "to": 2},
            ),
            FREE,
            ABOUT,
        ),
        (
            PresetRule(RuleKind.NOT_OWN_MANAGER, _("Not their own manager"), ("manager",)),
            PresetRule(RuleKind.NOT_SAME, _("Not the same department"), ("department",)),
            NEW_PAIRS,
        ),
    ),
}


EVIDENCE: dict[str, str | Promise] = {
    CriterionKind.SHARED_TAGS: _(
        "Strong evidence: programmes that match what a mentor offers to what a mentee needs have "
        "more than twice the effect of others. Give it much weight."
    ),
    CriterionKind.TEXT_SIMILARITY: _(
        "Likeness in values and attitudes is the best predictor of a good relationship, "
        "but likeness of texts measures it only weakly. Give it some weight."
    ),
    CriterionKind.AVAILABILITY: _(
        "Pairs that meet often support each other more. People who are free at the same hours can meet."
    ),
    CriterionKind.TIME_ZONE: _("Practical rather than researched: it makes finding an hour easier."),
    CriterionKind.SHARED_LANGUAGES: _("Practical: without a language in common no other likeness counts."),
    CriterionKind.ORDERED_DISTANCE: _(
        "Practical: a mentor who is a little ahead remembers the way. Little research on the exact distance."
    ),
    CriterionKind.SAME_CATEGORY: _(
        "Good for fields and interests. For age, gender or origin the research is mixed: "
        "leave those out unless the mentee asks."
    ),
    CriterionKind.UNMATCHED_BEFORE: _(
        "Fairness rather than fit: every pair of such a mentee earns the points, so it decides who goes "
        "without where mentors are short, and never which mentor somebody gets."
    ),
    CriterionKind.DIFFERENT_CATEGORY: _(
        "Useful where people should look beyond their own line. Little research on its effect."
    ),
}
