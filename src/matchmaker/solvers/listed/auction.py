"""A start near the best: an auction with shrinking steps."""

import numpy as np

from matchmaker.arrays import Integers, Mask
from matchmaker.solvers.listed.bidding import bidding_of
from matchmaker.solvers.listed.graph import Graph, Whole
from matchmaker.solvers.listed.ranking import heaviest_first, ranking_of

SHRINK = 16
MARGIN = 4.0
PATIENCE = 6


def auctioned(
    graph: Graph, price: Integers, coarsest: int, unit: int, order: Integers | None = None
) -> tuple[Integers, Integers]:
    """Return edges that are held in a nearly best assignment, int64 [k], and the prices that go with it, int64 [m].

    Parameters
    ----------
    graph : Graph
        Minimums are not looked at.
    price : int64 [m]
        Prices to begin with, none below zero.
    coarsest : int
        The step of the first round.
    unit : int
        The step of the last round. Everything is counted in whole units, so that smaller numbers do.
    order : int64 [edges], optional
        As `heaviest_first` gives it.

    Notes
    -----
    D. Bertsekas's auction with ε-scaling (1988), mentors with several places as in his auction for transportation: the
    price is the lowest bid held. Whoever has a free place must end at no price, which prices of a coarser round may
    spoil; so each round begins a margin of steps below those of the last, and is begun anew, further below, until
    nobody with a free place has a price. What is left undone is for the caller to settle in whole numbers.
    """
    has_places = graph.capacity > 0
    ranking = ranking_of(graph, heaviest_first(graph, unit) if order is None else order, unit)
    closed = np.iinfo(ranking.weight.dtype).max // 4
    counted: Whole = np.full(len(price), closed, dtype=ranking.weight.dtype)
    np.minimum(price // unit, closed, out=counted, where=has_places, casting="same_kind")
    bidding = bidding_of(graph, ranking, counted)
    top = int(ranking.weight.max(initial=1))
    step, margin = min(max(coarsest // unit, 1), max(top, 1)), MARGIN
    while True:
        below = margin
        for _attempt in range(PATIENCE):
            bidding.bid(step)
            is_stuck = (bidding.price > 0) & bidding.has_room()
            is_stuck &= has_places
            if not is_stuck.any():
                break
            _lower(bidding.price, below * step, has_places)
            below, margin = below * 4, margin * 1.4
        if step <= 1:
            prices = np.where(is_stuck | ~has_places, 0, bidding.price.astype(np.int64))
            return bidding.held(), prices * unit
        _lower(bidding.price, margin * step, has_places)
        step = max(step // SHRINK, 1)


def _lower(price: Whole, amount: float, has_places: Mask) -> None:
    most = np.iinfo(price.dtype).max // 4
    np.maximum(0, price - price.dtype.type(min(amount, most)), out=price, where=has_places)
