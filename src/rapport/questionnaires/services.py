"""Writes of questions."""

from collections.abc import Sequence

from django.utils.text import slugify

from rapport.questionnaires.models import Question, Questionnaire


def add_question(
    questionnaire: Questionnaire,
    *,
    label: str,
    kind: str,
    options: Sequence[str] = (),
    is_sensitive: bool = False,
    key: str = "",
) -> Question:
    """Add a question at the end; its key is made from the wording and stays when the wording changes."""
    taken = set(Question.objects.filter(questionnaire=questionnaire).values_list("key", flat=True))
    return Question.objects.create(
        questionnaire=questionnaire,
        key=_free_key(key or slugify(label)[:50] or "question", taken),
        label=label,
        kind=kind,
        options=list(options),
        is_sensitive=is_sensitive,
        position=len(taken),
    )


def _free_key(wanted: str, taken: set[str]) -> str:
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
