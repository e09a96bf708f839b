"""Matching anew with few changes: the best total that moves at most so many of last time's pairs."""

import time
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from matchmaker.arrays import Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Solution
from matchmaker.solvers import integer, reordered
from matchmaker.solvers.building import solution_of
from matchmaker.solvers.exact import Optimum, method_of, optimum_of
from matchmaker.solvers.integer import Rows
from matchmaker.solvers.narrowing import Narrowing
from matchmaker.solvers.ties import lots_of
from matchmaker.solvers.worth import total_of
from matchmaker.weights import Weights, weights_of

OBJECTIVE = "at most so many changes"
LARGEST_PROGRAMME = 50_000
LARGEST_SUM = 2**61


@dataclass(frozen=True)
class Step:
    """One point of the trade between changes and score.

    Attributes
    ----------
    changes : int
        How many of last time's pairs are not made again.
    total : float
        The best total with so few changes.
    stickiness : float or None
        A bonus, in units of score, at which this point is best; None where no bonus leads to it.
    """

    changes: int
    total: float
    stickiness: float | None


@dataclass(frozen=True, eq=False)
class Rematch:
    """What `rematch` found.

    Attributes
    ----------
    solution : Solution
        Its total is the best with at most so many changes; `gap` is 0 where that is proven.
    changes : int
        How many of last time's pairs are not made again; new pairs of places that were empty do not count.
    steps : tuple of Step
        Points of the trade, each the best for its number of changes, from the fewest changes to the greatest total:
        those that the search came by, and the solution's own.
    """

    solution: Solution
    changes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class _Point:
    """A corner of the trade: how many pairs are kept at what weight, and the answers that do so."""

    kept: int
    weight: int
    stickiness: float | None
    answers: Narrowing


def rematch(problem: Problem, most_changes: int, seed: int = 0) -> Rematch:
    """Return the best matching in which at most `most_changes` of `problem.previous` are not made again.

    Parameters
    ----------
    problem : Problem
        With `previous`, and no `stickiness`: the bonus is what is looked for.
    most_changes : int
    seed : int
        As in `solve`.

    Raises
    ------
    ProblemError
        A bonus in the problem, fewer changes than none, or more of last time's pairs that cannot stay; the message says
        how many.

    Notes
    -----
    Let K be the pairs that must stay. V(λ) is the best total with a bonus of λ for each pair that stays; whatever λ ≥ 0,
    no answer that keeps K has a total above V(λ) − λK (Lagrangian relaxation, M. Held, R. Karp, 1970).

    1. Find the best total (fewest changes among equals) and the fewest changes (best total among equals). If the
       first keeps K, it is the answer.
    2. Take the λ at which the two points weigh the same, and solve. If a better point comes out, it replaces one of
       the two, on its side of K; else no bonus leads to anything between them.
    3. If the point on the side of K keeps exactly K, the bound meets it: proven. Otherwise K lies between two corners of the
       trade, which bisection cannot hit. The prices at λ close each pair that would cost more than lies between
       bound and point; the rest, mostly little, is an integer programme with one row for K.
    4. Among equals the greatest sum of lots. If the programme has more than 50,000 pairs, the point of step 3 is
       returned with the gap to the bound.

    About as many assignments as the trade's corners have binary digits, in whole numbers throughout.
    """
    if problem.stickiness.any():
        raise ProblemError("rematch looks for the bonus itself: leave stickiness out of the problem")
    problem = problem.dense()
    started = time.perf_counter()
    rows, columns = problem.canonical_order(seed)
    weights = reordered(weights_of(problem), rows, columns)
    last = np.zeros(problem.shape, dtype=np.bool_)
    last[problem.previous[:, 0], problem.previous[:, 1]] = True
    pins_kept = int(last[problem.pinned[:, 0], problem.pinned[:, 1]].sum())
    search = _Search(weights, last[np.ix_(rows, columns)].astype(np.int64))
    must_keep = len(problem.previous) - most_changes - pins_kept
    search.bisect(must_keep, problem, most_changes)
    mentee_hashes, mentor_hashes = problem.hashes(seed)
    chosen, slack, method = search.answer(must_keep, lots_of(mentee_hashes[rows], mentor_hashes[columns]))
    solution = solution_of(
        problem,
        np.column_stack((rows[chosen[:, 0]], columns[chosen[:, 1]])),
        objective=OBJECTIVE,
        seed=seed,
        method=method,
        started=started,
        slack=int(weights.as_millionths(np.array(slack))),
    )
    pairs, total = solution.pairs, solution.total
    changes = len(problem.previous) - int(last[pairs[:, 0], pairs[:, 1]].sum())
    return Rematch(solution, changes, search.steps(problem, pins_kept, Step(changes, total, None)))


class _Search:
    """The corners of the trade between pairs kept and weight, found one by one."""

    def __init__(self, weights: Weights, last: Integers) -> None:
        self.weights, self.last = weights, last
        self.points: list[_Point] = []
        self.best = self._point(0, 1)
        self.lower: _Point = self.best
        self.upper: _Point = self.best
        self.between: tuple[int, int, Optimum] | None = None

    def bisect(self, must_keep: int, problem: Problem, most_changes: int) -> None:
        """Find the neighbouring points between which `must_keep` lies."""
        if most_changes < 0:
            raise ProblemError(f"most_changes is {most_changes}, less than none")
        if self.best.kept >= must_keep:
            return
        self.upper = self._most_kept()
        if self.upper.kept < must_keep:
            fewest = most_changes + must_keep - self.upper.kept
            raise ProblemError(
                f"{fewest} of {len(problem.previous)} previous pairs cannot stay: "
                f"most_changes must be {fewest} or more, not {most_changes}"
            )
        while self.upper.kept > must_keep:
            gain, fewer = self.lower.weight - self.upper.weight, self.upper.kept - self.lower.kept
            gain, fewer = self._fitting(gain, fewer)
            optimum = optimum_of(replace(self.weights, weight=self.weights.weight * fewer + gain * self.last))
            point = self._point(gain, fewer)
            if point.kept in {self.lower.kept, self.upper.kept}:
                self.between = gain, fewer, optimum
                return
            if point.kept >= must_keep:
                self.upper = point
            else:
                self.lower = point

    def answer(self, must_keep: int, lots: Integers) -> tuple[Integers, int, str]:
        """Return the pairs, int64 [k, 2], the slack of their weight, and the method."""
        if self.between is None or self.upper.kept == must_keep:
            return self.upper.answers.drawn(lots), 0, method_of(self.weights)
        gain, fewer, optimum = self.between
        bound = (optimum.value + optimum.slack - gain * must_keep) // fewer
        reduced, certain = self._within(gain, fewer, optimum, fewer * (bound - self.upper.weight) + fewer)
        rows = Rows(
            amount=sparse.csr_array(self.last.reshape(1, -1)),
            least=np.array([must_keep]),
            unit=np.array([1]),
        ).beside(certain, len(self.weights.capacity))
        if int(reduced.is_open.sum()) > LARGEST_PROGRAMME:
            return self.upper.answers.drawn(lots), bound - self.upper.weight, method_of(self.weights)
        found = integer.heaviest(reduced, rows, reduced.factor)
        if found is None:
            raise AssertionError("the programme lost the point it was to improve")
        return np.concatenate((certain, integer.drawn(reduced, rows, found, lots))), 0, integer.METHOD

    def steps(self, problem: Problem, pins_kept: int, own: Step) -> tuple[Step, ...]:
        """Return the points found, and `own`, from the fewest changes on."""
        empty = problem.whole_unmatched_value()
        found = {own.changes: own}
        for point in self.points:
            above = int(self.weights.as_millionths(np.array(point.weight)))
            total = above + empty * len(point.answers.pairs)
            pinned = total_of(problem, problem.pinned)
            changes = len(problem.previous) - pins_kept - point.kept
            found[changes] = Step(changes, (total + pinned) / SCALE, point.stickiness)
        return tuple(found[changes] for changes in sorted(found))

    def _point(self, gain: int, fewer: int) -> _Point:
        """Return the point with the most pairs kept among the best at the bonus gain / fewer."""
        answers = Narrowing(self.weights)
        answers.maximise(self.weights.weight * fewer + gain * self.last)
        kept = answers.maximise(self.last).value
        return self._kept(answers, kept, gain / fewer / self.weights.factor / SCALE)

    def _most_kept(self) -> _Point:
        answers = Narrowing(self.weights)
        kept = answers.maximise(self.last).value
        answers.maximise(self.weights.weight)
        return self._kept(answers, kept, None)

    def _kept(self, answers: Narrowing, kept: int, stickiness: float | None) -> _Point:
        point = _Point(kept, self.weights.of(answers.pairs), stickiness, answers)
        self.points.append(point)
        return point

    def _fitting(self, gain: int, fewer: int) -> tuple[int, int]:
        """Return the bonus as a fraction with which sums stay exact, rounded down if need be."""
        largest = int(np.abs(self.weights.weight).max(initial=1)) * fewer + gain
        if largest * (sum(self.last.shape) + 2) < LARGEST_SUM:
            return gain, fewer
        return gain // fewer, 1

    def _within(self, gain: int, fewer: int, optimum: Optimum, room: int) -> tuple[Weights, Integers]:
        """Return what is open to answers within `room` of the optimum, and the pairs that all of these have."""
        weight = self.weights.weight * fewer + gain * self.last
        excess = weight - optimum.prices - optimum.values[:, None]
        is_certain: Mask = self.weights.is_open & (excess > room)
        certain = np.argwhere(is_certain).astype(np.int64)
        is_open = self.weights.is_open & (excess >= -room) & ~is_certain
        return replace(self.weights, is_open=is_open).beside(certain), certain
