"""What a coordinator should think of before a column is taken as guessed: likeness, mixed signs, texts, times."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.programmes.choices import ColumnUse
from rapport.programmes.services.imports.cells import read_amount, split_answers
from rapport.programmes.services.imports.columns import Column
from rapport.programmes.services.imports.faults import shown
from rapport.programmes.services.imports.guessing import (
    HALF,
    OPTION_CHARACTERS,
    SAMPLE,
    as_asked_before,
    guess_kind,
    plain_heading,
    unread_use,
)
from rapport.questionnaires.choices import QuestionKind
from rapport.questionnaires.models import Question
from rapport.tables import Table

ALIKE = 0.8
FEWEST_CHOICES = 8
NEARLY_ALL = 0.8
_MIXED_WITH = {";": ",", ",": ";", "|": ",", "/": ",", "\n": ","}
# Words of a heading that say nothing of what is asked.
_FILLERS = re.compile(
    r"\b(a|an|and|are|areas?|at|by|can|could|do|does|fields?|for|from|have|how|i|in|is|it|like|list|main|me|my|of|on|or|"
    r"our|please|say|tell|the|to|us|we|what|which|who|with|would|you|your)\b"
)


@dataclass(frozen=True)
class Advice:
    """`same_as` holds the column once for each question that it could answer; `looks_like` is the likeliest."""

    same_as: tuple[Column, ...] = ()
    looks_like: Column | None = None
    notes: tuple[str, ...] = ()
    is_about_times: bool = False


def advise(
    columns: Sequence[Column],
    table: Table,
    questions: Sequence[Question],
    *,
    answered: Collection[str] = (),
) -> list[Advice]:
    """Return one advice a column. `answered` are the keys of the questions that somebody has answered."""
    taken = {column.key for column in columns if column.is_question}
    advices = []
    for column in columns:
        values = [value for value in table.values_of(column.heading) if value]
        same_as = tuple(_same_as(column, values, questions, answered))
        unread = unread_use(column, values)
        advices.append(
            Advice(
                same_as=same_as,
                looks_like=_likeliest(column, [one for one in same_as if one.key not in taken]),
                notes=(*_unread_notes(column, unread), *column_notes(column, table)),
                is_about_times=ColumnUse.AVAILABILITY in {unread, column.use},
            )
        )
    return advices


def column_notes(column: Column, table: Table) -> list[str]:
    """Return what looks wrong with a column of choices."""
    if not column.is_question:
        return []
    return [*_mixed_notes(column, table), *_unique_notes(column, table.values_of(column.heading))]


def _same_as(
    column: Column, values: Sequence[str], questions: Sequence[Question], answered: Collection[str]
) -> list[Column]:
    guessed = guess_kind(column, values[:SAMPLE])
    return [
        replace(
            as_asked_before(column, question, guessed, values, is_answered=question.key in answered),
            use=ColumnUse.QUESTION,
            asked_as=question.key,
        )
        for question in questions
        if question.key == column.asked_as or _could_answer(values[:SAMPLE], question)
    ]


def _could_answer(values: Sequence[str], question: Question) -> bool:
    """Whether most of the cells can be read as the question's kind."""
    match question.kind:
        case QuestionKind.NUMBER:
            fitting = sum(read_amount(value) is not None for value in values)
        case QuestionKind.SCALE:
            steps = {option.casefold() for option in question.options}
            fitting = sum(" ".join(value.split()).casefold() in steps for value in values)
        case QuestionKind.SINGLE:
            fitting = sum(len(value) <= OPTION_CHARACTERS for value in values)
        case _:
            return True
    return fitting >= HALF * len(values)


def _likeliest(column: Column, same_as: Sequence[Column]) -> Column | None:
    """The question whose wording is nearest to the heading, if any is near."""
    if not column.is_question or column.asked_as:
        return None
    likeness = {
        one.asked_as: max(_likeness(column.wording, text) for text in (one.wording, one.asked_as))
        for one in same_as
    }
    near = [one for one in same_as if likeness[one.asked_as] >= ALIKE]
    return max(near, key=lambda one: likeness[one.asked_as], default=None)


def _likeness(one: str, other: str) -> float:
    """1 or more where the telling words of one stand in the other; else how alike the letters are."""
    mine, theirs = _telling_words(one), _telling_words(other)
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return 1 + len(mine & theirs) / len(mine | theirs)
    return SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(theirs))).ratio()


def _telling_words(text: str) -> frozenset[str]:
    plain = plain_heading(text)
    return frozenset(_stem(word) for word in (_FILLERS.sub("", plain) or plain).split())


def _stem(word: str) -> str:
    return (
        re.sub(r"(?<=\w\w)(?:ies|y)$", "i", word) if word.endswith(("ies", "y")) else word.removesuffix("s")
    )


def _unread_notes(column: Column, unread: str) -> list[str]:
    told = {
        ColumnUse.AVAILABILITY: _("We could not read these as times"),
        ColumnUse.CAPACITY: _("We could not read these as numbers of places"),
        ColumnUse.TIME_ZONE: _("We could not read these as time zones"),
    }
    if unread not in told:
        return []
    kept = _("kept as text.")
    if column.kind != QuestionKind.TEXT:
        kept = _("kept as a question of the kind “%(kind)s”.") % {"kind": QuestionKind(column.kind).label}
    return [f"{told[ColumnUse(unread)]}; {kept}"]


def _mixed_notes(column: Column, table: Table) -> list[str]:
    """Cells that hold another sign than the one that divides, where other cells hold that one."""
    if column.kind != QuestionKind.MULTIPLE:
        return []
    at, sign, other = table.columns.index(column.heading), column.separator, _MIXED_WITH[column.separator]
    cells = [(row.number, row.values[at]) for row in table.rows]
    odd = [(number, cell) for number, cell in cells if other in cell and sign not in cell]
    if not odd or not any(sign in cell for _number, cell in cells):
        return []
    sentence = ngettext(
        "%(column)s: answers are divided by a %(sign)s, but %(n)d cell holds only a %(other)s: "
        "row %(row)d “%(cell)s”. It is read as one answer.",
        "%(column)s: answers are divided by a %(sign)s, but %(n)d cells hold only a %(other)s, "
        "e.g. row %(row)d “%(cell)s”. Each of these is read as one answer.",
        len(odd),
    )
    names = {
        ";": _("semicolon"),
        ",": _("comma"),
        "|": _("upright line"),
        "/": _("slash"),
        "\n": _("new line"),
    }
    values = {"column": column.heading, "sign": names[sign], "other": names[other], "n": len(odd)}
    return [sentence % {**values, "row": odd[0][0], "cell": shown(odd[0][1])}]


def _unique_notes(column: Column, values: Sequence[str]) -> list[str]:
    """Choices that only one person gave, and that nobody wrote down as possible answers."""
    if column.kind not in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        return []
    sign = column.separator if column.kind == QuestionKind.MULTIPLE else "\n"
    met = Counter(part.casefold() for value in values for part in split_answers(value, sign))
    given = {option.casefold() for option in column.options}
    once = [choice for choice, times in met.items() if times == 1 and choice not in given]
    if len(met) < FEWEST_CHOICES or len(once) < NEARLY_ALL * len(met):
        return []
    sentence = _(
        "%(column)s: %(n)d of %(in_all)d different answers were given by one person only, "
        "so this is probably free text. Choose “Free text” unless people picked them from a list."
    )
    return [sentence % {"column": column.heading, "n": len(once), "in_all": len(met)}]
