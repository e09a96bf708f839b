"""Why someone stayed unmatched, in sentences."""

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import matchmaker as mm
from rapport.matching.choices import RuleKind
from rapport.matching.engine_adapter.match_input import Person
from rapport.matching.engine_adapter.match_result import Unmatched
from rapport.matching.engine_adapter.prepared import Prepared
from rapport.matching.engine_adapter.rules import HardRule
from rapport.matching.engine_adapter.sentences import listed, name_of


def unmatched_mentee(
    prepared: Prepared, obstacles: mm.Obstacles, cheapest: mm.Alternative | None
) -> Unmatched:
    """Return who lacks a mentor: the engine's irreducible set in words, and the nearest way out."""
    everyone = prepared.everyone
    person = everyone.mentees.people[obstacles.mentee]
    reasons = [
        _rule_on_mentee(prepared, rule, obstacles.mentee)
        for rule in prepared.rules
        if rule.name in obstacles.rules
    ]
    if obstacles.is_score_too_low:
        reasons.append(_("The mentors who remain score less than the lowest score that may be proposed."))
    if obstacles.full_mentors:
        reasons.append(_all_full(len(obstacles.full_mentors)))
    if obstacles.full_mentors and cheapest and cheapest.held_by:
        reasons.append(_nearest(prepared, cheapest))
    if not reasons:
        reasons.append(_("There are no other mentors."))
    return Unmatched(person=person.key, side="mentee", reasons=tuple(reasons), missing=obstacles.missing)


def unmatched_mentors(prepared: Prepared, problem: mm.Problem, solution: mm.Solution) -> list[Unmatched]:
    """Return the mentors who have places and no mentee."""
    used = np.bincount(solution.pairs[:, 1], minlength=problem.shape[1])
    idle = np.flatnonzero((used == 0) & (problem.mentor_capacity > 0))
    return [
        Unmatched(
            person=prepared.everyone.mentors.people[column].key,
            side="mentor",
            reasons=tuple(_reasons_of_mentor(prepared, problem, int(column))),
            missing=int(problem.mentor_capacity[column]),
        )
        for column in idle
    ]


def _reasons_of_mentor(prepared: Prepared, problem: mm.Problem, column: int) -> list[str]:
    if not len(prepared.everyone.mentees):
        return [_("There are no mentees.")]
    reasons = [
        _rule_on_mentor(prepared, rule, column) for rule in prepared.rules if rule.forbidden[:, column].any()
    ]
    is_allowed = ~problem.is_forbidden[:, column]
    fitting = int((is_allowed & ~problem.is_too_low()[:, column]).sum())
    if fitting:
        reasons.append(_better_elsewhere(fitting))
    elif is_allowed.any():
        reasons.append(_("The mentees who remain score less than the lowest score that may be proposed."))
    return reasons


def _rule_on_mentee(prepared: Prepared, rule: HardRule, row: int) -> str:
    mentee, mentors = prepared.everyone.mentees.people[row], prepared.everyone.mentors
    if rule.kind == RuleKind.ONLY_READY and not mentee.is_ready:
        return _not_ready(mentee, "mentee")
    if mentee.key in rule.barred:
        return rule.barred[mentee.key]
    if rule.mentees_silent[row]:
        return rule.silence(mentee, mentors.people[0], row, 0)
    return _("The rule “%(rule)s” leaves out %(count)d of %(total)d mentors.") % {
        "rule": rule.name,
        "count": int(rule.forbidden[row].sum()),
        "total": len(mentors),
    }


def _rule_on_mentor(prepared: Prepared, rule: HardRule, column: int) -> str:
    mentor, mentees = prepared.everyone.mentors.people[column], prepared.everyone.mentees
    if rule.kind == RuleKind.ONLY_READY and not mentor.is_ready:
        return _not_ready(mentor, "mentor")
    if mentor.key in rule.barred:
        return rule.barred[mentor.key]
    if rule.mentors_silent[column] and not rule.mentees_silent[0]:
        return rule.silence(mentees.people[0], mentor, 0, column)
    return _("The rule “%(rule)s” leaves out %(count)d of %(total)d mentees.") % {
        "rule": rule.name,
        "count": int(rule.forbidden[:, column].sum()),
        "total": len(mentees),
    }


def _not_ready(person: Person, side: str) -> str:
    return _("%(name)s is not trained and cleared yet.") % {"name": name_of(person, side)}


def _all_full(count: int) -> str:
    return ngettext(
        "The one mentor who remains is full.",
        "All %(count)d mentors who remain are full.",
        count,
    ) % {"count": count}


def _better_elsewhere(count: int) -> str:
    return ngettext(
        "The one mentee who remains has a mentor, and the programme as a whole gains nothing by a change.",
        "The %(count)d mentees who remain have mentors, and the programme as a whole gains nothing by a change.",
        count,
    ) % {"count": count}


def _nearest(prepared: Prepared, cheapest: mm.Alternative) -> str:
    everyone = prepared.everyone
    holders = [name_of(everyone.mentees.people[row], "mentee") for row in cheapest.held_by]
    words = {
        "mentor": name_of(everyone.mentors.people[cheapest.mentor], "mentor"),
        "holders": listed(holders),
        "loss": f"{cheapest.regret:.1f}".removesuffix(".0"),
    }
    if cheapest.regret:
        return (
            _(
                "The nearest place is with %(mentor)s, who has %(holders)s; taking it would cost %(loss)s points."
            )
            % words
        )
    return (
        _("The nearest place is with %(mentor)s, who has %(holders)s; taking it would cost nothing.") % words
    )
