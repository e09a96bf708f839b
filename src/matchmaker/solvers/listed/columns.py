"""The optimum over all pairs from a few of them: column generation, with every pair priced exactly."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Floats, Integers
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE
from matchmaker.scores import ListedScores
from matchmaker.solvers.listed.feasible import feasible
from matchmaker.solvers.listed.graph import Graph
from matchmaker.solvers.listed.optimum import ListedOptimum, bound_of, optimum_of
from matchmaker.solvers.listed.places import Places, Weighed, keys_of, pairs_of, union
from matchmaker.solvers.listed.pricing import BLOCK, DOUBLE, Blocks, best_of_rows

AT_FIRST = 20
A_ROUND = 24
ROUNDS = 200
FEW = 0.02
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
    is_proven : bool
        Whether that is 0 and all pairs that any optimum has are listed.
    """

    graph: Graph
    optimum: ListedOptimum
    slack: int
    is_proven: bool


def generated(
    places: Places,
    *,
    deadline: float | None = None,
    block: int = BLOCK,
    progress: Progress | None = None,
    meanwhile: Callable[[], object] | None = None,
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
    meanwhile : callable, optional
        Called once, where from then on most is done step by step, so that other cores are free for something else.

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
    problem, meanwhile = places.problem, meanwhile or (lambda: None)
    if isinstance(problem.scores, ListedScores):
        meanwhile()
        graph = places.graph(places.weighed_list())
        _meeting_minimums(graph)
        return Listing(graph, optimum_of(graph), 0, is_proven=True)
    share, blocks = _Share(progress), Blocks(problem, is_single=not places.bonus)
    first = _first_pairs(places, blocks, block, share)
    meanwhile()
    listed = places.weighed(first)
    graph = places.graph(listed)
    optimum = optimum_of(graph)
    for _turn in range(ROUNDS):
        share.tick(0.5)
        found, best, many = _promising(places, blocks, optimum, block, share)
        better, equal = _beyond(optimum, listed, found)
        is_whole = True
        if not len(better.keys):
            hidden, is_whole = _hidden(places, optimum, many)
            better, equal = _beyond(optimum, listed, found.joined(hidden))
        is_late = deadline is not None and time.perf_counter() >= deadline
        if not len(better.keys) or is_late:
            is_proven = is_whole and not len(better.keys)
            slack = 0 if is_proven else _slack(places, blocks, graph, optimum, best)
            wider = places.graph(listed.joined(equal) if is_proven else listed)
            return Listing(wider, _among(graph, optimum, wider), slack, is_proven=is_proven)
        listed = listed.joined(better)
        wider = places.graph(listed)
        moved = _among(graph, optimum, wider)
        is_near = len(np.unique(better.mentee)) < FEW * len(places.demand) or places.minimum.any()
        most = int(excess_of(better, optimum).max())
        graph = wider
        optimum = optimum_of(graph, optimum.prices, most, moved.held if is_near else None)
        share.next()
    raise ProblemError(f"no proof after {ROUNDS} rounds of listing pairs")


def excess_of(weighed: Weighed, optimum: ListedOptimum) -> Integers:
    """Return what each pair weighs above value and price together; int64 [k]."""
    excess: Integers = weighed.weight - optimum.prices[weighed.mentor] - optimum.values[weighed.mentee]
    return excess


def _beyond(optimum: ListedOptimum, listed: Weighed, found: Weighed) -> tuple[Weighed, Weighed]:
    """Return those of `found` that are not listed yet and worth more than value and price, and those worth as much."""
    found = found.only(~listed.has(found.keys))
    excess = excess_of(found, optimum)
    return found.only(excess > 0), found.only(excess == 0)


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
    bar = np.full(n, floor)
    best, _ = best_of_rows(blocks, np.zeros(m), bar, keep, enough=keep // 2, size=block, tick=share.tick)
    share.next()
    more = np.concatenate((problem.previous, _served_minimums(places)))
    return union(best, more) if len(more) else best


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
) -> tuple[Weighed, Floats, Integers]:
    """Return open pairs that could be worth as much as value and price, what the best of each mentee nets, and who may
    have more such pairs than a round looks at, counted before any turn out not to be open."""
    problem = places.problem
    n, m = problem.shape
    price = places.in_scores(optimum.prices)
    bar = _bar(places, optimum) - _error(blocks, price)
    found, best = best_of_rows(
        blocks, price, bar, A_ROUND, size=block, tick=lambda done: share.tick(0.5 + done / 2)
    )
    many = np.flatnonzero(np.bincount(found[:, 0], minlength=n) >= min(A_ROUND, m))
    return places.weighed(found), best, many


def _bar(places: Places, optimum: ListedOptimum) -> Floats:
    """Return what a pair must be worth to each mentee once the price is paid, in units of score; float64 [n]."""
    worth: Floats = places.in_scores(optimum.values - places.bonus) + places.problem.unmatched_value
    return worth


def _error(blocks: Blocks, price: Floats) -> float:
    """Return how far a pair's worth can be from what `best_of_rows` sees."""
    return blocks.error + _rounding(price, blocks.unit)


def _rounding(price: Floats, unit: float) -> float:
    """Return how far rounding to millionths, and of prices to floating point of this `unit`, can take a pair's worth."""
    return 1.5 / SCALE + 4 * unit * float(np.abs(price).max(initial=1.0))


def _hidden(places: Places, optimum: ListedOptimum, many: Integers) -> tuple[Weighed, bool]:
    """Return pairs worth as much as value and price that a round may have missed, and whether it was feasible to look.

    Whoever has as many promising pairs as are looked at in a round may have more: all pairs of these people are gone
    through in double precision, and those that could be worth as much in whole numbers.
    """
    problem = places.problem
    m = problem.shape[1]
    mentors, price = np.arange(m), places.in_scores(optimum.prices)
    bar = _bar(places, optimum) - _rounding(price, DOUBLE)
    hidden = places.weighed(np.zeros((0, 2), dtype=np.int64))
    if len(many) * m > MOST_TIES:
        return hidden, False
    step = max(1, BLOCK // max(m, 1))
    for start in range(0, len(many), step):
        people = many[start : start + step, None]
        scores = problem.scores[people[:, 0]] if problem.is_dense else problem.scores[people, mentors]
        row, mentor = np.nonzero(scores - price >= bar[people])
        hidden = hidden.joined(places.weighed(np.column_stack((people[row, 0], mentor))))
    return hidden, True


def _slack(places: Places, blocks: Blocks, graph: Graph, optimum: ListedOptimum, best: Floats) -> int:
    """Return by how much the bound over all pairs exceeds the optimum of those listed."""
    price = places.in_scores(optimum.prices)
    error = 2 * _error(blocks, price)
    above = np.ceil((best - places.problem.unmatched_value + error) * places.factor * SCALE) + places.bonus
    values = np.maximum(optimum.values, np.where(np.isfinite(above), above, 0).astype(np.int64))
    return bound_of(graph, optimum.prices, values) - optimum.value


def _among(graph: Graph, optimum: ListedOptimum, wider: Graph) -> ListedOptimum:
    """Return `optimum` as it stands in a graph with more pairs."""
    held = np.searchsorted(keys_of(wider.mentee, wider.mentor), keys_of(*graph.pairs(optimum.held).T))
    return replace(optimum, held=held)
