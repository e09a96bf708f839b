"""Guesses what the columns of a table are, from their headings and what stands below; people correct it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from rapport.programmes.choices import ColumnUse
from rapport.programmes.services.imports.cells import (
    read_amount,
    read_email,
    read_number,
    read_time_zone,
    split_answers,
)
from rapport.programmes.services.imports.columns import LABEL_CHARACTERS, Column, find_question
from rapport.programmes.services.imports.hours import read_hours
from rapport.programmes.services.imports.scales import known_scale
from rapport.questionnaires.choices import WITH_OPTIONS, QuestionKind
from rapport.questionnaires.models import Question
from rapport.tables import Table

SAMPLE = 2_000
MOSTLY = 0.8
# A heading is believed where half of the cells say what it says: the others are left empty, with a warning.
HALF = 0.5
OPTION_CHARACTERS = 80
MOST_OPTIONS = 60
SEPARATORS = (";", "|", "\n", ",", "/")

_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ColumnUse.EMAIL, re.compile(r"\be ?mails?\b( address)?|\bmail\b|courriel|correo")),
    (ColumnUse.FIRST_NAME, re.compile(r"(first|given|fore) ?names?|vorname|prénom|nombre")),
    (
        ColumnUse.LAST_NAME,
        re.compile(r"(last|family|sur) ?names?|surname|nachname|nom de famille|apellidos?"),
    ),
    (
        ColumnUse.NAME,
        re.compile(r"(full |your |mentor |mentee |mentor s |mentee s |participant )?name|name and surname"),
    ),
    (
        ColumnUse.CAPACITY,
        re.compile(
            r"capacity|places|(max(imum)?|number of) .*(mentees|mentors|places)|how many (mentees|mentors).*"
        ),
    ),
    (ColumnUse.TIME_ZONE, re.compile(r"(your )?time ?zone")),
    (
        ColumnUse.AVAILABILITY,
        re.compile(r".*availab.*|when (are you free|can you (meet|talk)).*|(free|preferred) (times?|hours)"),
    ),
)
_READS: dict[str, Callable[[str], object]] = {
    ColumnUse.EMAIL: read_email,
    ColumnUse.CAPACITY: read_amount,
    ColumnUse.TIME_ZONE: read_time_zone,
    ColumnUse.AVAILABILITY: read_hours,
}
# A table cannot give rights, secrets have no place in it, and what our own exports add is not asked of anyone.
_NEVER = re.compile(
    r"(is )?(staff|superuser|admin(istrator)?|owner|coordinator|operator|active)|(staff )?roles?|permissions?|rights|"
    r"hat|groups?|password.*|token|(public |person |user )?id|"
    r"state|status|places taken|trained on|cleared on"
)
_SENSITIVE = re.compile(
    r"\b(gender|sex|sexual\w*|orientation|ethnic\w*|rac(e|ial)|religio\w*|faith|belief\w*|disab\w*|health|medical|"
    r"identit\w*|characteristics?|lgbt\w*|trans|income|salary|caste|pregnan\w*|nationalit\w*|citizenship|"
    r"immigra\w*|criminal|convictions?|political|politics|union)\b"
)


def guess_columns(
    table: Table, questions: Sequence[Question] = (), *, answered: Collection[str] = ()
) -> list[Column]:
    """One column of the plan for each of the table; a use is given once, to the first that fits best.

    `answered` are the keys of the questions that somebody has answered already.
    """
    uses = _guess_uses(table)
    columns = []
    for heading in table.columns:
        values = [value for value in table.values_of(heading) if value]
        columns.append(_column(heading, uses[heading], values, questions, answered))
    return columns


def _guess_uses(table: Table) -> dict[str, str]:
    uses: dict[str, str] = {}
    for heading in table.columns:
        use = _use_by_heading(heading)
        values = [value for value in table.values_of(heading)[:SAMPLE] if value]
        if use in uses.values() or not _holds(use, values):
            use = ColumnUse.QUESTION
        uses[heading] = ColumnUse.LEAVE_OUT if use == ColumnUse.QUESTION and is_right(heading) else use
    if ColumnUse.EMAIL not in uses.values():
        uses |= _email_by_content(table)
    return uses


def _use_by_heading(heading: str) -> str:
    plain = plain_heading(heading)
    return next((use for use, pattern in _HEADINGS if pattern.fullmatch(plain)), ColumnUse.QUESTION)


def plain_heading(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


def is_right(heading: str) -> bool:
    return bool(_NEVER.fullmatch(plain_heading(heading)))


def _holds(use: str, values: Sequence[str]) -> bool:
    """The heading alone does not decide where most cells cannot be read as what it says."""
    read = _READS.get(use)
    if read is None or not values:
        return True
    if use == ColumnUse.EMAIL:
        return any("@" in value for value in values)
    return sum(read(value) is not None for value in values) >= HALF * len(values)


def unread_use(column: Column, values: Sequence[str]) -> str:
    """Return what the heading says where the column is a question all the same, as its cells say something else."""
    use = _use_by_heading(column.heading)
    return use if column.is_question and not _holds(use, values[:SAMPLE]) else ""


def _email_by_content(table: Table) -> Mapping[str, str]:
    for heading in table.columns:
        values = [value for value in table.values_of(heading)[:SAMPLE] if value]
        if values and sum(read_email(value) is not None for value in values) >= MOSTLY * len(values):
            return {heading: ColumnUse.EMAIL}
    return {}


def _column(
    heading: str, use: str, values: Sequence[str], questions: Sequence[Question], answered: Collection[str]
) -> Column:
    label = heading[:LABEL_CHARACTERS]
    column = Column(
        heading=heading, use=use, label=label, is_sensitive=bool(_SENSITIVE.search(plain_heading(heading)))
    )
    guessed = guess_kind(column, values[:SAMPLE])
    if question := find_question(label, questions):
        return as_asked_before(column, question, guessed, values, is_answered=question.key in answered)
    return guessed


def as_asked_before(
    column: Column, question: Question, guessed: Column, values: Sequence[str], *, is_answered: bool
) -> Column:
    """Return the column as one that answers the question; `guessed` is what it would be without."""
    return replace(
        column,
        label=question.label,
        kind=question.kind,
        options=_options_before(question, guessed, values, is_answered=is_answered),
        separator=guessed.separator
        if guessed.kind == QuestionKind.MULTIPLE
        else _separator(values[:SAMPLE]) or ";",
        is_sensitive=question.is_sensitive,
    )


def _options_before(
    question: Question, guessed: Column, values: Sequence[str], *, is_answered: bool
) -> tuple[str, ...]:
    """The options it has; but a scale that nobody has answered yet gives way where the cells hold none of its steps.

    Steps of no known scale stand in the order in which they are met, for the coordinator to put right.
    """
    if question.kind not in WITH_OPTIONS:
        return ()
    known = {option.casefold() for option in question.options}
    met: dict[str, str] = {}
    for value in values:
        met.setdefault(" ".join(value.split()).casefold(), " ".join(value.split()))
    is_other_scale = question.kind == QuestionKind.SCALE and not is_answered and known.isdisjoint(met)
    if not is_other_scale or not met:
        return tuple(question.options)
    return guessed.options or tuple(met.values())


def guess_kind(column: Column, values: Sequence[str]) -> Column:
    """A scale if the words are a known one, then a number, several of a list, one of a list, else free text."""
    distinct = list(dict.fromkeys(" ".join(value.split()) for value in values))
    if scale := known_scale(distinct):
        return replace(column, kind=QuestionKind.SCALE, options=scale)
    if distinct and all(read_number(value) is not None for value in distinct):
        return replace(column, kind=QuestionKind.NUMBER)
    if _is_about_languages(column) or _is_list(values, separator := _separator(values)):
        separator = _separator(values)
        return replace(column, kind=QuestionKind.MULTIPLE, separator=separator or ";")
    if _is_choice(values, distinct):
        return replace(column, kind=QuestionKind.SINGLE)
    return replace(column, kind=QuestionKind.TEXT)


def _is_about_languages(column: Column) -> bool:
    return bool(re.search(r"\blanguages?\b", plain_heading(column.heading)))


def _separator(values: Sequence[str]) -> str:
    """The separator that most cells hold; on a tie the one that is least likely to be part of an answer."""
    counts = Counter({separator: sum(separator in value for value in values) for separator in SEPARATORS})
    best, count = max(counts.items(), key=lambda item: (item[1], -SEPARATORS.index(item[0])))
    return best if count else ""


def _is_list(values: Sequence[str], separator: str) -> bool:
    """Cells are lists when dividing them leaves few, short words that come again and again."""
    if not separator or sum(separator in value for value in values) < max(1, 0.1 * len(values)):
        return False
    parts = Counter(part.casefold() for value in values for part in split_answers(value, separator))
    return (
        len(parts) <= MOST_OPTIONS
        and max(map(len, parts)) <= OPTION_CHARACTERS
        and parts.total() >= 1.5 * len(parts)
    )


def _is_choice(values: Sequence[str], distinct: Sequence[str]) -> bool:
    return (
        0 < len(distinct) <= MOST_OPTIONS
        and len(distinct) <= 0.7 * len(values)
        and max(map(len, distinct)) <= OPTION_CHARACTERS
    )
