"""Reads of criteria, hard rules and decisions on pairs."""

from django.db.models import QuerySet

from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.matching.choices import PairVerdict
from rapport.matching.models import Criterion, PairDecision, Rule
from rapport.matching.policies import criteria_visible_to, decisions_visible_to, rules_visible_to
from rapport.programmes.models import Cohort
from rapport.questionnaires.models import Question


def get_criterion(*, by: Actor, id: str, may: May[Criterion]) -> Criterion:  # noqa: A002
    return load(criteria_visible_to, by=by, id=id, may=may)


def get_rule(*, by: Actor, id: str, may: May[Rule]) -> Rule:  # noqa: A002
    return load(rules_visible_to, by=by, id=id, may=may)


def get_decision(*, by: Actor, id: str, may: May[PairDecision]) -> PairDecision:  # noqa: A002
    return load(decisions_visible_to, by=by, id=id, may=may)


def parts_comparing(question: Question) -> "list[Criterion | Rule]":
    """Return the criteria and hard rules that compare the answers to a question."""
    return parts_by_question(question.questionnaire.cohort).get(question.key, [])


def parts_by_question(cohort: Cohort) -> "dict[str, list[Criterion | Rule]]":
    """Return the criteria and hard rules of a cohort under the keys of the questions whose answers they compare."""
    found: dict[str, list[Criterion | Rule]] = {}
    parts: list[Criterion | Rule] = [*cohort.criteria.all(), *cohort.match_rules.all()]
    for part in parts:
        for key in {part.mentee_question, part.mentor_question} - {""}:
            found.setdefault(key, []).append(part)
    return found


def exclusions_of_cohort(cohort: Cohort) -> QuerySet[PairDecision]:
    """Return who was named as not to be paired, with who said so."""
    return (
        PairDecision.objects.filter(cohort=cohort, verdict=PairVerdict.EXCLUDE)
        .select_related("mentee__profile", "mentor__profile", "decided_by")
        .order_by("mentee__profile__name", "pk")
    )


def pins_of_cohort(cohort: Cohort) -> QuerySet[PairDecision]:
    """Return which pairs stay together in every run."""
    return PairDecision.objects.filter(cohort=cohort, verdict=PairVerdict.PIN)
