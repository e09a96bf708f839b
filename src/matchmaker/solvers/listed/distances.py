"""Shortest distances from outside, which are the prices: compiled where numba is installed, plain Python otherwise."""

from typing import NamedTuple

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.jit import compiled
from matchmaker.solvers.listed.graph import NOBODY, Graph, Holding
from matchmaker.solvers.listed.ranking import Ranking

FAR = 2**61


class Ways(NamedTuple):
    """A search for shortest ways by E. Dijkstra's rule, with what the labels make of costs.

    Attributes
    ----------
    label : int64 [m + 1]
        Labels that fit every arc, the last that of outside.
    distance : int64 [m + 1]
        What ways cost above the difference of labels; FAR where there is none.
    heap : int64 [m + 1]; place : int64 [m + 1]; size : int64 [1]
        The nodes waiting, the nearest on top, and where each stands.
    """

    label: Integers
    distance: Integers
    heap: Integers
    place: Integers
    size: Integers


def distances(graph: Graph, ranking: Ranking, holding: Holding, label: Integers) -> Integers:
    """Return the shortest distance from outside to each mentor, int64 [m]; FAR where nobody can come.

    Of mentors who need nobody it is 0 at most, as whoever has a free place has no price.

    Parameters
    ----------
    graph, ranking, holding
    label : int64 [m + 1]
        Labels that fit every arc (`matchmaker.solvers.listed.labels.settle`).

    Notes
    -----
    O(edges of those held + m log m). Source: D. Johnson, *Efficient algorithms for shortest paths in sparse
    networks*, 1977.
    """
    nodes = len(label)
    ways = Ways(
        label=label,
        distance=np.full(nodes, FAR),
        heap=np.zeros(nodes, dtype=np.int64),
        place=np.full(nodes, NOBODY),
        size=np.zeros(1, dtype=np.int64),
    )
    spread(graph, ranking, holding, ways)
    reached = ways.distance[:-1] < FAR
    found: Integers = np.where(reached, ways.distance[:-1] + label[:-1] - label[-1], FAR)
    return found


@compiled
def spread(graph: Graph, ranking: Ranking, holding: Holding, ways: Ways) -> None:
    """Find the shortest ways from outside to all mentors."""
    outside = len(graph.capacity)
    come_near(ways, outside, 0)
    most = FAR
    while ways.size[0] > 0:
        node = nearest(ways)
        here = ways.distance[node] + ways.label[node]
        if node == outside:
            most = spread_from_outside(graph, holding, ways)
            continue
        held = holding.head[node]
        while held != NOBODY:
            mentee, sum_here = graph.mentee[held], here + graph.weight[held]
            start, end = ranking.start[mentee], ranking.start[mentee + 1]
            weight, mentor = ranking.weight[start:end], ranking.mentor[start:end]
            for place in range(len(weight)):
                if sum_here - weight[place] >= most:
                    break
                to = mentor[place]
                further = sum_here - weight[place] - ways.label[to]
                if further < ways.distance[to] and not holding.is_held[ranking.edge[start + place]]:
                    come_near(ways, to, further)
            held = holding.after[held]


@compiled
def spread_from_outside(graph: Graph, holding: Holding, ways: Ways) -> int:
    """Note the ways of those who can give up a place, and of those whom somebody lacking one can join.

    Return how far anybody now is at most, the label added: what is further than that need not be looked at. Whoever
    needs and has nobody leads nowhere, and their price is none, so that it does no harm to say that they are here.
    """
    outside = len(graph.capacity)
    here = ways.label[outside]
    is_everybody_near = True
    for at in range(outside):
        if holding.used[at] > graph.mentor_minimum[at] or graph.mentor_minimum[at] == 0:
            come_near(ways, at, here - ways.label[at])
        else:
            is_everybody_near = False
    for mentee in range(len(graph.demand)):
        if holding.served[mentee] >= graph.demand[mentee]:
            continue
        won = graph.first[mentee] if holding.served[mentee] == 0 else 0
        for edge in range(graph.start[mentee], graph.start[mentee + 1]):
            if not holding.is_held[edge]:
                to = graph.mentor[edge]
                come_near(ways, to, here - won - graph.weight[edge] - ways.label[to])
    return here if is_everybody_near else FAR


@compiled
def come_near(ways: Ways, node: int, distance: int) -> None:
    """Note a way to `node`, if it is shorter."""
    if distance >= ways.distance[node]:
        return
    ways.distance[node] = distance
    at = ways.place[node]
    if at == NOBODY:
        at = ways.size[0]
        ways.size[0] += 1
    while at > 0 and ways.distance[ways.heap[(at - 1) // 2]] > distance:
        put(ways, at, ways.heap[(at - 1) // 2])
        at = (at - 1) // 2
    put(ways, at, node)


@compiled
def nearest(ways: Ways) -> int:
    """Take the nearest node out of those waiting."""
    top = ways.heap[0]
    ways.size[0] -= 1
    size = ways.size[0]
    if size > 0:
        last = ways.heap[size]
        distance, at = ways.distance[last], 0
        while 2 * at + 1 < size:
            below = 2 * at + 1
            if below + 1 < size and ways.distance[ways.heap[below + 1]] < ways.distance[ways.heap[below]]:
                below += 1
            if ways.distance[ways.heap[below]] >= distance:
                break
            put(ways, at, ways.heap[below])
            at = below
        put(ways, at, last)
    return int(top)


@compiled
def put(ways: Ways, at: int, node: int) -> None:
    """Let `node` wait at a place of the heap."""
    ways.heap[at] = node
    ways.place[node] = at
