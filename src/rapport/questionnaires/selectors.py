"""Reads of questions and answers."""

from collections.abc import Iterable

from rapport.questionnaires.models import AnswerSheet, Question


def answered_among(questions: Iterable[Question]) -> set[str]:
    """Return the keys of those questions that somebody has answered."""
    return {question.key for question in questions if is_answered(question)}


def is_answered(question: Question) -> bool:
    sheets = AnswerSheet.objects.filter(questionnaire=question.questionnaire_id)
    return sheets.filter(values__has_key=question.key).exists()
