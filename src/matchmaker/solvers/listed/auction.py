"""A start near the best: an auction with shrinking steps."""

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.solvers.listed.bidding import auction_of, bid
from matchmaker.solvers.listed.graph import Graph

SHRINK = 16
MARGIN = 4.0
PATIENCE = 6
CLOSED = 2**58


def auctioned(graph: Graph, price: Integers, coarsest: int, finest: int) -> tuple[Integers, Integers]:
    """Return edges that are held in a nearly best assignment, int64 [k], and the prices that go with it, int64 [m].

    Parameters
    ----------
    graph : Graph
        Minimums are not looked at.
    price : int64 [m]
        Prices to begin with.
    coarsest, finest : int
        The steps of the first and of the last round.

    Notes
    -----
    D. Bertsekas's auction with ε-scaling (1988), mentors with several places as in his auction for transportation: the
    price is the lowest bid held. Whoever has a free place must end at no price, which prices of a coarser round may
    spoil; so each round begins a margin of steps below those of the last, and is begun anew, further below, until
    nobody with a free place has a price. What is left undone is for the caller to settle in whole numbers.
    """
    has_places = graph.capacity > 0
    auction = auction_of(graph, np.where(has_places, price, CLOSED))
    step, margin = max(coarsest, finest, 1), MARGIN
    while True:
        below = margin
        for _attempt in range(PATIENCE):
            bid(graph, auction, step)
            is_stuck = (auction.price > 0) & (auction.used < graph.capacity)
            if not is_stuck.any():
                break
            _lower(auction.price, below * step)
            below, margin = below * 4, margin * 1.4
        if step <= max(finest, 1):
            auction.price[is_stuck | ~has_places] = 0
            return auction.held[auction.held >= 0], auction.price
        _lower(auction.price, margin * step)
        step = max(step // SHRINK, finest, 1)


def _lower(price: Integers, amount: float) -> None:
    np.maximum(0, price - int(min(amount, 2.0**60)), out=price)
