"""How places can be passed on: shortest ways that prove an optimum and price every change."""

from collections.abc import Callable

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.weights import Weights

UNREACHABLE = 2**61


class Residual:
    """The residual graph of an assignment, with mentees folded away.

    Nodes are the mentors 0 … m-1 and `outside` = m. The arc from mentor g to mentor h costs what is lost
    when the cheapest mentee of g moves to h; g to outside, when g's cheapest mentee goes without
    (nothing, if g has a free place); outside to h, when the best mentee lacking a mentor goes to h
    (nothing, if h gives up a place). Nobody goes below a minimum. A way from g to h then says what it
    costs to have one mentee fewer at h and one more at g, everyone else following as well as possible;
    a cycle below zero would be an improvement, so without one the assignment is optimal.

    Parameters
    ----------
    weights : Weights
    held : int64 [k, 2]
        The pairs of the assignment, pins left out; minimums are met.

    Notes
    -----
    Building takes O(k·m) time. Source: residual networks of minimum-cost flow, R. K. Ahuja, T. L. Magnanti,
    J. B. Orlin, *Network Flows*, 1993, ch. 9; all in whole numbers, so that nothing is rounded.
    """

    def __init__(self, weights: Weights, held: Integers) -> None:
        self.weights = weights
        self.held = held[np.lexsort((held[:, 0], held[:, 1]))]
        n, self.outside = weights.weight.shape
        self.is_free = weights.is_open.copy()
        self.is_free[held[:, 0], held[:, 1]] = False
        served = np.bincount(held[:, 0], minlength=n)
        self.used = np.bincount(held[:, 1], minlength=self.outside)
        self.lacks = weights.demand > served
        self.can_leave = served > weights.mentee_minimum
        self.first_to_lose = np.where(served == 1, weights.first, 0)
        self.first_to_win = np.where(served == 0, weights.first, 0)
        self.cost = self._costs()

    def _costs(self) -> Integers:
        m = self.outside
        cost = np.full((m + 1, m + 1), UNREACHABLE, dtype=np.int64)
        if len(self.held):
            mentees, mentors = self.held[:, 0], self.held[:, 1]
            loss = self.weights.weight[mentees, mentors]
            leaves = np.where(self.can_leave[mentees], loss + self.first_to_lose[mentees], UNREACHABLE)
            moves = np.where(self.is_free[mentees], loss[:, None] - self.weights.weight[mentees], UNREACHABLE)
            holders, starts = np.unique(mentors, return_index=True)
            cost[holders, :m] = np.minimum.reduceat(moves, starts, axis=0)
            cost[holders, m] = np.minimum.reduceat(leaves, starts)
        if self.lacks.any():
            cost[m, :m] = np.where(self.is_free[self.lacks], self._joins()[self.lacks], UNREACHABLE).min(
                axis=0
            )
        has_room, gives_up = self.used < self.weights.capacity, self.used > self.weights.mentor_minimum
        cost[:m, m][has_room] = np.minimum(cost[:m, m][has_room], 0)
        cost[m, :m][gives_up] = np.minimum(cost[m, :m][gives_up], 0)
        np.fill_diagonal(cost, 0)
        return cost

    def _joins(self) -> Integers:
        return -(self.weights.weight + self.first_to_win[:, None])

    def from_outside(self) -> tuple[Integers, list[int]]:
        """Return the shortest distances from outside, int64 [m + 1], and a cycle below zero if there is one.

        Mentors who cannot be reached, because nobody can come and their minimum lets nobody go, are set so far
        off that no distance contradicts an arc. Bellman–Ford, vectorised over the nodes that changed: O(m²)
        a round, in practice few rounds.
        """
        distance, cycle = _bellman_ford(self.cost, np.array([self.outside]))
        apart = np.flatnonzero(distance >= UNREACHABLE // 2)
        if cycle or not len(apart):
            return distance, cycle
        inside, cycle = _bellman_ford(self.cost[np.ix_(apart, apart)], np.arange(len(apart)))
        if cycle:
            return distance, [int(apart[node]) for node in cycle]
        reached = np.flatnonzero(distance < UNREACHABLE // 2)
        needed = distance[reached] - self.cost[np.ix_(apart, reached)] - inside[:, None]
        distance[apart] = inside + max(0, int(needed.max()), -int(inside.min()))
        return distance, []

    def all_distances(self, progress: Callable[[float], None] | None = None) -> Integers:
        """Return the shortest distance between every two nodes; int64 [m + 1, m + 1].

        Floyd–Warshall, one vectorised step a node: O(m³) time, O(m²) memory.
        """
        distance, through = self.cost.copy(), np.empty_like(self.cost)
        for node in range(self.outside + 1):
            if progress is not None and node % 64 == 0:
                progress(node / (self.outside + 1))
            np.add(distance[:, node, None], distance[None, node, :], out=through)
            np.minimum(distance, through, out=distance)
        return distance

    def distances_to(self, node: int) -> Integers:
        """Return the shortest distance from every node to `node`; int64 [m + 1]."""
        return _bellman_ford(self.cost.T, np.array([node]))[0]

    def shift(self, cycle: list[int]) -> Integers:
        """Return the pairs after everyone on `cycle` has moved on; int64 [k, 2]."""
        weight, pairs = self.weights.weight, {(int(i), int(j)) for i, j in self.held}
        joins = self._joins()
        for start, end in zip(cycle, cycle[1:] + cycle[:1], strict=True):
            arc = self.cost[start, end]
            if start == self.outside:
                joining = np.flatnonzero(self.lacks & self.is_free[:, end] & (joins[:, end] == arc))
                pairs |= {(int(joining[0]), end)} if len(joining) else set()
                continue
            at_start = self.held[self.held[:, 1] == start, 0]
            if end == self.outside:
                losses = weight[at_start, start] + self.first_to_lose[at_start]
                leaving = at_start[self.can_leave[at_start] & (losses == arc)]
                pairs -= {(int(leaving[0]), start)} if len(leaving) else set()
                continue
            moving = at_start[
                self.is_free[at_start, end] & (weight[at_start, start] - weight[at_start, end] == arc)
            ]
            pairs = (pairs - {(int(moving[0]), start)}) | {(int(moving[0]), end)}
        return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _bellman_ford(cost: Integers, sources: Integers) -> tuple[Integers, list[int]]:
    """Return distances from `sources` and the nodes, in order, of a cycle below zero ([] if there is none)."""
    size = len(cost)
    distance = np.full(size, UNREACHABLE, dtype=np.int64)
    distance[sources] = 0
    before = np.full(size, -1, dtype=np.int64)
    changed = sources
    for turn in range(1, size + 2):
        reached = distance[changed, None] + cost[changed]
        best = reached.argmin(axis=0)
        shorter = reached[best, np.arange(size)]
        better = np.flatnonzero((shorter < distance) & (shorter < UNREACHABLE // 2))
        if not len(better):
            return distance, []
        distance[better] = shorter[better]
        before[better] = changed[best[better]]
        changed = better
        if turn % 16 == 0 or turn > size:
            cycle = _cycle(before)
            if cycle:
                return distance, cycle
    raise AssertionError("Bellman–Ford went on for longer than there are nodes without a cycle")


def _cycle(before: Integers) -> list[int]:
    """Return a cycle of the graph in which node v is entered from ``before[v]``, in order; [] if none."""
    state = np.zeros(len(before), dtype=np.int64)
    for start in range(len(before)):
        node, way = start, []
        while node >= 0 and state[node] == 0:
            state[node] = start + 1
            way.append(node)
            node = int(before[node])
        if node >= 0 and state[node] == start + 1 and way:
            return way[way.index(node) :][::-1]
    return []
