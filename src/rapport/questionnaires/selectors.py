"""Reads of questions and answers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from django.db.models import QuerySet

from rapport.core.errors import NotFound
from rapport.questionnaires.choices import KEEPS_ANSWERS, WITH_OPTIONS, QuestionKind
from rapport.questionnaires.models import (
    AnswerFile,
    AnswerSheet,
    Question,
    opened_among,
)


def answered_among(questions: Iterable[Question]) -> set[str]:
    """Return the keys of those questions that somebody has answered."""
    return {question.key for question in questions if is_answered(question)}


def is_answered(question: Question) -> bool:
    return sheets_following(question.questionnaire_id).filter(values__has_key=question.key).exists()


def was_answered(question: Question) -> bool:
    """Whether somebody has answered it at any time, as it is asked now or in a version of the form."""
    sheets = AnswerSheet.objects.filter(questionnaire=question.questionnaire_id)
    return sheets.filter(values__has_key=question.key).exists()


def sheets_following(questionnaire: int) -> QuerySet[AnswerSheet]:
    """Return the sheets that follow every change of the questions, those of a version apart."""
    return AnswerSheet.objects.filter(questionnaire=questionnaire, version=None)


def answers_to(question: Question) -> list[Any]:
    """Return what people have answered, in no order."""
    sheets = sheets_following(question.questionnaire_id).filter(values__has_key=question.key)
    return [values[question.key] for values in sheets.order_by().values_list("values", flat=True)]


def count_choices(question: Question, answers: Iterable[Any]) -> Counter[str]:
    """Return how many chose each choice, listed or not, in the spelling of the list where it has one."""
    spelling = {folded(option): option for option in question.options}
    return Counter(
        spelling.get(folded(choice), choice) for answer in answers for choice in choices_in(answer)
    )


def questions_shown(questions: Iterable[Question], answers: Mapping[str, Any]) -> list[Question]:
    """Return the questions whose conditions hold; an answer to what is not asked itself opens nothing."""
    shown: dict[str, Question] = {}
    for question in questions:
        is_open = question.shown_if in shown and _has_wanted_answer(question, answers)
        if is_open or not question.shown_if:
            shown[question.key] = question
    return list(shown.values())


def _has_wanted_answer(question: Question, answers: Mapping[str, Any]) -> bool:
    given = {folded(choice) for choice in choices_in(answers.get(question.shown_if) or [])}
    return not given.isdisjoint(map(folded, question.shown_for))


def openable_among(questions: Iterable[Question]) -> dict[str, Question | None]:
    """Return the keys of the answers that a match could compare if their person lets it, each with the question whose
    answer has to be open, too.
    """
    listed = list(questions)
    sensitive = {each.key: each for each in listed if each.is_sensitive}
    openable = opened_among(listed, sensitive.keys())
    return {key: sensitive.get(each.shown_if) for key, each in sensitive.items() if key in openable}


def questions_missing(questions: Iterable[Question], answers: Mapping[str, Any]) -> list[Question]:
    """Return what must be answered, is asked, and has no answer."""
    shown = questions_shown(questions, answers)
    return [each for each in shown if each.is_required and answers.get(each.key) in (None, "", [])]


def file_of(sheet: AnswerSheet, key: str) -> AnswerFile:
    """Return the file that answers a question."""
    found = AnswerFile.objects.filter(sheet=sheet, key=key).first()
    if found is None:
        raise NotFound
    return found


def sections_of(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """Return the questions under their headings, in the order in which a heading is first met."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.section, []).append(question)
    return found


def questions_before(question: Question | None, questions: Iterable[Question]) -> list[Question]:
    """Return what may be a condition of a question: lists that are asked before it, all of them if it is new."""
    before = takewhile(lambda each: each != question, questions)
    return [each for each in before if each.kind in WITH_OPTIONS and each.options]


def dependent_on(question: Question) -> list[Question]:
    """Return the questions that are asked because of an answer to this one."""
    return list(Question.objects.filter(questionnaire=question.questionnaire_id, shown_if=question.key))


def choices_in(answer: Any) -> list[str]:
    return [str(part) for part in answer] if isinstance(answer, list) else [str(answer)]


def folded(choice: str) -> str:
    """Return a choice as it is compared: capitals and spaces never make another one."""
    return " ".join(choice.split()).casefold()


def kinds_that_keep(question: Question, answers: list[Any]) -> list[QuestionKind]:
    """Return the kinds that the question could have without anybody's answer being lost."""
    if not answers:
        return list(QuestionKind)
    kind = QuestionKind(question.kind)
    kept = {kind, *KEEPS_ANSWERS[kind]}
    if kind == QuestionKind.MULTIPLE and all(len(choices_in(answer)) == 1 for answer in answers):
        kept.add(QuestionKind.SINGLE)
    return [each for each in QuestionKind if each in kept]
