"""What stands in the way of those who lack a mentor: a smallest set of rules and full mentors."""

from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Mask
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Solution


@dataclass(frozen=True)
class Obstacles:
    """An irreducible set that keeps a mentee from one more mentor, the other pairs staying as they are.

    Together the members bar every mentor the mentee does not have; without any one of them some mentor
    would be open.

    Attributes
    ----------
    mentee : int
    missing : int
        How many mentors the mentee lacks.
    rules : tuple of str
        Names of rules that forbid pairs of this mentee.
    full_mentors : tuple of int
        Mentors whose capacity is used up.
    is_score_too_low : bool
        Whether `unmatched_value` is one of the members.
    """

    mentee: int
    missing: int
    rules: tuple[str, ...]
    full_mentors: tuple[int, ...]
    is_score_too_low: bool


def unmatched(problem: Problem, solution: Solution) -> tuple[Obstacles, ...]:
    """Return, for each mentee with fewer mentors than asked for, what stands in the way.

    Notes
    -----
    A deletion filter (J. W. Chinneck, E. W. Dravnieks, 1991): start from all that bars a mentor, then try to do
    without each member in turn and keep it only if some mentor would be open. Capacities are tried first and
    rules last, those that forbid least before those that forbid most, so that what remains is what explains
    most. O(r·m) for r rules, each mentee.

    A mentor's minimum is never among them: a minimum is filled along ways that take a mentee's place only where they
    give another, so that as many mentees are matched with minimums as without (N. S. Mendelsohn, A. L. Dulmage, 1958).
    What minimums forbid is certain pairs; `explain` names them in `needed_by`.
    """
    n, m = problem.shape
    served = np.bincount(solution.pairs[:, 0], minlength=n)
    is_full = np.bincount(solution.pairs[:, 1], minlength=m) >= problem.mentor_capacity
    everybody = np.arange(m)
    found = []
    for mentee in np.flatnonzero(served < problem.mentee_demand):
        is_other = np.ones(m, dtype=np.bool_)
        is_other[solution.pairs[solution.pairs[:, 0] == mentee, 1]] = False
        bars = {name: rule[mentee, everybody] & is_other for name, rule in problem.rules.items()}
        worth = np.rint(problem.scores[mentee, everybody] * SCALE)
        too_low = np.isfinite(worth) & (worth < problem.whole_unmatched_value())
        rules, low, full = _irreducible(bars, too_low & is_other, is_full & is_other)
        found.append(
            Obstacles(
                mentee=int(mentee),
                missing=int(problem.mentee_demand[mentee] - served[mentee]),
                rules=rules,
                full_mentors=tuple(int(mentor) for mentor in np.flatnonzero(full)),
                is_score_too_low=low,
            )
        )
    return tuple(found)


def _irreducible(bars: dict[str, Mask], too_low: Mask, is_full: Mask) -> tuple[tuple[str, ...], bool, Mask]:
    """Return the rules, whether the lowest score, and the full mentors that remain after the filter."""
    barred_by_rule = np.zeros(len(is_full), dtype=np.int64)
    for mask in bars.values():
        barred_by_rule += mask
    full = is_full & (barred_by_rule == 0) & ~too_low
    keeps_low = bool((too_low & (barred_by_rule == 0) & ~full).any())
    otherwise = full | (too_low & keeps_low)
    kept = []
    for name in sorted(bars, key=lambda name: (int(bars[name].sum()), name)):
        if (bars[name] & (barred_by_rule == 1) & ~otherwise).any():
            kept.append(name)
        else:
            barred_by_rule -= bars[name]
    return tuple(sorted(kept)), keeps_low, full
