"""The floor where mentees have several mentors: bisected by integer programmes that also give the best total."""

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from matchmaker.arrays import Integers, Mask
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Stage
from matchmaker.solvers import integer
from matchmaker.solvers.exact import optimum_of
from matchmaker.solvers.flow import places_of
from matchmaker.solvers.integer import Rows
from matchmaker.solvers.objectives import Search, most_matched
from matchmaker.weights import Weights

METHOD = integer.METHOD


@dataclass(frozen=True, eq=False)
class Shares:
    """What each mentee gets a place asked for, in whole parts: millionths divided by `parts`.

    Attributes
    ----------
    parts : int
        The least common multiple of the places asked for, so that means are whole.
    share : int64 [n, m]
        What a pair adds to the mentee's mean, above an empty place.
    beside : int64 [n]
        What the mentee's pins add.
    counts : bool [n]
        Who has a place beside the pins and a mentor in every answer; these make a row each.
    """

    parts: int
    share: Integers
    beside: Integers
    counts: Mask

    def rows(self, floor: int) -> Rows:
        """Return the conditions that all who count get at least `floor`."""
        mentees = np.flatnonzero(self.counts)
        m = self.share.shape[1]
        row, column = np.divmod(np.arange(len(mentees) * m), max(m, 1))
        amounts = (self.share[mentees].ravel(), (row, mentees[row] * m + column))
        return Rows(
            amount=sparse.csr_array(amounts, shape=(len(mentees), self.share.size)),
            least=floor - self.beside[mentees],
            unit=np.full(len(mentees), self.parts),
        )

    def closed_below(self, weights: Weights, floor: int) -> Weights:
        """Return `weights` without the pairs that leave a mentee below `floor` who need not be matched."""
        is_low = (self.share + self.beside[:, None] < floor) & ~self.counts[:, None]
        return replace(weights, is_open=weights.is_open & ~is_low)

    def lowest(self, pairs: Integers) -> int | None:
        """Return the least that anybody matched, with a place beside the pins, gets; None if there is nobody."""
        got = self.beside.copy()
        np.add.at(got, pairs[:, 0], self.share[pairs[:, 0], pairs[:, 1]])
        matched = self.counts.copy()
        matched[pairs[:, 0]] = True
        return int(got[matched].min()) if matched.any() else None

    def most(self, weights: Weights) -> int:
        """Return a bound on the floor: what the mentee who can get least gets if served before all others."""
        best = -np.sort(-np.where(weights.is_open, self.share, 0), axis=1)
        is_place = np.arange(best.shape[1]) < weights.demand[:, None]
        return int(((best * is_place).sum(axis=1) + self.beside)[self.counts].min())


def floor(
    problem: Problem, search: Search, rows: Integers, columns: Integers, lots: Integers
) -> tuple[list[Stage], Integers, int]:
    """Return the stages before the total, the pairs, int64 [k, 2], and the slack of the total.

    Notes
    -----
    The ε-constraint method (Y. Haimes, L. Lasdon, D. Wismer, 1971): the best total such that nobody gets less than t.

    1. Keep the answers with the most mentees matched: an assignment. Those who may stay out have one place at most in these,
       so for them t only closes pairs; all others make a row each.
    2. The best total without t gives a floor that can be had; what the mentee gets who can get least, and the linear
       relaxation, give one that nobody can exceed. If they meet, no integer programme is needed.
    3. Try the highest, then bisect: each integer programme either finds the best total for a higher floor or
       proves that there is none, to the millionth.
    4. Among equals the greatest sum of lots, among the pairs that reduced costs leave.
    """
    matched = most_matched(search)
    weights = replace(search.left.left, weight=search.weights.weight)
    shares = _shares(problem, search, weights, rows, columns)
    best = optimum_of(weights)
    low, pairs = shares.lowest(best.held), best.held
    if low is None:
        return [matched], search.left.drawn(lots), best.slack
    low, pairs, high = _raised(weights, shares, low, pairs)
    open_to = shares.closed_below(weights, low)
    chosen = integer.drawn(open_to, shares.rows(low), pairs, lots)
    empty = problem.whole_unmatched_value()
    reached, bound = ((value / shares.parts + empty) / SCALE for value in (low, high))
    return [matched, Stage("lowest score", reached, bound)], np.concatenate((search.left.certain, chosen)), 0


def _shares(problem: Problem, search: Search, weights: Weights, rows: Integers, columns: Integers) -> Shares:
    asked = np.maximum(problem.mentee_demand[rows], 1)
    parts = math.lcm(*asked.tolist())
    worth = search.level - problem.whole_unmatched_value()
    share = worth * (parts // asked)[:, None]
    beside = np.zeros(len(rows), dtype=np.int64)
    row_of, column_of = np.argsort(rows), np.argsort(columns)
    pins = row_of[problem.pinned[:, 0]], column_of[problem.pinned[:, 1]]
    np.add.at(beside, pins[0], share[pins])
    np.add.at(beside, search.left.certain[:, 0], share[search.left.certain[:, 0], search.left.certain[:, 1]])
    counts = (search.weights.demand > 0) & (search.is_pinned | (weights.mentee_minimum > 0))
    counts[search.left.certain[:, 0]] = True
    return Shares(parts, share, beside, counts)


def _raised(weights: Weights, shares: Shares, low: int, pairs: Integers) -> tuple[int, Integers, int]:
    """Return the highest floor, the best pairs that keep it, and the bound on the floor."""
    high = _bound(weights, shares, low)
    tried = high
    while low < high:
        found = integer.heaviest(shares.closed_below(weights, tried), shares.rows(tried), weights.factor)
        if found is None:
            high = tried - 1
        else:
            reached = shares.lowest(found)
            low, pairs = (tried if reached is None else reached), found
        tried = (low + high + 1) // 2
    return low, pairs, high


def _bound(weights: Weights, shares: Shares, low: int) -> int:
    """Return a floor that no assignment exceeds, by the linear relaxation."""
    if not shares.counts.any():
        return int((shares.share + shares.beside[:, None])[weights.is_open].max(initial=low))
    high = shares.most(weights)
    optional = np.flatnonzero(~shares.counts & weights.is_open.any(axis=1))
    mentees, mentors = np.nonzero(weights.is_open)
    if high <= low or not len(mentees) or len(optional):
        return max(low, high)
    rows, unit = shares.rows(0), shares.parts * SCALE
    taken_of, least, most = places_of(weights, mentees, mentors)
    amount = rows.amount[:, mentees * len(weights.capacity) + mentors].astype(np.float64) / unit
    places = sparse.vstack((taken_of, -taken_of))
    answer = linprog(
        np.append(np.zeros(len(mentees)), -1.0),
        A_ub=sparse.vstack(
            (
                sparse.hstack((places, sparse.csr_array((places.shape[0], 1)))),
                sparse.hstack((-amount, np.ones((amount.shape[0], 1)))),
            ),
            format="csr",
        ),
        b_ub=np.concatenate((most, -least, -rows.least / unit)),
        bounds=[*[(0, 1)] * len(mentees), (None, None)],
        method="highs",
    )
    if answer.x is None:
        return high
    return max(low, min(high, math.floor(float(-answer.fun * unit) + shares.parts)))
