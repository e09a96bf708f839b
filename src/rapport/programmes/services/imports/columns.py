"""What each column of an imported table is, as the coordinator may correct it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rapport.programmes.choices import ColumnUse
from rapport.questionnaires.choices import WITH_OPTIONS, QuestionKind
from rapport.questionnaires.models import Question

KEY_CHARACTERS = 60
LABEL_CHARACTERS = 300


@dataclass(frozen=True, kw_only=True)
class Column:
    """`heading` is the table's own; the fields after `use` matter for questions alone.

    `asked_as` is the key of the question if the cohort asks it already; `recognise` finds it by its words.
    `options` of a scale stand from lowest to highest. A list of options that is empty takes whatever the cells
    hold. `separator` divides the several answers inside one cell.
    """

    heading: str
    use: str
    label: str = ""
    kind: str = QuestionKind.TEXT
    options: tuple[str, ...] = ()
    separator: str = ";"
    is_sensitive: bool = False
    asked_as: str = ""

    @cached_property
    def key(self) -> str:
        return self.asked_as or question_key(self.wording)

    @property
    def wording(self) -> str:
        return self.label or self.heading

    @property
    def is_question(self) -> bool:
        return self.use == ColumnUse.QUESTION

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Column":
        return cls(**{**stored, "options": tuple(stored["options"])})


def question_key(label: str) -> str:
    """The same wording in the mentors' and the mentees' file is the same question."""
    key = slugify(label) or slugify(label, allow_unicode=True).encode("idna", "ignore").decode() or "question"
    return key[:KEY_CHARACTERS].strip("-_")


def find_question(wording: str, questions: Sequence[Question]) -> Question | None:
    """Return the question that these words mean: in full, or by the short name that it is filed under."""
    key = question_key(wording)
    same = [question for question in questions if question_key(question.label) == key]
    return next(iter([*same, *(question for question in questions if question.key == key)]), None)


def recognise(columns: Sequence[Column], questions: Sequence[Question]) -> list[Column]:
    """Return the columns, each bound to the question that it answers if the cohort asks it already."""
    asked = [_question_of(column, questions) for column in columns]
    return [
        replace(column, asked_as=question.key if question else "")
        for column, question in zip(columns, asked, strict=True)
    ]


def _question_of(column: Column, questions: Sequence[Question]) -> Question | None:
    """The one that it was bound to, as long as both are worded alike; else the one that its words mean."""
    chosen = [one for one in questions if one.key == column.asked_as and one.label == column.wording]
    return chosen[0] if chosen else find_question(column.wording, questions)


def why_not_ready(columns: Sequence[Column], questions: Sequence[Question]) -> list[str | Promise]:
    """What must be settled before any row can be read, one sentence each."""
    reasons: list[str | Promise] = [*_missing(columns), *_twice(columns), *_clashes(columns, questions)]
    return reasons


def _missing(columns: Sequence[Column]) -> list[str]:
    uses = {column.use for column in columns}
    missing = []
    if ColumnUse.EMAIL not in uses:
        missing.append(_("Please say which column holds the e-mail address."))
    if not uses & {ColumnUse.NAME, ColumnUse.FIRST_NAME, ColumnUse.LAST_NAME}:
        missing.append(_("Please say which column holds the name."))
    return missing


def _twice(columns: Sequence[Column]) -> list[str]:
    single = [use for use in ColumnUse if use not in {ColumnUse.QUESTION, ColumnUse.LEAVE_OUT}]
    found = []
    for use in single:
        headings = [column.heading for column in columns if column.use == use]
        if len(headings) > 1:
            sentence = _("“%(use)s” is chosen for more than one column: %(headings)s.")
            found.append(sentence % {"use": use.label, "headings": ", ".join(headings)})
    keys: dict[str, str] = {}
    for column in columns:
        if column.is_question and keys.setdefault(column.key, column.heading) != column.heading:
            sentence = _(
                "“%(first)s” and “%(second)s” would be the same question. Please word one differently."
            )
            found.append(sentence % {"first": keys[column.key], "second": column.heading})
    return found


def _clashes(columns: Sequence[Column], questions: Sequence[Question]) -> list[str]:
    known = {question.key: question for question in questions}
    return [
        _(
            "“%(label)s” is a question of this cohort already, of the kind “%(kind)s”. Please choose that kind."
        )
        % {"label": known[column.key].label, "kind": known[column.key].get_kind_display()}
        for column in columns
        if column.is_question and column.key in known and known[column.key].kind != column.kind
    ]


def with_options(column: Column, seen: Sequence[str]) -> Column:
    """The options that a question needs after an import: those given, then those only met in the cells."""
    if column.kind not in WITH_OPTIONS:
        return replace(column, options=())
    taken = {option.casefold() for option in column.options}
    new = {text.casefold(): text for text in reversed(seen) if text.casefold() not in taken}
    return replace(column, options=(*column.options, *sorted(new.values(), key=str.casefold)))
