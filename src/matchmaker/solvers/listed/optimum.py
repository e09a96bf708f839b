"""The heaviest assignment among listed pairs, exactly, with the prices that prove it, and all others as heavy."""

from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.solvers.exact import fewest_and_most
from matchmaker.solvers.listed.auction import auctioned
from matchmaker.solvers.listed.distances import FAR, distances
from matchmaker.solvers.listed.feasible import feasible, is_feasible
from matchmaker.solvers.listed.graph import Graph, Holding, graph_of, holding_of
from matchmaker.solvers.listed.labels import search_of, settle
from matchmaker.solvers.listed.musts import priced_without, with_bonuses
from matchmaker.solvers.listed.ranking import heaviest_first, ranking_of

NONE = np.iinfo(np.int64).max
FIRST_FEW = 1000


@dataclass(frozen=True, eq=False)
class ListedOptimum:
    """A heaviest assignment with its proof.

    Attributes
    ----------
    held : int64 [k]
        Edges, in order.
    prices : int64 [m]
        What one more place with each mentor would add.
    values : int64 [n]
    value : int
    """

    held: Integers
    prices: Integers
    values: Integers
    value: int


def optimum_of(
    graph: Graph,
    price: Integers | None = None,
    coarsest: int | None = None,
    start: Integers | None = None,
) -> ListedOptimum:
    """Return the heaviest assignment of `graph`.

    Parameters
    ----------
    graph : Graph
    price : int64 [m], optional
        Prices that are known to be near.
    coarsest : int, optional
        How near.
    start : int64 [k], optional
        Edges that meet all minimums, to begin with instead of an auction.

    Notes
    -----
    1. An auction gives a start (`auctioned`), what must be taken at a bonus (`with_bonuses`).
    2. `settle` shifts pairs until labels fit every exchange: then nothing weighs more (M. Klein, 1967).
    3. Shortest ways from outside give the prices, the least that any optimal dual has, whatever was found in between.
    """
    prices = np.zeros(len(graph.capacity), dtype=np.int64) if price is None else price
    unit = _unit_of(graph.weight)
    order = heaviest_first(graph, unit)
    if start is None:
        start, prices = _started(graph, prices, coarsest, unit, order)
    ranking, holding = ranking_of(graph, order), holding_of(graph, start)
    search = search_of(np.append(-prices, 0))
    settle(graph, ranking, holding, search)
    prices = _prices(graph, distances(graph, ranking, holding, search.label), search.label)
    held = np.flatnonzero(holding.is_held)
    return ListedOptimum(held, prices, _values(graph, holding, held, prices), weight_of(graph, held))


def weight_of(graph: Graph, held: Integers) -> int:
    """Return what the edges `held`, int64 [k], weigh together."""
    is_served = np.bincount(graph.mentee[held], minlength=len(graph.first)) > 0
    return int(graph.weight[held].sum()) + int(graph.first[is_served].sum())


def _started(
    graph: Graph, price: Integers, coarsest: int | None, unit: int, order: Integers
) -> tuple[Integers, Integers]:
    bonused = with_bonuses(graph)
    top = int(bonused.graph.weight.max(initial=1))
    held, prices = auctioned(
        bonused.graph,
        bonused.prices(price),
        top // 4 if coarsest is None else coarsest,
        unit,
        order if bonused.graph is graph else None,
    )
    start = np.unique(bonused.edge_of[held])
    return (start if is_feasible(graph, start) else feasible(graph)), priced_without(bonused, prices)


def _unit_of(weight: Integers) -> int:
    """Return the greatest whole number of which all differences of weights are multiples."""
    if not len(weight):
        return 1
    apart = weight - weight[0]
    unit = int(np.gcd.reduce(apart[:FIRST_FEW]))
    if not unit or (apart % unit).any():
        unit = int(np.gcd.reduce(apart))
    return max(unit, 1)


def _prices(graph: Graph, distance: Integers, label: Integers) -> Integers:
    """Return the prices; who cannot be reached is set so far off that no pair there can be any other."""
    is_far = distance >= FAR
    apart = label[:-1] - label[-1]
    if is_far.any():
        shift = int((distance - apart)[~is_far].max(initial=0)) + 4 * int(np.abs(graph.weight).max(initial=1))
        distance = np.where(is_far, apart + shift, distance)
    prices = -distance
    return np.where(graph.mentor_minimum > 0, prices, np.maximum(0, prices))


def _values(graph: Graph, holding: Holding, held: Integers, prices: Integers) -> Integers:
    """Return the values that fit: the most that those held, or a place still lacking, let them be."""
    values = np.full(len(graph.demand), NONE)
    np.minimum.at(values, graph.mentee[held], _net(graph, prices, held))
    to_win = np.where(holding.served == 0, graph.first, 0)
    values = np.where(holding.served < graph.demand, np.minimum(values, -to_win), values)
    asks_nothing = values == NONE
    most = np.where(asks_nothing, 0, values)
    edges = np.flatnonzero(asks_nothing[graph.mentee])
    np.maximum.at(most, graph.mentee[edges], _net(graph, prices, edges))
    return most


def _net(graph: Graph, prices: Integers, edges: Integers) -> Integers:
    return graph.weight[edges] - prices[graph.mentor[edges]]


def bound_of(graph: Graph, prices: Integers, values: Integers) -> int:
    """Return what no assignment can exceed, by prices and values alone, however they were found."""
    low, high, first = graph.mentee_minimum, graph.demand, graph.first
    one = np.maximum(low, np.minimum(1, high))
    paid = [values * count + first * (count > 0) for count in (low, one, high)]
    above = graph.weight - prices[graph.mentor] - values[graph.mentee]
    places = np.maximum(prices * graph.capacity, prices * graph.mentor_minimum)
    return int(np.maximum.reduce(paid).sum() + places.sum() + np.maximum(0, above).sum())


def all_optima(graph: Graph, optimum: ListedOptimum) -> tuple[Integers, Integers, Graph]:
    """Return the edges in every optimum, int64 [c]; those open to some, int64 [o]; and a graph of these alone.

    An assignment of that graph is, with the certain edges, an optimum, and every optimum is one: as in
    `matchmaker.solvers.exact.all_optima`.
    """
    excess = graph.weight - optimum.prices[graph.mentor] - optimum.values[graph.mentee]
    certain, open_to = np.flatnonzero(excess > 0), np.flatnonzero(excess == 0)
    least, most = fewest_and_most(graph.mentee_minimum, graph.demand, graph.first, optimum.values)
    given = np.bincount(graph.mentee[certain], minlength=len(graph.demand))
    taken = np.bincount(graph.mentor[certain], minlength=len(graph.capacity))
    demand = most - given
    capacity = np.where(optimum.prices < 0, graph.mentor_minimum, graph.capacity) - taken
    minimum = np.where(optimum.prices > 0, graph.capacity, graph.mentor_minimum) - taken
    has_room = (demand[graph.mentee[open_to]] > 0) & (capacity[graph.mentor[open_to]] > 0)
    open_to = open_to[has_room]
    left = graph_of(
        graph.mentee[open_to],
        graph.mentor[open_to],
        graph.weight[open_to],
        demand=demand,
        capacity=capacity,
        mentee_minimum=np.maximum(0, least - given),
        mentor_minimum=np.maximum(0, minimum),
    )
    return certain, open_to, left
