"""The profile questions of a cohort: asked, put in order. What criteria compare is changed in matching."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.choices import APPLYING
from rapport.programmes.models import Cohort
from rapport.programmes.services.programmes import lock_open_cohort
from rapport.questionnaires import services as questionnaires
from rapport.questionnaires.models import Question


@transaction.atomic
def ask_question(cohort: Cohort, *, by: Actor, **fields: Any) -> Question:
    """Add a question to what a cohort asks.

    What is asked only of those who apply has a key that no heading of an imported table can become: two hyphens.
    """
    locked = lock_open_cohort(cohort)
    if fields.get("asked_when") == APPLYING:
        fields["key"] = f"{APPLYING}--{slugify(fields['label'])[:45] or 'question'}"
    question = questionnaires.add_question(locked.questionnaire, **fields)
    record_act("question-added", question, by=by, detail={"key": question.key, "kind": question.kind})
    return question


@transaction.atomic
def move_question(question: Question, *, steps: int, by: Actor) -> None:
    """Move a question up (below zero) or down the list."""
    lock_open_cohort(question.questionnaire.cohort)
    questionnaires.move_question(question, steps=steps)
    record_act("questions-ordered", question, by=by)
