"""What each objective makes as great as possible, measure after measure, the total last."""

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Stage
from matchmaker.solvers.exact import Optimum, assigned, is_feasible
from matchmaker.solvers.narrowing import Narrowing
from matchmaker.weights import Weights

POWERS = (1, 2, 4, 8, 16)
PARTS = 2**40


@dataclass(frozen=True, eq=False)
class Search:
    """A problem on its way to an answer, rows and columns in canonical order.

    Attributes
    ----------
    weights : Weights
        With the weights of the total.
    level : int64 [n, m]
        Scores in whole millionths.
    is_pinned : bool [n]
        Who has a pinned mentor.
    left : Narrowing
    """

    weights: Weights
    level: Integers
    is_pinned: Mask
    left: Narrowing

    @classmethod
    def of(cls, problem: Problem, weights: Weights, rows: Integers, columns: Integers) -> "Search":
        """Return the beginning of a search; `weights` are in canonical order, `rows` and `columns` give it."""
        return cls(
            weights=weights,
            level=problem.whole_scores()[np.ix_(rows, columns)],
            is_pinned=np.isin(rows, problem.pinned[:, 0]),
            left=Narrowing(weights),
        )


def most_matched(search: Search) -> Stage:
    """Keep the answers in which as many mentees as possible have at least one mentor."""
    weights = search.weights
    first = ((weights.demand > 0) & ~search.is_pinned).astype(np.int64)
    optimum = search.left.maximise(np.zeros_like(weights.weight), first=first)
    beside = int(search.is_pinned.sum())
    value = optimum.value + beside
    return Stage("mentees matched", float(value), float(value + optimum.slack))


def best_total(search: Search) -> Optimum:
    """Keep the answers with the greatest total with bonuses and, among those, the most pairs."""
    return search.left.maximise(search.weights.weight)


def most_welfare(search: Search, p: int) -> Stage:
    """Keep the answers with the greatest welfare, in which a pair's shortfall counts by its p-th power.

    Notes
    -----
    With e the score above `unmatched_value`, bonus included, and e* the greatest of any open pair, a place counts
    1 − ((e* − e) / e*)ᵖ, and nothing if it is empty: the least sum of p-th powers of shortfalls, hence their
    least power mean. Concave in the score of a place and linear in the pairs, so that it stays an assignment; the parts
    are rounded to 2⁻⁴⁰. Powers of two are multiplied out, which gives the same bits on every computer.
    """
    worth = np.where(search.weights.is_open, (search.weights.weight - 1) // search.weights.factor, 0)
    top = max(int(worth.max(initial=0)), 1)
    shortfall = (top - worth) / top
    for _ in range(p.bit_length() - 1):
        shortfall = shortfall * shortfall
    optimum = search.left.maximise(np.rint((1.0 - shortfall) * PARTS).astype(np.int64))
    return Stage("welfare", optimum.value / PARTS, (optimum.value + optimum.slack) / PARTS)


def highest_floor(search: Search) -> Stage | None:
    """Keep the answers whose lowest score is as high as possible, for one mentor a mentee; None if nobody is open.

    Notes
    -----
    The lowest score is one of the scores. Bisect them: is there an assignment of what remains without pairs below?
    (If so, the one with the best total may even be higher.) The next score above the one found has none, which is the
    proof. O(log(n·m)) assignments. Source: the bottleneck assignment problem, O. Gross, 1959, as in R. Burkard,
    M. Dell'Amico, S. Martello, *Assignment Problems*, 2009, ch. 6.
    """
    left, level = search.left.left, search.level
    scores = np.unique(level[left.is_open])
    if not len(scores):
        return None
    low, high = 0, len(scores) - 1
    must = left.mentee_minimum > 0
    if must.any():
        best = np.where(left.is_open, level, scores[0])[must].max(axis=1)
        high = int(np.searchsorted(scores, best.min()))
    middle = low
    while True:
        above = replace(left, is_open=left.is_open & (level >= scores[middle]), weight=search.weights.weight)
        pairs = assigned(above)
        if is_feasible(above, pairs):
            low = int(np.searchsorted(scores, level[pairs[:, 0], pairs[:, 1]].min(initial=scores[high])))
        else:
            high = middle - 1
        if low >= high:
            break
        middle = (low + high + 1) // 2
    search.left.close(level < scores[low])
    floor = int(scores[low]) / SCALE
    return Stage("lowest score", floor, floor)


def leximin(search: Search) -> Stage | None:
    """Keep the answers with the highest lowest score, then the fewest mentees at it, then the next score, and so on.

    Notes
    -----
    1. Find the highest floor; start from an assignment that is good for the worst off.
    2. Of the scores in the assignment above those settled, take the lowest. No answer needs any pair
       between; make the number of mentees above it as great as possible, from the assignment at hand.
    3. Keep the answers that are best in this, settle the score, and go on from 2 until no score is left.

    Each step is an assignment in whole numbers that only shifts what must be shifted; up to n steps and as many shifts,
    O(n·m) each. Source: lexicographic bottleneck assignment, R. Burkard, F. Rendl, 1991, by thresholds.
    """
    floor = highest_floor(search)
    if floor is None:
        return None
    level, narrowing = search.level, search.left
    held = _kind_to_the_worst_off(search)
    settled = np.iinfo(np.int64).min
    while True:
        levels = level[held[:, 0], held[:, 1]]
        unsettled = levels[levels > settled]
        if not len(unsettled):
            return floor
        lowest = int(unsettled.min())
        narrowing.close((level > settled) & (level < lowest))
        held = narrowing.maximise((level > lowest).astype(np.int64), start=held).held
        held = held[~narrowing.settle()[held[:, 0]]]
        settled = lowest


def _kind_to_the_worst_off(search: Search) -> Integers:
    left, level = search.left.left, search.level
    scores = np.unique(level[left.is_open])
    shortfall = 1.0 - np.searchsorted(scores, level) / len(scores)
    weight = np.rint((1.0 - shortfall**16) * PARTS).astype(np.int64)
    return assigned(replace(left, weight=weight))


def asks_for_several(problem: Problem) -> Mask:
    """Return which mentees ask for more than one mentor and have a place beside the pins; bool [n]."""
    pinned = np.bincount(problem.pinned[:, 0], minlength=problem.shape[0])
    several: Mask = (problem.mentee_demand > 1) & (problem.mentee_demand > pinned)
    return several


def check_unit_demand(problem: Problem, objective: str) -> None:
    """Refuse more than one mentor a mentee.

    Raises
    ------
    ProblemError
        Naming the first mentee who asks for several and has a place beside the pins.
    """
    several = asks_for_several(problem)
    if several.any():
        first = int(several.argmax())
        raise ProblemError(
            f"“{objective}” is for one mentor a mentee: mentee {first} asks for "
            f"{problem.mentee_demand[first]}; “floor” takes more"
        )
