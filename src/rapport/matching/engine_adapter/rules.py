"""Hard rules as masks: which pairs each forbids, and which it could not check."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from django.utils.translation import gettext as _

from matchmaker import criteria
from matchmaker.arrays import Mask
from rapport.matching.choices import FORBID_UNANSWERED, STANDING_RULES, RuleKind
from rapport.matching.engine_adapter.answers import fold, position_of, same_scale, values_of
from rapport.matching.engine_adapter.match_input import Person, Question, RuleSpec
from rapport.matching.engine_adapter.people import Everyone
from rapport.matching.engine_adapter.sentences import name_of
from rapport.matching.errors import BadMatchSettings

THEMSELVES = "themselves"


@dataclass(frozen=True, eq=False)
class HardRule:
    """A rule applied to everyone.

    `forbidden` and `unchecked` are bool [n, m]. A pair that could not be checked, since an answer is missing, may be
    forbidden or not, as the rule has it; `mentees_silent` and `mentors_silent` say whose answer is missing. `barred`
    says why somebody is left out altogether, by key.
    """

    kind: str
    name: str
    forbidden: Mask
    unchecked: Mask
    mentees_silent: Mask
    mentors_silent: Mask
    questions: tuple[Question, ...] = ()
    barred: Mapping[str, str] = field(default_factory=dict)

    def silence(self, mentee: Person, mentor: Person, row: int, column: int) -> str:
        """Say why the pair could not be checked, "" if it could."""
        if not self.unchecked[row, column]:
            return ""
        person, question, side = (
            (mentee, self.questions[0], "mentee")
            if self.mentees_silent[row]
            else (mentor, self.questions[1], "mentor")
        )
        words = {"rule": self.name, "name": name_of(person, side), "question": question.label}
        if question.is_sensitive:
            return _("“%(rule)s” could not be checked: “%(question)s” is not compared for %(name)s.") % words
        return _("“%(rule)s” could not be checked: %(name)s has not answered “%(question)s”.") % words


def rules_for(everyone: Everyone) -> list[HardRule]:
    """Return the chosen rules, and those that always hold: named exclusions, nobody with themselves."""
    specs = list(everyone.match_input.rules)
    if everyone.match_input.exclusions and not any(s.kind == RuleKind.NAMED_EXCLUSION for s in specs):
        specs.append(RuleSpec(kind=RuleKind.NAMED_EXCLUSION))
    rules: list[HardRule] = []
    for spec in specs:
        rules.append(_rule(spec, everyone, _new_name(spec, everyone, {rule.name for rule in rules})))
    themselves = _same_person(everyone)
    if themselves.any():
        rules.append(_checked(THEMSELVES, _("Nobody is matched with themselves"), themselves))
    return rules


def _rule(spec: RuleSpec, everyone: Everyone, name: str) -> HardRule:
    if spec.kind == RuleKind.NAMED_EXCLUSION:
        return _checked(spec.kind, name, _named(everyone, everyone.match_input.exclusions))
    if spec.kind == RuleKind.NOT_PREVIOUS_PAIR:
        return _checked(spec.kind, name, _named(everyone, everyone.match_input.past_pairs))
    if spec.kind == RuleKind.ONLY_READY:
        return _checked(spec.kind, name, _either(everyone, lambda person: not person.is_ready))
    if spec.kind in STANDING_RULES:
        wanting = spec.settings.get("wanting", {})
        mask = _either(everyone, lambda person: person.key in wanting)
        return replace(_checked(spec.kind, name, mask), barred=wanting)
    if spec.kind in COMPARISONS:
        return _compared(spec, everyone, name)
    raise BadMatchSettings(_("“%(kind)s” is not a kind of rule.") % {"kind": spec.kind})


def _compared(spec: RuleSpec, everyone: Everyone, name: str) -> HardRule:
    """Build a rule on two answers. *Must not* is broken only by what we know; *must* has to be shown."""
    compare = COMPARISONS[RuleKind(spec.kind)]
    questions = everyone.questions_of(spec)
    breaks = compare(spec, everyone, questions)
    silent = _silent(spec, everyone, questions)
    unchecked = np.logical_or.outer(*silent)
    if_missing = spec.settings.get("if_missing", "forbid" if spec.kind in FORBID_UNANSWERED else "allow")
    if if_missing not in {"allow", "forbid"}:
        raise BadMatchSettings(_("“%(name)s”: “if_missing” must be “allow” or “forbid”.") % {"name": name})
    forbidden = np.where(unchecked, if_missing == "forbid", breaks).astype(np.bool_)
    return HardRule(spec.kind, name, forbidden, unchecked, *silent, questions)


def _silent(spec: RuleSpec, everyone: Everyone, questions: tuple[Question, Question]) -> tuple[Mask, Mask]:
    sides = (everyone.mentees.people, everyone.mentors.people)
    if spec.kind == RuleKind.STEPS_WITHIN:
        mentees, mentors = (
            [bool(np.isnan(position_of(p, q))) for p in people]
            for people, q in zip(sides, questions, strict=True)
        )
    else:
        mentees, mentors = (
            [not values_of(p, q) for p in people] for people, q in zip(sides, questions, strict=True)
        )
    if (
        spec.kind == RuleKind.NOT_OWN_MANAGER
    ):  # the mentor is known by name and address, whatever they answered
        mentors = [False] * len(mentors)
    return np.array(mentees, dtype=np.bool_), np.array(mentors, dtype=np.bool_)


def _shares_value(_spec: RuleSpec, everyone: Everyone, questions: tuple[Question, Question]) -> Mask:
    mentees = [values_of(person, questions[0]) for person in everyone.mentees.people]
    mentors = [values_of(person, questions[1]) for person in everyone.mentors.people]
    return _have_common(mentees, mentors)


def _shares_none(spec: RuleSpec, everyone: Everyone, questions: tuple[Question, Question]) -> Mask:
    return ~_shares_value(spec, everyone, questions)


def _is_manager(spec: RuleSpec, everyone: Everyone, questions: tuple[Question, Question]) -> Mask:
    """The mentee named the mentor, by name, by e-mail address, or as the mentor's own question says."""
    managers = [set(values_of(person, questions[0])) for person in everyone.mentees.people]
    known_as = []
    for person in everyone.mentors.people:
        names = {fold(person.name), fold(person.content), fold(person.identity)} - {""}
        if spec.mentor_question and spec.mentor_question != spec.mentee_question:
            names |= set(values_of(person, questions[1]))
        known_as.append(names)
    return _have_common(managers, known_as)


def _have_common(mentees: Sequence[Iterable[str]], mentors: Sequence[Iterable[str]]) -> Mask:
    (left, right), _values = criteria.incidence(mentees, mentors)
    return criteria.common(left, right) > 0


def _outside_steps(spec: RuleSpec, everyone: Everyone, questions: tuple[Question, Question]) -> Mask:
    same_scale(*questions)
    bounds = [spec.settings.get("from"), spec.settings.get("to")]
    if bounds == [None, None] or any(
        isinstance(b, bool) or not isinstance(b, int | float | None) for b in bounds
    ):
        raise BadMatchSettings(
            _("“%(name)s” must say from or to how many steps above the mentor may be.")
            % {"name": spec.label or spec.kind}
        )
    mentees = np.array(
        [position_of(person, questions[0]) for person in everyone.mentees.people], dtype=np.float64
    )
    mentors = np.array(
        [position_of(person, questions[1]) for person in everyone.mentors.people], dtype=np.float64
    )
    return np.equal(criteria.stepped(mentees, mentors, [(bounds[0], bounds[1], 1.0)]), 0)


Compare = Callable[[RuleSpec, Everyone, tuple[Question, Question]], Mask]

COMPARISONS: Mapping[RuleKind, Compare] = {
    RuleKind.NOT_SAME: _shares_value,
    RuleKind.NOT_OWN_MANAGER: _is_manager,
    RuleKind.MUST_SHARE: _shares_none,
    RuleKind.STEPS_WITHIN: _outside_steps,
}
"""How each kind compares two answers."""


def _checked(kind: str, name: str, forbidden: Mask) -> HardRule:
    n, m = forbidden.shape
    nobody = np.zeros(n, dtype=np.bool_), np.zeros(m, dtype=np.bool_)
    return HardRule(kind, name, forbidden, np.zeros((n, m), dtype=np.bool_), *nobody)


def _either(everyone: Everyone, is_out: Callable[[Person], bool]) -> Mask:
    """Return a mask of the pairs in which one or the other is left out."""
    sides = (everyone.mentees.people, everyone.mentors.people)
    mentees, mentors = (np.array([is_out(person) for person in people], dtype=np.bool_) for people in sides)
    return np.logical_or.outer(mentees, mentors)


def _named(everyone: Everyone, pairs: tuple[tuple[str, str], ...]) -> Mask:
    mask = np.zeros(everyone.shape, dtype=np.bool_)
    for row, column in everyone.indices(pairs):
        mask[row, column] = True
    return mask


def _same_person(everyone: Everyone) -> Mask:
    mentees = [{person.identity} - {""} for person in everyone.mentees.people]
    mentors = [{person.identity} - {""} for person in everyone.mentors.people]
    return _have_common(mentees, mentors)


def _new_name(spec: RuleSpec, everyone: Everyone, taken: set[str]) -> str:
    """Return the rule's label, or its kind and question, with a number where two would be the same."""
    name = spec.label
    if not name:
        label = str(RuleKind(spec.kind).label) if spec.kind in RuleKind.values else spec.kind
        question = everyone.questions.get(spec.mentee_question or spec.mentor_question)
        name = f"{label}: {question.label}" if question else label
    number, numbered = 1, name
    while numbered in taken:
        number += 1
        numbered = f"{name} ({number})"
    return numbered
