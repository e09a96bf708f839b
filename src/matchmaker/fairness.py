"""How evenly a solution serves the mentees, and groups of them, without giving anybody away."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Floats, Mask
from matchmaker.errors import ProblemError
from matchmaker.problem import Problem
from matchmaker.solution import Solution

FEWEST = 5
"""Figures are shown of so many people or of none."""

MEASURES = ("mean", "best")


@dataclass(frozen=True)
class Spread:
    """How something is spread over people.

    Attributes
    ----------
    people : int
    minimum, fifth_percentile, mean : float
        In the unit of the scores; the percentile interpolates linearly.
    gini : float or None
        Mean difference between two people over twice the mean: 0 if all have the same, towards 1 if one has
        everything. None where anybody has less than 0, which it is not made for; 0 where all have 0.
    jain : float or None
        (Σx)² / (n·Σx²): 1 if all have the same, 1/n if one has everything (R. Jain, D. Chiu, W. Hawe, 1984). None and
        1 as above.
    unmatched : float
        Which share of the people has nobody.
    """

    people: int
    minimum: float
    fifth_percentile: float
    mean: float
    gini: float | None
    jain: float | None
    unmatched: float


@dataclass(frozen=True)
class Fairness:
    """What the mentees of a solution have.

    Attributes
    ----------
    overall : Spread or None
        None if nobody asks for a mentor.
    by_group : dict of group to Spread or None
        In the order of the groups' names; None where the figures are withheld.
    """

    overall: Spread | None
    by_group: Mapping[Hashable, Spread | None]


def fairness(
    problem: Problem,
    solution: Solution,
    groups: Sequence[Hashable] | None = None,
    *,
    measure: str = "mean",
) -> Fairness:
    """Return how what mentees have is spread, over all of them and by group.

    Parameters
    ----------
    problem : Problem
    solution : Solution
    groups : sequence of n labels, optional
        The group of each mentee; None for those who did not say.
    measure : "mean" or "best"
        What a mentee has: the mean score over all the places asked for, an empty place counting as
        `unmatched_value`; or the best score, `unmatched_value` without any. With demand 1 they are the same.

    Raises
    ------
    ProblemError
        As many labels as mentees are needed; an unknown measure.

    Notes
    -----
    Mentees who ask for nobody are left out. Groups of fewer than 5 people are withheld. So that these cannot be found by
    taking the others from the whole, further groups are withheld, the smallest first, until those
    withheld and those without a group are 5 or more together (or nothing is left to withhold). What this does not
    guard against is comparing several reports on overlapping groups. O(n log n).
    """
    if measure not in MEASURES:
        raise ProblemError(f"unknown measure “{measure}”; there is: {', '.join(MEASURES)}")
    n = problem.shape[0]
    if groups is not None and len(groups) != n:
        raise ProblemError(f"groups has {len(groups)} labels for {n} mentees")
    counted = problem.mentee_demand > 0
    has, is_unmatched = _has(problem, solution, measure), _is_unmatched(problem, solution)
    by_group: dict[Hashable, Spread | None] = {}
    if groups is not None:
        labels = [label for label, counts in zip(groups, counted, strict=True) if counts]
        shown = _shown(labels)
        for group in sorted({label for label in labels if label is not None}, key=str):
            is_member = np.array([label == group for label in groups], dtype=np.bool_) & counted
            by_group[group] = _spread(has[is_member], is_unmatched[is_member]) if group in shown else None
    return Fairness(_spread(has[counted], is_unmatched[counted]), by_group)


def _has(problem: Problem, solution: Solution, measure: str) -> Floats:
    """Return what each mentee has; float64 [n]."""
    mentees, mentors = solution.pairs[:, 0], solution.pairs[:, 1]
    scores, n = problem.scores[mentees, mentors], problem.shape[0]
    served = np.bincount(mentees, minlength=n)
    if measure == "best":
        best = np.where(served > 0, -np.inf, problem.unmatched_value)
        np.maximum.at(best, mentees, scores)
        return best
    empty = (problem.mentee_demand - served) * problem.unmatched_value
    summed: Floats = np.bincount(mentees, weights=scores, minlength=n) + empty
    return summed / np.maximum(problem.mentee_demand, 1)


def _is_unmatched(problem: Problem, solution: Solution) -> Mask:
    is_unmatched: Mask = np.bincount(solution.pairs[:, 0], minlength=problem.shape[0]) == 0
    return is_unmatched


def _shown(labels: Sequence[Hashable]) -> set[Hashable]:
    """Return the groups whose figures give nobody away."""
    sizes = Counter(labels)
    without_group = sizes.pop(None, 0)
    shown = {group for group, size in sizes.items() if size >= FEWEST}
    hidden = without_group + sum(size for group, size in sizes.items() if group not in shown)
    for group in sorted(shown, key=lambda group: (sizes[group], str(group))):
        if hidden == 0 or hidden >= FEWEST:
            break
        shown.remove(group)
        hidden += sizes[group]
    return shown


def _spread(has: Floats, is_unmatched: Mask) -> Spread | None:
    if not len(has):
        return None
    return Spread(
        people=len(has),
        minimum=float(has.min()),
        fifth_percentile=float(np.percentile(has, 5)),
        mean=float(has.mean()),
        gini=_gini(has),
        jain=_jain(has),
        unmatched=float(is_unmatched.mean()),
    )


def _gini(has: Floats) -> float | None:
    if (has < 0).any():
        return None
    size, total = len(has), float(has.sum())
    if total == 0:
        return 0.0
    places = 2 * np.arange(1, size + 1) - size - 1
    return max(0.0, float(places @ np.sort(has)) / (size * total))


def _jain(has: Floats) -> float | None:
    if (has < 0).any():
        return None
    largest = float(has.max())
    if largest == 0:
        return 1.0
    shares = has / largest
    return float(shares.sum() ** 2 / (len(has) * (shares**2).sum()))
