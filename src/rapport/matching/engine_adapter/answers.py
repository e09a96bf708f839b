"""Reads answers: as values to compare, as a place on a scale, as text; spaces and capitals never matter."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from rapport.matching.engine_adapter.match_input import Person, Question
from rapport.matching.errors import BadMatchSettings

_BETWEEN_VALUES = re.compile(r"[,;\n|]")


def fold(text: str) -> str:
    """Return `text` as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def values_of(person: Person, question: Question) -> dict[str, str]:
    """Return the answer as {folded value: as written}; a text answer to a multiple choice is taken apart."""
    answer = person.answers.get(question.key)
    if answer is None:
        return {}
    parts: Iterable[str] = answer if isinstance(answer, tuple | list) else [_as_text(answer)]
    if question.kind == "multiple":
        parts = [value for part in parts for value in _BETWEEN_VALUES.split(part)]
    return {fold(part): part.strip() for part in parts if part.strip()}


def text_of(person: Person, question: Question) -> str:
    """Return the answer as one text, "" if there is none."""
    return ", ".join(values_of(person, question).values())


def position_of(person: Person, question: Question) -> float:
    """Return the place of the answer on the scale, or the number itself; NaN if there is none or it is neither."""
    answer = fold(text_of(person, question))
    if question.kind == "scale":
        places = {fold(option): float(place) for place, option in enumerate(question.options)}
        return places.get(answer, float("nan"))
    try:
        return float(answer.replace(",", "."))
    except ValueError:
        return float("nan")


def same_scale(mentee_question: Question, mentor_question: Question) -> None:
    """Refuse to measure steps between two different scales."""
    scales = [tuple(map(fold, question.options)) for question in (mentee_question, mentor_question)]
    kinds = {mentee_question.kind, mentor_question.kind}
    if kinds == {"number"} or (kinds == {"scale"} and scales[0] == scales[1]):
        return
    raise BadMatchSettings(
        _("Steps apart cannot be counted between “%(mentee)s” and “%(mentor)s”: both must be the same scale.")
        % {"mentee": mentee_question.label, "mentor": mentor_question.label}
    )


def questions_by_key(questions: Iterable[Question]) -> Mapping[str, Question]:
    """Return the questions by key; the same key with two meanings is refused."""
    found: dict[str, Question] = {}
    for question in questions:
        if found.setdefault(question.key, question) != question:
            raise BadMatchSettings(
                _("Two different questions have the key “%(key)s”.") % {"key": question.key}
            )
    return found


def _as_text(answer: str | float) -> str:
    return answer if isinstance(answer, str) else f"{answer:g}"
