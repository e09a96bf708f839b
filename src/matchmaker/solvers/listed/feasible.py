"""Any assignment that meets all minimums: a flow with lower bounds."""

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_flow

from matchmaker.arrays import Integers
from matchmaker.solvers.listed.graph import Graph


def is_feasible(graph: Graph, held: Integers) -> bool:
    """Return whether the edges `held`, int64 [k], meet all minimums."""
    served = np.bincount(graph.mentee[held], minlength=len(graph.demand))
    used = np.bincount(graph.mentor[held], minlength=len(graph.capacity))
    return bool((served >= graph.mentee_minimum).all() and (used >= graph.mentor_minimum).all())


def feasible(graph: Graph) -> Integers:
    """Return edges that meet all minimums, int64 [k].

    Raises
    ------
    AssertionError
        There are none, which the caller has to know beforehand.

    Notes
    -----
    What must pass is sent from a source of its own to a sink of its own; the minimums can be met exactly if all of it
    arrives. Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, *Network Flows*, 1993, ch. 6.7; Dinic's algorithm.
    """
    n, m = len(graph.demand), len(graph.capacity)
    mentees, mentors = np.arange(n), n + np.arange(m)
    source, sink, must_leave, must_arrive = n + m + np.arange(4)
    least, minimum = graph.mentee_minimum, graph.mentor_minimum
    arcs = [
        (np.full(n, must_leave), mentees, least),
        (np.full(n, source), mentees, graph.demand - least),
        (graph.mentee, n + graph.mentor, np.ones_like(graph.mentee)),
        (mentors, np.full(m, must_arrive), minimum),
        (mentors, np.full(m, sink), graph.capacity - minimum),
        (np.array([source]), np.array([must_arrive]), least.sum(keepdims=True)),
        (np.array([must_leave]), np.array([sink]), minimum.sum(keepdims=True)),
        (np.array([sink]), np.array([source]), graph.demand.sum(keepdims=True) + graph.capacity.sum()),
    ]
    tails, heads, limits = (np.concatenate(part) for part in zip(*arcs, strict=True))
    network = sparse.csr_array((limits.astype(np.int32), (tails, heads)), shape=(n + m + 4, n + m + 4))
    found = maximum_flow(network, int(must_leave), int(must_arrive))
    if found.flow_value != int(least.sum() + minimum.sum()):
        raise AssertionError("the minimums of a checked problem are not met")
    passed = np.asarray(found.flow[graph.mentee, n + graph.mentor]).ravel()
    held: Integers = np.flatnonzero(passed > 0)
    return held
