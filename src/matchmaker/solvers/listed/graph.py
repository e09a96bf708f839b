"""Listed pairs as flat arrays, and who has whom among them: what the compiled loops work on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaker.arrays import Integers, Mask
from matchmaker.jit import compiled

NOBODY = -1
Short = NDArray[np.int32]
Whole = Integers | Short


class Graph(NamedTuple):
    """Open pairs, sorted by mentee, with the places on each side; never changed.

    Attributes
    ----------
    start : int64 [n + 1]
        Where the edges of each mentee begin.
    mentee, mentor : int32 [edges]; weight : int64 [edges]
    demand, mentee_minimum, first : int64 [n]
        As in `matchmaker.weights.Weights`.
    capacity, mentor_minimum : int64 [m]
    """

    start: Integers
    mentee: Short
    mentor: Short
    weight: Integers
    demand: Integers
    mentee_minimum: Integers
    first: Integers
    capacity: Integers
    mentor_minimum: Integers

    def pairs(self, edges: Integers) -> Integers:
        """Return (mentee, mentor) of `edges`, int64 [k]; int64 [k, 2]."""
        return np.column_stack((self.mentee[edges], self.mentor[edges])).astype(np.int64)


class Holding(NamedTuple):
    """Which edges are held, as a doubly linked list for each mentor.

    Attributes
    ----------
    is_held : bool [edges]
    head : int64 [m]; after, before : int64 [edges]
    served : int64 [n]; used : int64 [m]
    """

    is_held: Mask
    head: Integers
    after: Integers
    before: Integers
    served: Integers
    used: Integers


def graph_of(
    mentee: Integers | Short,
    mentor: Integers | Short,
    weight: Integers,
    *,
    demand: Integers,
    capacity: Integers,
    mentee_minimum: Integers | None = None,
    mentor_minimum: Integers | None = None,
    first: Integers | None = None,
) -> Graph:
    """Return the graph of pairs, int [edges] each, sorted by `mentee` and `mentor`."""
    nobody, nowhere = np.zeros_like(demand), np.zeros_like(capacity)
    return Graph(
        start=starts_of(mentee, len(demand)),
        mentee=mentee.astype(np.int32),
        mentor=mentor.astype(np.int32),
        weight=weight,
        demand=demand,
        mentee_minimum=nobody if mentee_minimum is None else mentee_minimum,
        first=nobody if first is None else first,
        capacity=capacity,
        mentor_minimum=nowhere if mentor_minimum is None else mentor_minimum,
    )


def starts_of(people: Integers | Short, size: int) -> Integers:
    """Return where each of `size` people begins in the sorted `people`; int64 [size + 1]."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(np.bincount(people, minlength=size))))


def holding_of(graph: Graph, edges: Integers) -> Holding:
    """Return the holding of `edges`, int64 [k]."""
    size = len(graph.mentor)
    holding = Holding(
        is_held=np.zeros(size, dtype=np.bool_),
        head=np.full(len(graph.capacity), NOBODY),
        after=np.full(size, NOBODY),
        before=np.full(size, NOBODY),
        served=np.zeros(len(graph.demand), dtype=np.int64),
        used=np.zeros(len(graph.capacity), dtype=np.int64),
    )
    hold_all(graph, holding, edges)
    return holding


@compiled
def hold_all(graph: Graph, holding: Holding, edges: Integers) -> None:
    """Hold each of `edges`."""
    for edge in edges:
        hold(graph, holding, edge)


@compiled
def hold(graph: Graph, holding: Holding, edge: int) -> None:
    """Put `edge` first among those that its mentor holds."""
    at = graph.mentor[edge]
    follower = holding.head[at]
    holding.after[edge], holding.before[edge] = follower, NOBODY
    if follower != NOBODY:
        holding.before[follower] = edge
    holding.head[at] = edge
    holding.is_held[edge] = True
    holding.served[graph.mentee[edge]] += 1
    holding.used[at] += 1


@compiled
def let_go(graph: Graph, holding: Holding, edge: int) -> None:
    """Take `edge` out of those that its mentor holds."""
    at = graph.mentor[edge]
    follower, leader = holding.after[edge], holding.before[edge]
    if leader == NOBODY:
        holding.head[at] = follower
    else:
        holding.after[leader] = follower
    if follower != NOBODY:
        holding.before[follower] = leader
    holding.is_held[edge] = False
    holding.served[graph.mentee[edge]] -= 1
    holding.used[at] -= 1
