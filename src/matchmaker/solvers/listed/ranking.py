"""Each mentee's pairs with the heaviest first, so that a search can stop early."""

from typing import NamedTuple

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.solvers.listed.graph import Graph, Short, Whole

LARGEST_KEY = 62


class Ranking(NamedTuple):
    """Edges by mentee, and by falling weight within each.

    Attributes
    ----------
    start : int64 [n + 1]
    edge : int64 [edges]
        Which edge of the graph stands where.
    mentor : int32 [edges]
    weight : int32 or int64 [edges]
        In whole units, rounded down.
    """

    start: Integers
    edge: Integers
    mentor: Short
    weight: Whole


def ranking_of(graph: Graph, order: Integers, unit: int = 1) -> Ranking:
    """Return the edges of `graph` in `order`, int64 [edges], with weights in whole units."""
    weight = graph.weight[order]
    counted: Whole = weight if unit == 1 else shortened(weight // unit)
    return Ranking(graph.start, order, graph.mentor[order], counted)


def shortened(weight: Integers) -> Whole:
    """Return `weight` as int32, where prices and bids, which exceed no weight by more than a step, fit in as well."""
    is_short = int(np.abs(weight).max(initial=0)) < np.iinfo(np.int32).max // 8
    return weight.astype(np.int32) if is_short else weight


def heaviest_first(graph: Graph, unit: int) -> Integers:
    """Return the edges ranked by weight in whole units, equals as they stand; int64 [edges]. O(edges · log edges).

    Mentee, weight and place are sorted as one whole number, where that is large enough.
    """
    weight = graph.weight // unit
    top, low = int(weight.max(initial=0)), int(weight.min(initial=0))
    places = np.arange(len(weight)) - graph.start[graph.mentee]
    for_weight, for_place = (top - low).bit_length(), int(places.max(initial=0)).bit_length()
    if for_weight + for_place + len(graph.demand).bit_length() > LARGEST_KEY:
        return np.lexsort((-weight, graph.mentee))
    keys = graph.mentee.astype(np.int64) << (for_weight + for_place)
    keys |= (top - weight) << for_place
    keys |= places
    keys.sort()
    order: Integers = graph.start[graph.mentee] + (keys & ((1 << for_place) - 1))
    return order
