"""Is a solution valid? Looks at the problem alone and shares no code with the solvers."""

from collections import Counter

import numpy as np

from matchmaker.errors import InvalidSolution
from matchmaker.problem import Problem
from matchmaker.solution import Solution
from matchmaker.stability import blocking_pairs, unacceptable_pairs

TOLERANCE = 1e-6


def validate(problem: Problem, solution: Solution) -> None:
    """Check every pair of `solution` against `problem`.

    Raises
    ------
    InvalidSolution
        Listing all violations: pairs out of range, unsorted or repeated, demand or capacity exceeded, a minimum not
        met, forbidden pairs with the rule's name, pairs below `unmatched_value`, pins left out, a total that is not
        the sum of the scores, a bonus that is not the sum of those kept, a bound below what it bounds; for the
        objective "stable" also pairs that one of the two does not accept, and pairs that block.

    Notes
    -----
    O(k) for k pairs, by plain loops that can be read at a glance.
    """
    n, m = problem.shape
    pairs = [(int(mentee), int(mentor)) for mentee, mentor in np.asarray(solution.pairs).reshape(-1, 2)]
    outside = [pair for pair in pairs if not (0 <= pair[0] < n and 0 <= pair[1] < m)]
    if outside:
        raise InvalidSolution([f"pair {pair} is outside of {problem.shape}" for pair in outside])
    violations = (
        _order(pairs) + _places(problem, pairs) + _rules(problem, pairs) + _sums(problem, solution, pairs)
    )
    if solution.objective == "stable":
        violations += _wishes(problem, solution)
    if violations:
        raise InvalidSolution(violations)


def _order(pairs: list[tuple[int, int]]) -> list[str]:
    found = [f"pair {pair} stands twice" for pair, count in sorted(Counter(pairs).items()) if count > 1]
    return found + (["pairs are not sorted"] if pairs != sorted(pairs) else [])


def _places(problem: Problem, pairs: list[tuple[int, int]]) -> list[str]:
    found = []
    for side, what, places in ((0, "mentee", problem.mentee_demand), (1, "mentor", problem.mentor_capacity)):
        taken = [0] * len(places)
        for pair in pairs:
            taken[pair[side]] += 1
        found += [
            f"{what} {index} has {count} pairs, but {places[index]} places"
            for index, count in enumerate(taken)
            if count > places[index]
        ]
    taken_of = Counter(mentor for _, mentor in pairs)
    for mentor, least in enumerate(problem.mentor_minimum):
        count = taken_of[mentor]
        if count < least:
            found.append(f"mentor {mentor} has {count} pairs, but must have {least}")
    return found


def _rules(problem: Problem, pairs: list[tuple[int, int]]) -> list[str]:
    pinned = {(int(mentee), int(mentor)) for mentee, mentor in problem.pinned}
    found = [
        f"pair {pair} is forbidden by {name}"
        for pair in pairs
        for name, mask in problem.rules.items()
        if mask[pair]
    ]
    found += [
        f"pair {pair} scores {problem.scores[pair]:g}, less than {problem.unmatched_value:g}"
        for pair in pairs
        if pair not in pinned and problem.scores[pair] < problem.unmatched_value - TOLERANCE
    ]
    return found + [f"pinned pair {pair} is left out" for pair in sorted(pinned - set(pairs))]


def _wishes(problem: Problem, solution: Solution) -> list[str]:
    found = [f"pair {tuple(pair)} is on no list" for pair in unacceptable_pairs(problem, solution).tolist()]
    return found + [f"pair {tuple(pair)} blocks" for pair in blocking_pairs(problem, solution).tolist()]


def _sums(problem: Problem, solution: Solution, pairs: list[tuple[int, int]]) -> list[str]:
    total = sum(float(problem.scores[pair]) for pair in pairs)
    found = []
    if _is_off(solution.total, total, len(pairs)):
        found.append(f"the total is given as {solution.total:g}, the scores add up to {total:g}")
    previous = [(int(mentee), int(mentor)) for mentee, mentor in problem.previous]
    bonus = sum(float(kept) for pair, kept in zip(previous, problem.stickiness, strict=True) if pair in pairs)
    if _is_off(solution.bonus, bonus, len(pairs)):
        found.append(f"the bonus is given as {solution.bonus:g}, those kept add up to {bonus:g}")
    if _is_below(solution.upper_bound, solution.total + solution.bonus):
        found.append(
            f"the upper bound {solution.upper_bound:g} is below the total {solution.total + solution.bonus:g}"
        )
    return found + _stages(solution, pairs)


def _stages(solution: Solution, pairs: list[tuple[int, int]]) -> list[str]:
    found = [
        f"the upper bound {stage.upper_bound:g} of “{stage.measure}” is below {stage.value:g}"
        for stage in solution.stages[:-1]
        if _is_below(stage.upper_bound, stage.value)
    ]
    matched = len({mentee for mentee, _ in pairs})
    found += [
        f"{stage.value:g} mentees are said to be matched, {matched} are"
        for stage in solution.stages
        if stage.measure == "mentees matched" and stage.value != matched
    ]
    return found


# Both ask whether all is well, so that NaN is not.
def _is_off(given: float, found: float, terms: int) -> bool:
    return not abs(given - found) <= TOLERANCE * (terms + 1)


def _is_below(bound: float, value: float) -> bool:
    return not bound >= value - TOLERANCE
