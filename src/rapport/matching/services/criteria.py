"""Criteria and hard rules of a cohort: added, changed, put in order, taken away."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.matching.choices import COMPARES, CriterionKind, RuleKind
from rapport.matching.errors import BadMatchSettings
from rapport.matching.models import Criterion, Rule
from rapport.matching.presets import MATCH_PRESETS, PresetCriterion, PresetRule
from rapport.programmes.models import Cohort
from rapport.programmes.selectors import questions_of_cohort
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import Question

Part = TypeVar("Part", Criterion, Rule)
STEP_KINDS = frozenset({CriterionKind.ORDERED_DISTANCE, RuleKind.STEPS_WITHIN})
HOURS = {CriterionKind.AVAILABILITY: "enough_hours", CriterionKind.TIME_ZONE: "most_hours"}
MOST_HOURS = 168


@transaction.atomic
def add_criterion(cohort: Cohort, *, by: Actor, **fields: Any) -> Criterion:
    """Let something count towards a match."""
    return _save(
        Criterion(cohort=cohort, position=cohort.criteria.count()), fields, act="criterion-added", by=by
    )


@transaction.atomic
def edit_criterion(criterion: Criterion, *, by: Actor, **fields: Any) -> Criterion:
    """Change what counts, or how much. Runs that are done keep what they were run with."""
    return _save(criterion, fields, act="criterion-edited", by=by)


@transaction.atomic
def set_weights(cohort: Cohort, weights: Mapping[str, Decimal], *, by: Actor) -> int:
    """Change the weights of criteria, by public id; return how many were changed."""
    changed = [c for c in cohort.criteria.all() if weights.get(c.public_id, c.weight) != c.weight]
    for criterion in changed:
        edit_criterion(criterion, by=by, weight=weights[criterion.public_id])
    return len(changed)


@transaction.atomic
def add_rule(cohort: Cohort, *, by: Actor, **fields: Any) -> Rule:
    """Let something be a condition of every match."""
    return _save(Rule(cohort=cohort, position=cohort.match_rules.count()), fields, act="rule-added", by=by)


@transaction.atomic
def edit_rule(rule: Rule, *, by: Actor, **fields: Any) -> Rule:
    """Change a condition."""
    return _save(rule, fields, act="rule-edited", by=by)


def _save(part: Part, fields: Mapping[str, Any], *, act: str, by: Actor) -> Part:
    for name, value in fields.items():
        setattr(part, name, value)
    check_settings(part)
    try:
        part.full_clean(exclude=["cohort"])
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise BadMatchSettings(sentences[0], field=field) from error
    part.save()
    record_act(act, part, by=by, detail={"kind": part.kind, "fields": sorted(fields)})
    return part


@transaction.atomic
def move_part(part: Criterion | Rule, *, steps: int, by: Actor) -> None:
    """Move a criterion or rule up (below zero) or down the list."""
    listed = type(part)._default_manager.filter(cohort=part.cohort_id)
    keys = list(listed.select_for_update().values_list("pk", flat=True))
    place = keys.index(part.pk)
    keys.insert(max(0, place + steps), keys.pop(place))
    for position, key in enumerate(keys):
        listed.filter(pk=key).update(position=position)
    record_act("match-settings-ordered", part, by=by)


@transaction.atomic
def delete_part(part: Criterion | Rule, *, by: Actor) -> None:
    """Take a criterion or rule away. Runs that are done keep what they were run with."""
    record_act(f"{part._meta.model_name}-deleted", part, by=by, detail={"kind": part.kind})
    part.delete()


@transaction.atomic
def apply_preset_criteria(cohort: Cohort, *, by: Actor) -> int:
    """Add the criteria and rules of the programme's kind that fit the cohort's questions and are not there yet."""
    preset = MATCH_PRESETS.get(cohort.programme.preset, MATCH_PRESETS["general-mentoring"])
    asked = {question.key: question for question in questions_of_cohort(cohort)}
    there = {*cohort.criteria.values_list("kind", "mentee_question")}
    there |= {*cohort.match_rules.values_list("kind", "mentee_question")}
    offered: list[PresetCriterion | PresetRule] = [*preset.criteria, *preset.rules]
    added = 0
    for wanted in offered:
        key = _fitting_question(wanted, asked)
        if key is None or (wanted.kind, key) in there:
            continue
        fields = {"kind": wanted.kind, "label": str(wanted.label), "settings": dict(wanted.settings)}
        fields |= {"mentee_question": key, "mentor_question": key}
        if isinstance(wanted, PresetCriterion):
            add_criterion(cohort, by=by, weight=Decimal(wanted.weight), **fields)
        else:
            add_rule(cohort, by=by, **fields)
        added += 1
    return added


def _fitting_question(wanted: PresetCriterion | PresetRule, asked: Mapping[str, Question]) -> str | None:
    if not wanted.questions:
        return ""
    fitting = (key for key in wanted.questions if key in asked and _is_fitting(wanted, asked[key]))
    return next(fitting, None)


def _is_fitting(wanted: PresetCriterion | PresetRule, question: Question) -> bool:
    """What is sensitive counts for those alone who say so: whoever wants that adds it knowingly."""
    return question.kind in COMPARES[wanted.kind] and not question.is_sensitive


def check_settings(part: Criterion | Rule) -> None:
    """Refuse a criterion or rule that could not work, in a sentence that says what to change."""
    if part.kind in COMPARES:
        _check_questions(part)
    else:
        part.mentee_question = part.mentor_question = ""
    if part.kind in STEP_KINDS:
        _check_steps(part.settings)
    if part.kind in HOURS:
        _check_hours(part.settings, HOURS[CriterionKind(part.kind)])


def _check_questions(part: Criterion | Rule) -> None:
    asked = {question.key: question for question in questions_of_cohort(part.cohort)}
    mentee = _check_question(part, asked, "mentee_question")
    mentor = _check_question(part, asked, "mentor_question")
    both_scales = mentee.kind == mentor.kind == QuestionKind.SCALE
    differ = mentee.kind != mentor.kind or (both_scales and mentee.options != mentor.options)
    if part.kind in STEP_KINDS and differ:
        raise BadMatchSettings(
            _("The two questions must have the same steps, or steps apart mean nothing."),
            field="mentor_question",
        )


def _check_question(part: Criterion | Rule, asked: Mapping[str, Question], name: str) -> Question:
    question = asked.get(getattr(part, name))
    if question is None:
        raise BadMatchSettings(_("Choose one of the cohort's questions."), field=name)
    if question.kind not in COMPARES[part.kind]:
        raise BadMatchSettings(
            _("“%(question)s” is answered with %(answer)s, which does not work for “%(kind)s”.")
            % {
                "question": question.label,
                "answer": str(question.get_kind_display()).lower(),
                "kind": part.get_kind_display(),
            },
            field=name,
        )
    return question


def _check_steps(settings: Mapping[str, Any]) -> None:
    """Accept either one range, or a list of ranges with points each (from a rules file)."""
    for step in settings.get("steps", [settings]):
        low, high = step.get("from"), step.get("to")
        if low is None and high is None:
            raise BadMatchSettings(_("Say how many steps above: from, to, or both."), field="steps_from")
        if low is not None and high is not None and low > high:
            raise BadMatchSettings(_("“From” must not be more than “to”."), field="steps_to")


def _check_hours(settings: Mapping[str, Any], name: str) -> None:
    hours = settings.get(name)
    if not isinstance(hours, int | float) or not 0 < hours <= MOST_HOURS:
        raise BadMatchSettings(_("Give a number of hours above 0."), field="hours")
