"""What every assignment has, seen pair by pair: compiled where numba is installed, plain Python otherwise."""

from typing import NamedTuple

import numpy as np

from matchmaker.arrays import Integers, Mask
from matchmaker.jit import compiled
from matchmaker.solvers.listed.graph import Graph, graph_of, starts_of


class Peeling(NamedTuple):
    """Which pairs are forced so far, and what that leaves to the others.

    Attributes
    ----------
    by_mentor : int64 [edges]; first_of : int64 [m + 1]
        Edges sorted by mentor, and where those of each begin.
    is_left, is_forced : bool [edges]
    demand, mentee_minimum, mentee_left : int64 [n]
    capacity, mentor_minimum, mentor_left : int64 [m]
        Places, and edges, that are left.
    """

    by_mentor: Integers
    first_of: Integers
    is_left: Mask
    is_forced: Mask
    demand: Integers
    mentee_minimum: Integers
    mentee_left: Integers
    capacity: Integers
    mentor_minimum: Integers
    mentor_left: Integers


def without_forced(graph: Graph) -> tuple[Integers, Integers, Graph]:
    """Return the edges that every assignment has, as far as they can be seen one by one; the others; a graph of these.

    A mentee who must be served by the only edge left takes it, and a mentor who must take all that are left takes
    them; that leaves less for the others. Nothing where mentees ask for several. O(edges).
    """
    size = len(graph.mentor)
    peeling = Peeling(
        by_mentor=np.argsort(graph.mentor, kind="stable"),
        first_of=starts_of(graph.mentor, len(graph.capacity)),
        is_left=np.ones(size, dtype=np.bool_),
        is_forced=np.zeros(size, dtype=np.bool_),
        demand=graph.demand.copy(),
        mentee_minimum=graph.mentee_minimum.copy(),
        mentee_left=np.diff(graph.start),
        capacity=graph.capacity.copy(),
        mentor_minimum=graph.mentor_minimum.copy(),
        mentor_left=np.bincount(graph.mentor, minlength=len(graph.capacity)),
    )
    if (graph.demand <= 1).all():
        peel(graph, peeling, np.zeros(2 * size + len(graph.demand) + len(graph.capacity), dtype=np.int64))
    left = np.flatnonzero(peeling.is_left)
    rest = graph_of(
        graph.mentee[left],
        graph.mentor[left],
        graph.weight[left],
        demand=peeling.demand,
        capacity=peeling.capacity,
        mentee_minimum=peeling.mentee_minimum,
        mentor_minimum=peeling.mentor_minimum,
    )
    return np.flatnonzero(peeling.is_forced), left, rest


@compiled
def peel(graph: Graph, peeling: Peeling, stack: Integers) -> None:
    """Force what can be forced, until nothing more can; `stack` has room for everybody and twice all edges."""
    n, m = len(graph.demand), len(graph.capacity)
    waiting = n + m
    for person in range(waiting):
        stack[person] = person
    while waiting > 0:
        waiting -= 1
        person = stack[waiting]
        if person < n:
            if peeling.mentee_minimum[person] == 1 and peeling.mentee_left[person] == 1:
                for edge in range(graph.start[person], graph.start[person + 1]):
                    if peeling.is_left[edge]:
                        waiting = force(graph, peeling, edge, stack, waiting)
        else:
            mentor = person - n
            if (
                peeling.mentor_minimum[mentor] > 0
                and peeling.mentor_left[mentor] == peeling.mentor_minimum[mentor]
            ):
                for place in range(peeling.first_of[mentor], peeling.first_of[mentor + 1]):
                    if peeling.is_left[peeling.by_mentor[place]]:
                        waiting = force(graph, peeling, peeling.by_mentor[place], stack, waiting)


@compiled
def force(graph: Graph, peeling: Peeling, edge: int, stack: Integers, waiting: int) -> int:
    """Take `edge`, and close those of whoever has no place left; return how many now wait on `stack`."""
    mentee, mentor = graph.mentee[edge], graph.mentor[edge]
    peeling.is_forced[edge] = True
    waiting = close(graph, peeling, edge, stack, waiting)
    peeling.demand[mentee] -= 1
    peeling.mentee_minimum[mentee] = 0
    for other in range(graph.start[mentee], graph.start[mentee + 1]):
        waiting = close(graph, peeling, other, stack, waiting)
    peeling.capacity[mentor] -= 1
    peeling.mentor_minimum[mentor] = max(0, peeling.mentor_minimum[mentor] - 1)
    if peeling.capacity[mentor] == 0:
        for place in range(peeling.first_of[mentor], peeling.first_of[mentor + 1]):
            waiting = close(graph, peeling, peeling.by_mentor[place], stack, waiting)
    return waiting


@compiled
def close(graph: Graph, peeling: Peeling, edge: int, stack: Integers, waiting: int) -> int:
    """Close `edge`, if it is left, and let its two people wait to be looked at; return how many wait."""
    if not peeling.is_left[edge]:
        return waiting
    peeling.is_left[edge] = False
    mentee, mentor = graph.mentee[edge], graph.mentor[edge]
    peeling.mentee_left[mentee] -= 1
    peeling.mentor_left[mentor] -= 1
    stack[waiting], stack[waiting + 1] = mentee, len(graph.demand) + mentor
    return waiting + 2
