"""Says beside a criterion or hard rule that a whole side has not answered, or not opened, what it compares."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.matching.choices import FORBID_UNANSWERED, CriterionKind, RuleKind
from rapport.programmes.choices import ParticipantRole
from rapport.web.pairs import names_in_words
from rapport.web.wording import answered_in_words

if TYPE_CHECKING:
    from rapport.matching.models import Criterion, Rule
    from rapport.programmes.models import Programme
    from rapport.programmes.selectors import AnswerCounts
    from rapport.questionnaires.models import Question

SIDES = (ParticipantRole.MENTEE, ParticipantRole.MENTOR)


def unanswered_in_words(
    part: "Criterion | Rule",
    counts: "AnswerCounts",
    programme: "Programme",
    sensitive: Collection[str] = (),
) -> str:
    """Return "0 of 27 mentees have answered: this criterion gives nobody points.", or nothing to say."""
    silent = [
        answered_in_words(0, people, programme, side)
        for side in SIDES
        if (people := counts.people[side]) and _is_silent(part, side, counts, sensitive)
    ]
    is_kept = not {part.mentee_question, part.mentor_question}.isdisjoint(sensitive)
    sentence = _sentence_of_sensitive(part) if is_kept else _sentence_of(part)
    return sentence % {"silent": names_in_words(silent)} if silent else ""


def _is_silent(
    part: "Criterion | Rule", side: ParticipantRole, counts: "AnswerCounts", sensitive: Collection[str]
) -> bool:
    if part.kind == CriterionKind.AVAILABILITY:
        return not counts.with_free_hours[side]
    if part.kind == RuleKind.NOT_OWN_MANAGER and side == ParticipantRole.MENTOR:
        return False  # mentors are known by their names and addresses
    key = part.mentee_question if side == ParticipantRole.MENTEE else part.mentor_question
    heard = counts.opened if key in sensitive else counts.answered
    return bool(key) and not heard[side, key]


def _sentence_of(part: "Criterion | Rule") -> str:
    if part.kind == CriterionKind.AVAILABILITY:
        return _("%(silent)s have said when they are free: this criterion gives nobody points.")
    if part.kind in CriterionKind:
        return _("%(silent)s have answered: this criterion gives nobody points.")
    usual = "forbid" if part.kind in FORBID_UNANSWERED else "allow"
    if part.settings.get("if_missing", usual) == "forbid":
        return _("%(silent)s have answered: this rule makes every pair impossible.")
    return _("%(silent)s have answered: this rule cannot be checked, and stops no pair.")


def _sentence_of_sensitive(part: "Criterion | Rule") -> str:
    if part.kind in CriterionKind:
        return _("%(silent)s have an answer that is open for matching: this criterion gives nobody points.")
    return _(
        "%(silent)s have an answer that is open for matching: this rule cannot be checked, and stops no pair."
    )


def question_in_words(question: "Question", counts: "AnswerCounts | None") -> str:
    """Return a question as a criterion or rule names it; of a sensitive one, for how many people it counts."""
    if not question.is_sensitive or counts is None:
        return question.label
    opened = sum(counts.opened[side, question.key] for side in SIDES)
    said = (
        ngettext(
            "%(question)s (sensitive: counts only for the one person who has opened it)",
            "%(question)s (sensitive: counts only for the %(count)d people who have opened it)",
            opened,
        )
        if opened
        else _("%(question)s (sensitive: counts only for who has opened it, and nobody has yet)")
    )
    return said % {"question": question.label, "count": opened}
