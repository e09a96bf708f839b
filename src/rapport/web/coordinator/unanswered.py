"""Says beside a criterion or hard rule that a whole side has not answered what it compares."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rapport.matching.choices import FORBID_UNANSWERED, CriterionKind, RuleKind
from rapport.programmes.choices import ParticipantRole
from rapport.web.pairs import names_in_words
from rapport.web.wording import answered_in_words

if TYPE_CHECKING:
    from rapport.matching.models import Criterion, Rule
    from rapport.programmes.models import Programme
    from rapport.programmes.selectors import AnswerCounts


def unanswered_in_words(part: "Criterion | Rule", counts: "AnswerCounts", programme: "Programme") -> str:
    """Return "0 of 27 mentees have answered: this criterion gives nobody points.", or nothing to say."""
    silent = [
        answered_in_words(0, people, programme, side)
        for side in (ParticipantRole.MENTEE, ParticipantRole.MENTOR)
        if (people := counts.people[side]) and _is_silent(part, side, counts)
    ]
    return _sentence_of(part) % {"silent": names_in_words(silent)} if silent else ""


def _is_silent(part: "Criterion | Rule", side: ParticipantRole, counts: "AnswerCounts") -> bool:
    if part.kind == CriterionKind.AVAILABILITY:
        return not counts.with_free_hours[side]
    if part.kind == RuleKind.NOT_OWN_MANAGER and side == ParticipantRole.MENTOR:
        return False  # mentors are known by their names and addresses
    key = part.mentee_question if side == ParticipantRole.MENTEE else part.mentor_question
    return bool(key) and not counts.answered[side, key]


def _sentence_of(part: "Criterion | Rule") -> str:
    if part.kind == CriterionKind.AVAILABILITY:
        return _("%(silent)s have said when they are free: this criterion gives nobody points.")
    if part.kind in CriterionKind:
        return _("%(silent)s have answered: this criterion gives nobody points.")
    usual = "forbid" if part.kind in FORBID_UNANSWERED else "allow"
    if part.settings.get("if_missing", usual) == "forbid":
        return _("%(silent)s have answered: this rule makes every pair impossible.")
    return _("%(silent)s have answered: this rule cannot be checked, and stops no pair.")
