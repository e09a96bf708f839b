"""Writes of questions, and of the answers that follow them.

Whoever calls holds a lock on what the questionnaire belongs to, so that nobody answers meanwhile.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils.text import slugify

from rapport.files import ReadFile
from rapport.questionnaires.choices import KEEPS_ANSWERS, WITH_OPTIONS, QuestionKind
from rapport.questionnaires.errors import ConditionComesLater, KindLosesAnswers, SensitiveStays
from rapport.questionnaires.models import (
    AnswerFile,
    AnswerSheet,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    opened_among,
    telling_questions,
)
from rapport.questionnaires.selectors import (
    answers_to,
    choices_in,
    dependent_on,
    folded,
    kinds_that_keep,
    sheets_following,
    was_answered,
)

BETWEEN_CHOICES = "; "
A_BATCH = 500
FROZEN = (
    "key",
    "label",
    "help",
    "asked_of",
    "asked_when",
    "section",
    "kind",
    "options",
    "is_required",
    "is_sensitive",
    "shown_if",
    "shown_for",
)
"""What a version keeps of a question."""


def add_question(
    questionnaire: Questionnaire,
    *,
    label: str,
    kind: str,
    options: Sequence[str] = (),
    is_sensitive: bool = False,
    key: str = "",
    help: str = "",  # noqa: A002 - the field's own name
    **more: Any,
) -> Question:
    """Add a question at the end; its key is made from the wording and stays when the wording changes.

    What is asked because of a sensitive answer is sensitive as well.
    """
    asked = Question.objects.filter(questionnaire=questionnaire)
    last = asked.aggregate(last=Max("position"))["last"]
    tells = asked.filter(key=more["shown_if"], is_sensitive=True).exists() if more.get("shown_if") else False
    return Question.objects.create(
        questionnaire=questionnaire,
        key=_free_key(key or slugify(label)[:50] or "question", set(asked.values_list("key", flat=True))),
        label=label,
        help=help,
        kind=kind,
        options=list(options) if kind in WITH_OPTIONS else [],
        is_sensitive=is_sensitive or tells,
        **more,
        position=0 if last is None else last + 1,
    )


def _free_key(wanted: str, taken: set[str]) -> str:
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def rewrite_question(
    question: Question,
    *,
    kind: str,
    options: Sequence[str],
    replaced: Mapping[str, str] | None = None,
    **words: Any,
) -> list[str]:
    """Change a question; return the names of the fields that are now different.

    `replaced` says what becomes of choices that people may have chosen: new words, or nothing.
    *Also:* rewrites the answers and the conditions of other questions, so that none names a choice that is gone; marks as
    sensitive what is asked because of a sensitive answer, and closes what may not stay open without it.
    """
    if kind not in kinds_that_keep(question, answers_to(question)):
        raise KindLosesAnswers
    if question.is_sensitive and not words.get("is_sensitive", True) and was_answered(question):
        raise SensitiveStays
    fields = {"kind": kind, "options": list(options) if kind in WITH_OPTIONS else [], **words}
    if _hangs_on_sensitive(question, words.get("shown_if", question.shown_if)):
        fields["is_sensitive"] = True
    _rewrite_answers(question, kind=kind, replaced=replaced or {})
    _rewrite_conditions(question, replaced or {})
    changed = [name for name, value in fields.items() if getattr(question, name) != value]
    for name in changed:
        setattr(question, name, fields[name])
    question.save(update_fields=changed)
    shut_what_tells(question.questionnaire)
    return changed


def _hangs_on_sensitive(question: Question, condition: str) -> bool:
    asked = Question.objects.filter(questionnaire=question.questionnaire_id, key=condition)
    return asked.filter(is_sensitive=True).exists()


def shut_what_tells(questionnaire: Questionnaire) -> None:
    """Mark as sensitive what is asked because of a sensitive answer: that it was asked tells.

    *Also:* closes what somebody has opened and what by now tells another answer that they have not opened.
    """
    asked, changed = list(Question.objects.filter(questionnaire=questionnaire)), []
    for question in telling_questions(asked):
        question.is_sensitive = True
        question.save(update_fields=["is_sensitive"])
    for sheet in sheets_following(questionnaire.pk).exclude(opened=[]).iterator():
        still_open = sorted(opened_among(asked, sheet.opened))
        if still_open != sheet.opened:
            sheet.opened = still_open
            changed.append(sheet)
    AnswerSheet.objects.bulk_update(changed, ["opened"], batch_size=A_BATCH)


def _rewrite_answers(question: Question, *, kind: str, replaced: Mapping[str, str]) -> None:
    new_words = {folded(old): new for old, new in replaced.items()}
    if not new_words and kind == question.kind:
        return
    changed = []
    for sheet in _answered(question):
        before = sheet.values[question.key]
        after = _as_kind(kind, question.kind, list(_replaced(choices_in(before), new_words)), before)
        if after != before:
            _write(sheet, question.key, after)
            changed.append(sheet)
    AnswerSheet.objects.bulk_update(changed, ["values", "opened"], batch_size=A_BATCH)


def _rewrite_conditions(question: Question, replaced: Mapping[str, str]) -> None:
    """Let conditions follow the choices; one whose every choice is gone is gone with them."""
    new_words = {folded(old): new for old, new in replaced.items()}
    for each in dependent_on(question) if new_words else []:
        each.shown_for = list(_replaced(each.shown_for, new_words))
        each.shown_if = each.shown_if if each.shown_for else ""
        each.save(update_fields=["shown_if", "shown_for"])


def _replaced(chosen: Sequence[str], new_words: Mapping[str, str]) -> Iterator[str]:
    """Yield the choices in their new words, each once; those that are gone are left out."""
    told = set()
    for choice in chosen:
        words = new_words.get(folded(choice), choice)
        if words and folded(words) not in told:
            told.add(folded(words))
            yield words


def _as_kind(kind: str, old_kind: str, chosen: list[str], before: Any) -> Any:
    """Return the answer as this kind files it; None where nothing is left of it."""
    if old_kind not in WITH_OPTIONS:
        return before if kind == old_kind else str(before)
    if kind == QuestionKind.MULTIPLE:
        return chosen or None
    return BETWEEN_CHOICES.join(chosen) or None


def erase_question(question: Question) -> int:
    """Remove a question with every answer to it; return how many answers there were.

    *Also:* what was asked because of an answer to it is asked of everybody from now on.
    """
    for each in dependent_on(question):
        each.shown_if, each.shown_for = "", []
        each.save(update_fields=["shown_if", "shown_for"])
    changed = []
    for sheet in _answered(question):
        _write(sheet, question.key, None)
        changed.append(sheet)
    AnswerSheet.objects.bulk_update(changed, ["values", "opened"], batch_size=A_BATCH)
    question.delete()
    return len(changed)


def _answered(question: Question) -> Iterator[AnswerSheet]:
    return sheets_following(question.questionnaire_id).filter(values__has_key=question.key).iterator()


def _write(sheet: AnswerSheet, key: str, answer: Any) -> None:
    """Put an answer in new words, which stays as open as it was; with None it goes. The caller saves the sheet."""
    kept = {name: value for name, value in sheet.values.items() if name != key}
    sheet.values = kept if answer is None else kept | {key: answer}
    sheet.opened = [name for name in sheet.opened if name in sheet.values]


def opened_after(
    opened: Iterable[str],
    *,
    asked: Iterable[Question],
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    said: Mapping[str, bool] | None = None,
) -> list[str]:
    """Return which answers a match may compare once they are what they are `now`; `said` is what the person says of each.

    Of the others those stay open that are what they were: somebody opened that very answer, and no other. `asked` are
    all the questions, in their order: what tells a closed answer is closed with it.
    """
    said = said or {}
    kept = {key for key in opened if key not in said and now.get(key) == before.get(key)}
    wanted = {key for key in kept | {key for key, is_open in said.items() if is_open} if key in now}
    return sorted(opened_among(asked, wanted)) if wanted else []


def freeze_questions(questionnaire: Questionnaire) -> QuestionnaireVersion:
    """Return the questions as they are asked now, as a version; a new one only if something has changed."""
    asked = Question.objects.filter(questionnaire=questionnaire)
    now = [{name: getattr(question, name) for name in FROZEN} for question in asked]
    last = QuestionnaireVersion.objects.filter(questionnaire=questionnaire).last()
    if last and last.questions == now:
        return last
    number = last.number + 1 if last else 1
    return QuestionnaireVersion.objects.create(questionnaire=questionnaire, number=number, questions=now)


def keep_file(sheet: AnswerSheet, key: str, file: ReadFile) -> None:
    """Keep a file as the answer to a question, in place of the one that there was."""
    AnswerFile.objects.update_or_create(sheet=sheet, key=key, defaults=vars(file))


def drop_files(sheet: AnswerSheet, *, but: Iterable[str] = ()) -> None:
    """Delete the files of a sheet whose questions are not asked any more."""
    AnswerFile.objects.filter(sheet=sheet).exclude(key__in=list(but)).delete()


def carry_answers(
    answers: Mapping[str, Any], *, asked: Iterable[Question], now: Iterable[Question]
) -> dict[str, Any]:
    """Return what still answers the questions of now, filed as their kinds want it.

    What is not asked any more, or as a kind that would lose the answer, stays where it was given. So does what was
    sensitive when it was answered and is not so now, be it another question under the same key.
    """
    answered = {question.key: question for question in asked if question.key in answers}
    carried = {}
    for question in now:
        before = answered.get(question.key)
        if before and _still_answers(question, before):
            given, kind = answers[question.key], QuestionKind(before.kind)
            carried[question.key] = _as_kind(question.kind, kind, choices_in(given), given)
    return carried


def _still_answers(question: Question, before: Question) -> bool:
    if before.is_sensitive and not question.is_sensitive:
        return False
    return question.kind == before.kind or question.kind in KEEPS_ANSWERS[QuestionKind(before.kind)]


def move_question(question: Question, *, steps: int) -> None:
    """Move a question up (below zero) or down the list, but not past one that it depends on or that depends on it."""
    asked = Question.objects.filter(questionnaire=question.questionnaire_id)
    ordered = list(asked)
    place = ordered.index(question)
    ordered.insert(max(0, place + steps), ordered.pop(place))
    places = {each.key: number for number, each in enumerate(ordered)}
    if any(places.get(each.shown_if, -1) > number for number, each in enumerate(ordered)):
        raise ConditionComesLater
    for position, each in enumerate(ordered):
        asked.filter(pk=each.pk).update(position=position)
