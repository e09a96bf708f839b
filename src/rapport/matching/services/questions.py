"""Changes to a cohort's questions that reach the criteria and hard rules which compare their answers."""

from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.matching.selectors import parts_comparing
from rapport.matching.services.criteria import check_settings, delete_part
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.questionnaires.models import Question
from rapport.questionnaires.services import erase_question, rewrite_question


@transaction.atomic
def edit_question(question: Question, *, by: Actor, **fields: Any) -> list[str]:
    """Change a question; what people have answered follows. Runs that are done keep what they were run with.

    Refused where a criterion or hard rule that compares the answers could no longer do so.
    """
    lock_open_cohort(question.questionnaire.cohort)
    fresh = _fresh(question)
    changed = rewrite_question(fresh, **fields)
    for part in parts_comparing(fresh):
        check_settings(part)
    replaced = len(fields.get("replaced", ()))
    if changed or replaced:
        detail = {"key": fresh.key, "fields": changed, "choices_replaced": replaced}
        record_act("question-edited", fresh, by=by, detail=detail)
    return changed


@transaction.atomic
def remove_question(question: Question, *, by: Actor) -> int:
    """Stop asking a question, for good; return how many answers were lost with it.

    *Also:* takes away the criteria and hard rules that compare its answers. Runs that are done keep theirs.
    """
    lock_open_cohort(question.questionnaire.cohort)
    fresh = _fresh(question)
    for part in parts_comparing(fresh):
        delete_part(part, by=by)
    answers = erase_question(fresh)
    record_act("question-removed", fresh, by=by, detail={"key": fresh.key, "answers": answers})
    return answers


def _fresh(question: Question) -> Question:
    return Question.objects.select_related("questionnaire").get(pk=question.pk)
