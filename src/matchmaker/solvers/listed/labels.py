"""Labels that fit every exchange, and the cycles below zero found on the way: compiled where numba is installed."""

from typing import NamedTuple

import numpy as np

from matchmaker.arrays import Integers, Mask
from matchmaker.jit import compiled
from matchmaker.solvers.listed.graph import NOBODY, Graph, Holding, hold, let_go
from matchmaker.solvers.listed.ranking import Ranking

FAR = 2**61


class Search(NamedTuple):
    """Room for a search over the nodes: mentors, and `outside` as the last.

    Attributes
    ----------
    label : int64 [m + 1]; most : int64
        No label is above `most`, as they only fall.
    queue : int64 [m + 1]; is_queued : bool [m + 1]
    ends : int64 [2]
        Where the queue begins, and how long it is.
    way_from, way_out, way_in : int64 [m + 1]
        From which node each was last reached, the edge given up on the way, and the edge taken.
    seen : int64 [m + 1]
    """

    label: Integers
    most: int
    queue: Integers
    is_queued: Mask
    ends: Integers
    way_from: Integers
    way_out: Integers
    way_in: Integers
    seen: Integers


def search_of(label: Integers) -> Search:
    """Return a search that begins with `label`, int64 [m + 1], and every node to be looked at."""
    size = len(label)
    return Search(
        label=label.copy(),
        most=int(label.max()),
        queue=np.arange(size),
        is_queued=np.ones(size, dtype=np.bool_),
        ends=np.array([0, size]),
        way_from=np.full(size, NOBODY),
        way_out=np.full(size, NOBODY),
        way_in=np.full(size, NOBODY),
        seen=np.zeros(size, dtype=np.int64),
    )


@compiled
def settle(graph: Graph, ranking: Ranking, holding: Holding, search: Search) -> int:
    """Shift pairs along cycles below zero until the labels fit every arc; return the number of shifts.

    Notes
    -----
    Arcs are those of `matchmaker.residual.Residual`; at the end none from g to h costs less than
    label[h] − label[g]. Bellman–Ford with a queue, from the labels given: the nearer these are to fitting, the less
    there is to do. Ways are followed back now and then; a cycle that still stands and is below zero is shifted along.
    """
    size = len(search.label)
    shifts, turn, steps = 0, 0, 0
    pause = size // 4 + 16
    while search.ends[1] > 0:
        node = search.queue[search.ends[0]]
        search.ends[0] = (search.ends[0] + 1) % size
        search.ends[1] -= 1
        search.is_queued[node] = False
        relax(graph, ranking, holding, search, node)
        steps += 1
        if steps >= pause:
            steps = 0
            turn, found = shift_cycles(graph, holding, search, turn)
            shifts += found
    return shifts


@compiled
def reach(  # noqa: PLR0917  # a compiled function takes its arguments one by one
    search: Search, node: int, label: int, way_from: int, way_out: int, way_in: int
) -> None:
    """Lower the label of `node`, note the way to it, and queue it."""
    search.label[node] = label
    search.way_from[node], search.way_out[node], search.way_in[node] = way_from, way_out, way_in
    if not search.is_queued[node]:
        search.queue[(search.ends[0] + search.ends[1]) % len(search.queue)] = node
        search.ends[1] += 1
        search.is_queued[node] = True


@compiled
def relax(graph: Graph, ranking: Ranking, holding: Holding, search: Search, node: int) -> None:
    """Lower the labels of what `node` leads to."""
    outside = len(graph.capacity)
    if node == outside:
        relax_outside(graph, ranking, holding, search)
        return
    if holding.used[node] < graph.capacity[node] and search.label[node] < search.label[outside]:
        reach(search, outside, search.label[node], node, NOBODY, NOBODY)
    held = holding.head[node]
    while held != NOBODY:
        mentee = graph.mentee[held]
        sum_here = search.label[node] + graph.weight[held]
        if holding.served[mentee] > graph.mentee_minimum[mentee]:
            lost = graph.first[mentee] if holding.served[mentee] == 1 else 0
            if sum_here + lost < search.label[outside]:
                reach(search, outside, sum_here + lost, node, held, NOBODY)
        start, end = ranking.start[mentee], ranking.start[mentee + 1]
        weight, mentor = ranking.weight[start:end], ranking.mentor[start:end]
        for place in range(len(weight)):
            label, to = sum_here - weight[place], mentor[place]
            if label >= search.most:
                break
            if label < search.label[to] and not holding.is_held[ranking.edge[start + place]]:
                reach(search, to, label, node, held, ranking.edge[start + place])
        held = holding.after[held]


@compiled
def relax_outside(graph: Graph, ranking: Ranking, holding: Holding, search: Search) -> None:
    """Lower the labels of the mentors who can give up a place, and of those whom somebody lacking one can join."""
    outside = len(graph.capacity)
    here = search.label[outside]
    for at in range(outside):
        if holding.used[at] > graph.mentor_minimum[at] and here < search.label[at]:
            reach(search, at, here, outside, NOBODY, NOBODY)
    for mentee in range(len(graph.demand)):
        if holding.served[mentee] >= graph.demand[mentee]:
            continue
        won = graph.first[mentee] if holding.served[mentee] == 0 else 0
        for place in range(ranking.start[mentee], ranking.start[mentee + 1]):
            label, to = here - won - ranking.weight[place], ranking.mentor[place]
            if label >= search.most:
                break
            if label < search.label[to] and not holding.is_held[ranking.edge[place]]:
                reach(search, to, label, outside, NOBODY, ranking.edge[place])


@compiled
def shift_cycles(graph: Graph, holding: Holding, search: Search, turn: int) -> tuple[int, int]:
    """Shift pairs along every cycle that the ways form; return the last turn of looking, and how many there were."""
    found, began = 0, turn
    for origin in range(len(search.label)):
        turn += 1
        node = origin
        while node != NOBODY and search.seen[node] <= began:
            search.seen[node] = turn
            node = search.way_from[node]
        if node != NOBODY and search.seen[node] == turn:
            found += shift(graph, holding, search, node)
    return turn, found


@compiled
def shift(graph: Graph, holding: Holding, search: Search, origin: int) -> int:
    """Shift pairs along the cycle through `origin` if it stands and is below zero (1 or 0); forget its ways."""
    node, cost = origin, 0
    is_first = True
    while is_first or node != origin:
        is_first = False
        arc = cost_of(graph, holding, search, node)
        cost = min(cost + arc, FAR) if cost < FAR else FAR
        node = search.way_from[node]
    is_first = True
    while is_first or node != origin:
        is_first = False
        if cost < 0:
            if search.way_out[node] != NOBODY:
                let_go(graph, holding, search.way_out[node])
            if search.way_in[node] != NOBODY:
                hold(graph, holding, search.way_in[node])
        former = search.way_from[node]
        search.way_from[node] = NOBODY
        if not search.is_queued[node]:
            reach(search, node, search.label[node], NOBODY, NOBODY, NOBODY)
        node = former
    return 1 if cost < 0 else 0


@compiled
def cost_of(graph: Graph, holding: Holding, search: Search, node: int) -> int:
    """Return what the arc by which `node` was last reached costs as things stand; FAR if it is there no more."""
    start, out, into = search.way_from[node], search.way_out[node], search.way_in[node]
    cost, is_there = 0, True
    if out != NOBODY:
        is_there = holding.is_held[out]
        cost += graph.weight[out]
    if into != NOBODY:
        is_there = is_there and not holding.is_held[into]
        cost -= graph.weight[into]
    if out == NOBODY and into == NOBODY:
        if start == len(graph.capacity):
            is_there = holding.used[node] > graph.mentor_minimum[node]
        else:
            is_there = holding.used[start] < graph.capacity[start]
    elif out == NOBODY:
        mentee = graph.mentee[into]
        is_there = is_there and holding.served[mentee] < graph.demand[mentee]
        cost -= graph.first[mentee] if holding.served[mentee] == 0 else 0
    elif into == NOBODY:
        mentee = graph.mentee[out]
        is_there = is_there and holding.served[mentee] > graph.mentee_minimum[mentee]
        cost += graph.first[mentee] if holding.served[mentee] == 1 else 0
    return cost if is_there else FAR
