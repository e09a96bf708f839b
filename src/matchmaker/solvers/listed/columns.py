"""The optimum over all pairs from a few of them: column generation, with every pair priced exactly."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Floats, Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.scores import ListedScores
from matchmaker.solvers.listed.feasible import feasible
from matchmaker.solvers.listed.graph import Graph, graph_of
from matchmaker.solvers.listed.optimum import ListedOptimum, bound_of, optimum_of
from matchmaker.solvers.listed.pricing import BLOCK, Blocks, best_of_rows

AT_FIRST = 24
A_ROUND = 24
ROUNDS = 200
FEW = 0.02
LARGEST_BONUS = 2**58
MOST_TIES = 2**27

Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Listing:
    """An optimum among the pairs listed, and how far any other pairs could improve on it.

    Attributes
    ----------
    graph : Graph
    optimum : ListedOptimum
    slack : int
        By how much the bound over all pairs exceeds it; 0 proves the optimum.
    rounds : int
    is_whole : bool
        Whether all pairs that any optimum has are listed.
    """

    graph: Graph
    optimum: ListedOptimum
    slack: int
    rounds: int
    is_whole: bool


@dataclass(frozen=True, eq=False)
class Places:
    """What is left of a problem beside its pins, and how its pairs weigh, as in `matchmaker.weights.Weights`.

    Attributes
    ----------
    bonus : int
        What each pair weighs more, so that the most pairs come first.
    """

    problem: Problem
    demand: Integers
    capacity: Integers
    minimum: Integers
    factor: int
    bonus: int = 0

    @classmethod
    def of(cls, problem: Problem) -> "Places":
        """Return what is left beside the pins of `problem`."""
        given = np.bincount(problem.pinned[:, 0], minlength=problem.shape[0])
        taken = np.bincount(problem.pinned[:, 1], minlength=problem.shape[1])
        return cls(
            problem=problem,
            demand=problem.mentee_demand - given,
            capacity=problem.mentor_capacity - taken,
            minimum=np.maximum(0, problem.mentor_minimum - taken),
            factor=int(2 * problem.mentee_demand.sum() + 2),
        )

    def with_bonus(self) -> "Places":
        """Return the same with a bonus a pair that no total outweighs.

        Raises
        ------
        ProblemError
            Scores so far apart that sums of bonuses would not be exact.
        """
        pairs = int(min(self.demand.sum(), self.capacity.sum()))
        reach = self.problem.reach() * SCALE * self.factor
        bonus = self.factor * (int(2 * reach * (pairs + 2) / self.factor) + 1)
        if bonus > LARGEST_BONUS:
            raise ProblemError("the scores are too far apart to put the most matched first")
        return replace(self, bonus=bonus)

    def weighed(self, pairs: Integers) -> "Weighed":
        """Return those of `pairs`, int64 [k, 2], sorted, that may be made and are worth no less than an empty place."""
        problem = self.problem
        pairs = pairs[~problem.is_forbidden[pairs[:, 0], pairs[:, 1]]]
        keys = keys_of(pairs)
        if len(problem.pinned):
            is_left = ~np.isin(keys, keys_of(problem.pinned))
            pairs, keys = pairs[is_left], keys[is_left]
        worth = problem.whole_scores_of(pairs) - problem.whole_unmatched_value()
        is_open = worth >= 0
        keys, worth = keys[is_open], worth[is_open]
        if len(problem.previous) and len(keys):
            last = keys_of(problem.previous)
            place = np.minimum(np.searchsorted(keys, last), len(keys) - 1)
            is_here = keys[place] == last
            worth[place[is_here]] += problem.whole_stickiness()[is_here]
        return Weighed(keys, worth * self.factor + 1 + self.bonus)

    def graph(self, weighed: "Weighed") -> Graph:
        """Return the graph of open pairs."""
        return graph_of(
            weighed.pairs,
            weighed.weight,
            demand=self.demand,
            capacity=self.capacity,
            mentor_minimum=self.minimum,
        )

    def in_scores(self, amount: Integers) -> Floats:
        """Return weights in units of score."""
        return amount / (float(self.factor) * SCALE)

    def as_millionths(self, amount: Integers) -> Integers:
        """Return sums of weights as millionths of score, the number of pairs left aside."""
        return (amount + self.factor // 2) // self.factor


@dataclass(frozen=True, eq=False)
class Weighed:
    """Open pairs and what they weigh, sorted.

    Attributes
    ----------
    keys : int64 [k]
        As `keys_of` gives them.
    weight : int64 [k]
    """

    keys: Integers
    weight: Integers

    @property
    def pairs(self) -> Integers:
        """(mentee, mentor); int64 [k, 2]."""
        return pairs_of(self.keys)

    def only(self, kept: Mask) -> "Weighed":
        """Return those that `kept`, bool [k], selects."""
        return Weighed(self.keys[kept], self.weight[kept])

    def has(self, keys: Integers) -> Mask:
        """Return which of `keys` are among these; bool [k]."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.bool_)
        found: Mask = self.keys[np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)] == keys
        return found

    def joined(self, others: "Weighed") -> "Weighed":
        """Return these and `others`."""
        others = others.only(~self.has(others.keys))
        keys = np.concatenate((self.keys, others.keys))
        order = np.argsort(keys, kind="stable")
        return Weighed(keys[order], np.concatenate((self.weight, others.weight))[order])


def keys_of(pairs: Integers) -> Integers:
    """Return a number for each pair, int64 [k], in the order of pairs."""
    return (pairs[:, 0] << 32) | pairs[:, 1]


def pairs_of(keys: Integers) -> Integers:
    """Return the pairs of `keys_of`; int64 [k, 2]."""
    return np.column_stack((keys >> 32, keys & (2**32 - 1)))


def union(*parts: Integers) -> Integers:
    """Return all pairs of `parts`, int64 [k, 2] each, sorted and once each."""
    keys = np.sort(keys_of(np.concatenate(parts)))
    return pairs_of(keys[np.diff(keys, prepend=-1) > 0])


def generated(
    places: Places,
    *,
    deadline: float | None = None,
    block: int = BLOCK,
    progress: Progress | None = None,
) -> Listing:
    """Return the optimum over all pairs, or what has been found at the deadline.

    Parameters
    ----------
    places : Places
    deadline : float, optional
        By `time.perf_counter`; the round under way is finished.
    block : int
        Pairs weighed at a time.
    progress : callable, optional
        Called with a share from 0 to 1; an exception it raises ends the work.

    Notes
    -----
    1. List the best few pairs of each mentee, and last time's.
    2. Find the optimum among the pairs listed, with its prices.
    3. Weigh every pair against the prices: in blocks, by floating point with a bound on its error; pairs within the
       error are weighed again in whole numbers. Pairs that are worth more than value and price together are listed,
       the most promising of each mentee, and it goes on from 2. If there is none, the prices prove
       the optimum over all pairs.

    Prices of the last round are the least of any optimal dual (`optimum_of`), so that it makes no difference on which
    way it was reached. Source: G. Dantzig, P. Wolfe, *Decomposition principle for linear programs*, 1960.
    """
    problem = places.problem
    if isinstance(problem.scores, ListedScores):
        graph = places.graph(places.weighed(problem.scores.pairs()))
        _meeting_minimums(graph)
        return Listing(graph, optimum_of(graph), 0, 1, is_whole=True)
    share, blocks = _Share(progress), Blocks(problem, is_single=not places.bonus)
    listed = places.weighed(_first_pairs(places, blocks, block, share))
    graph = places.graph(listed)
    optimum = optimum_of(graph)
    for turn in range(1, ROUNDS + 1):
        share.tick(0.5)
        found, best = _promising(places, blocks, optimum, block, share)
        excess = found.weight - optimum.prices[found.pairs[:, 1]] - optimum.values[found.pairs[:, 0]]
        better = found.only((excess > 0) & ~listed.has(found.keys))
        if not len(better.keys):
            listed, is_whole = _with_all_ties(places, optimum, listed.joined(found.only(excess == 0)), found)
            whole = places.graph(listed)
            return Listing(whole, _among(graph, optimum, whole), 0, turn, is_whole=is_whole)
        if deadline is not None and time.perf_counter() >= deadline:
            return Listing(graph, optimum, _slack(places, blocks, graph, optimum, best), turn, is_whole=False)
        listed = listed.joined(better)
        wider = places.graph(listed)
        moved = _among(graph, optimum, wider)
        is_near = len(np.unique(better.pairs[:, 0])) < FEW * len(places.demand) or places.minimum.any()
        graph = wider
        optimum = optimum_of(graph, optimum.prices, int(excess.max()), moved.held if is_near else None)
        share.next()
    raise ProblemError(f"no proof after {ROUNDS} rounds of listing pairs")


class _Share:
    """Progress of work whose length nobody knows: each round takes half of what is left."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.done, self.step = progress, 0.0, 0.25

    def tick(self, share: float) -> None:
        if self.progress is not None:
            self.progress(self.done + share * self.step)

    def next(self) -> None:
        self.done += self.step
        self.step = (1.0 - self.done) / 4


def _first_pairs(places: Places, blocks: Blocks, block: int, share: _Share) -> Integers:
    problem = places.problem
    n, m = problem.shape
    floor = problem.unmatched_value - blocks.error - 1.0 / SCALE
    keep = AT_FIRST + int(places.demand.max(initial=1))
    best, _ = best_of_rows(blocks, np.zeros(m), np.full(n, floor), keep, size=block, tick=share.tick)
    share.next()
    return union(best, problem.previous, _served_minimums(places))


def _served_minimums(places: Places) -> Integers:
    """Return pairs that meet all minimums among each such mentor's first open mentees; int64 [k, 2]."""
    if not places.minimum.any():
        return np.zeros((0, 2), dtype=np.int64)
    everybody, wanted = np.flatnonzero(places.demand), int(places.minimum.sum())
    open_to = [
        places.weighed(np.column_stack((everybody, np.full_like(everybody, mentor)))).keys[: wanted + 1]
        for mentor in np.flatnonzero(places.minimum)
    ]
    keys = np.unique(np.concatenate(open_to))
    graph = places.graph(Weighed(keys, np.ones_like(keys)))
    return pairs_of(keys[_meeting_minimums(graph)])


def _meeting_minimums(graph: Graph) -> Integers:
    if not graph.mentor_minimum.any():
        return np.zeros(0, dtype=np.int64)
    try:
        return feasible(graph)
    except AssertionError:
        raise ProblemError("the minimums of all mentors cannot be met together") from None


def _promising(
    places: Places, blocks: Blocks, optimum: ListedOptimum, block: int, share: _Share
) -> tuple[Weighed, Floats]:
    """Return open pairs that could be worth as much as value and price, and what the best of each mentee nets."""
    problem = places.problem
    price = places.in_scores(optimum.prices)
    bar = places.in_scores(optimum.values - places.bonus) + problem.unmatched_value - _error(blocks, price)
    found, best = best_of_rows(
        blocks, price, bar, A_ROUND, size=block, tick=lambda done: share.tick(0.5 + done / 2)
    )
    return places.weighed(found), best


def _error(blocks: Blocks, price: Floats) -> float:
    """Return how far a pair's worth can be from what `best_of_rows` sees: rounding to millionths, and floating point."""
    return blocks.error + 1.5 / SCALE + 4 * blocks.unit * float(np.abs(price).max(initial=1.0))


def _with_all_ties(
    places: Places, optimum: ListedOptimum, listed: Weighed, found: Weighed
) -> tuple[Weighed, bool]:
    """Return `listed` with every pair that some optimum may have, and whether it was feasible to list them all.

    Whoever has as many promising pairs as are looked at in a round may have more: these people's pairs are gone
    through one by one.
    """
    problem = places.problem
    n, m = problem.shape
    mentors = np.arange(m)
    many = np.flatnonzero(np.bincount(found.pairs[:, 0], minlength=n) >= min(A_ROUND, m))
    if len(many) * m > MOST_TIES:
        return listed, False
    step = max(1, BLOCK // max(m, 1))
    for start in range(0, len(many), step):
        people = many[start : start + step, None]
        worth = np.rint(problem.scores[people, mentors] * SCALE).astype(np.int64)
        weight = (worth - problem.whole_unmatched_value()) * places.factor + 1 + places.bonus
        row, mentor = np.nonzero(weight == optimum.prices + optimum.values[people])
        listed = listed.joined(places.weighed(np.column_stack((people[row, 0], mentor))))
    return listed, True


def _slack(places: Places, blocks: Blocks, graph: Graph, optimum: ListedOptimum, best: Floats) -> int:
    """Return by how much the bound over all pairs exceeds the optimum of those listed."""
    price = places.in_scores(optimum.prices)
    error = 2 * _error(blocks, price)
    above = np.ceil((best - places.problem.unmatched_value + error) * places.factor * SCALE) + places.bonus
    values = np.maximum(optimum.values, np.where(np.isfinite(above), above, 0).astype(np.int64))
    return bound_of(graph, optimum.prices, values) - optimum.value


def _among(graph: Graph, optimum: ListedOptimum, wider: Graph) -> ListedOptimum:
    """Return `optimum` as it stands in a graph with more pairs."""
    held = np.searchsorted(keys_of(wider.pairs), keys_of(graph.pairs[optimum.held]))
    return replace(optimum, held=held)
