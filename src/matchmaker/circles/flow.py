"""Caps that nest: a flow through groups within groups, perfected in whole numbers."""

from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.circles.nesting import Nesting
from matchmaker.circles.places import Places
from matchmaker.circles.programme import corner, pairs_alone

METHOD = "circles by a flow through nested groups (HiGHS in scipy)"
TURNS_A_LOOK = 16


@dataclass(frozen=True, eq=False)
class Network:
    """A circulation: what flows into a node flows out again.

    From `hub`, node 0, to each mentee; by each open pair on to the mentee's smallest group in the mentor's circle; from each
    group to the next larger one, from there to the mentor, and back to the hub.

    Attributes
    ----------
    tails, heads : int64 [a]
        The arcs: first one for each pair, then one for each row of `Places`.
    least, most : int64 [a]
        What can flow.
    nodes : int
    """

    tails: Integers
    heads: Integers
    least: Integers
    most: Integers
    nodes: int


@dataclass(frozen=True, eq=False)
class Optimum:
    """A cheapest flow with its proof.

    Attributes
    ----------
    flow : int64 [a]
    reduced : int64 [a]
        What each arc costs beside the prices of its ends.
    slack : int
        By how much the cost exceeds what no flow goes below, by these prices; 0 proves it.
    """

    flow: Integers
    reduced: Integers
    slack: int


def best_circles(places: Places, nesting: Nesting, lots: Integers) -> tuple[Integers, int] | None:
    """Return the heaviest pairs, marked by 1, int64 [p], and the slack of their weight; None if minimums forbid it.

    Parameters
    ----------
    places : Places
    nesting : Nesting
        Of `places.groups`.
    lots : int64 [p]
        Decide between pairs that weigh the same together.

    Notes
    -----
    1. One place a mentee, and places in groups within groups at each mentor: two families of sets of pairs, in each of which
       two are nested or apart. Such a matrix is that of a network (J. Edmonds, 1970), so that every corner of the linear
       programme is whole. Solve it.
    2. Take the corner as a flow. While its residual graph has a cycle below zero, by Bellman–Ford in whole numbers, send one
       along it: an exact optimum, whatever floating point did in step 1. The distances are prices that prove it.
    3. By complementary slackness the optima are the flows that keep each arc with a reduced cost as it is. Of these, find
       the one with the greatest sum of lots, as in 1 and 2.

    A linear programme, twice, and O(a) a round of Bellman–Ford for a arcs. R. K. Ahuja, T. L. Magnanti, J. B. Orlin,
    *Network Flows*, 1993, ch. 9.
    """
    network = _network(places, nesting)
    pairs = len(places.mentees)
    nothing = np.zeros(pairs, dtype=np.int64)
    start = corner(pairs_alone(places, nothing, nothing + 1), places.weight)
    if start is None:
        return None
    best = perfected(network, _costs(network, places.weight), _flow(places, start))
    is_fixed = best.reduced != 0
    tied = replace(
        network,
        least=np.where(is_fixed, best.flow, network.least),
        most=np.where(is_fixed, best.flow, network.most),
    )
    left = replace(places, least=tied.least[pairs:], most=tied.most[pairs:])
    start = corner(pairs_alone(left, tied.least[:pairs], tied.most[:pairs]), lots)
    if start is None:
        raise AssertionError("breaking ties lost the optimum")
    drawn = perfected(tied, _costs(network, lots), _flow(places, start))
    return drawn.flow[:pairs], best.slack


def perfected(network: Network, cost: Integers, flow: Integers) -> Optimum:
    """Return a cheapest flow reached from `flow`, both int64 [a]."""
    flow = flow.copy()
    while True:
        distance, arcs, signs = _distances(network, cost, flow)
        if not len(arcs):
            break
        flow[arcs] += signs
    reduced = cost + distance[network.tails] - distance[network.heads]
    bound = np.where(reduced > 0, network.least, network.most)
    return Optimum(flow, reduced, int(cost @ flow) - int(reduced @ bound))


def _network(places: Places, nesting: Nesting) -> Network:
    n, m, g = places.shape
    at_mentor = 1 + n + places.mentors
    group = nesting.smallest[places.mentees]
    leaves = np.where(group >= 0, 1 + n + m + places.mentors * g + group, at_mentor)
    mentor, inner = np.divmod(np.arange(m * g), max(g, 1))
    above = nesting.parent[inner]
    outer = np.where(above >= 0, 1 + n + m + mentor * g + above, 1 + n + mentor)
    pairs = len(places.mentees)
    return Network(
        tails=np.concatenate((1 + places.mentees, np.zeros(n, dtype=np.int64), 1 + n + np.arange(m + m * g))),
        heads=np.concatenate((leaves, 1 + np.arange(n), np.zeros(m, dtype=np.int64), outer)),
        least=np.concatenate((np.zeros(pairs, dtype=np.int64), places.least)),
        most=np.concatenate((np.ones(pairs, dtype=np.int64), places.most)),
        nodes=1 + n + m + m * g,
    )


def _costs(network: Network, weight: Integers) -> Integers:
    return np.concatenate((-weight, np.zeros(len(network.tails) - len(weight), dtype=np.int64)))


def _flow(places: Places, made: Integers) -> Integers:
    if not places.hold(made):
        raise AssertionError("the linear programme's corner does not stand in whole numbers")
    return np.concatenate((made, places.amount @ made))


def _distances(network: Network, cost: Integers, flow: Integers) -> tuple[Integers, Integers, Integers]:
    """Return distances that no residual arc shortens; or, in the second and third, the arcs of a cycle below zero and
    which way each is taken."""
    more, less = np.flatnonzero(flow < network.most), np.flatnonzero(flow > network.least)
    start = np.concatenate((network.tails[more], network.heads[less]))
    end = np.concatenate((network.heads[more], network.tails[less]))
    price = np.concatenate((cost[more], -cost[less]))
    by_end = np.argsort(end, kind="stable")
    start, end, price = start[by_end], end[by_end], price[by_end]
    reached, first, of = np.unique(end, return_index=True, return_inverse=True)
    distance = np.zeros(network.nodes, dtype=np.int64)
    before = np.full(network.nodes, -1, dtype=np.int64)
    for turn in count(1):
        ways = distance[start] + price
        best = np.minimum.reduceat(ways, first) if len(first) else ways
        better = best < distance[reached]
        if not better.any():
            break
        taken = np.flatnonzero(better[of] & (ways == best[of]))
        before[end[taken]] = taken
        distance[reached[better]] = best[better]
        cycle = [] if turn % TURNS_A_LOOK else _cycle(before, start)
        if cycle:
            arcs = by_end[cycle]
            return distance, np.concatenate((more, less))[arcs], np.where(arcs < len(more), 1, -1)
    return distance, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)


def _cycle(before: Integers, start: Integers) -> list[int]:
    """Return the arcs of a cycle among those by which nodes are entered, ``before[node]``; [] if there is none."""
    nodes = np.arange(len(before))
    parent = np.where(before >= 0, start[before], nodes)
    far = parent
    for _ in range(len(nodes).bit_length()):
        far = far[far]
    on_cycle = far[before[far] >= 0]
    if not len(on_cycle):
        return []
    node, arcs = int(on_cycle[0]), list[int]()
    while not arcs or node != int(on_cycle[0]):
        arcs.append(int(before[node]))
        node = int(parent[node])
    return arcs
