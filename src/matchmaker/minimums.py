"""Lower quotas: can every mentor have as many mentees as must be, and if not, which mentors cannot."""

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_flow

from matchmaker.arrays import Integers, Mask
from matchmaker.errors import ProblemError

if TYPE_CHECKING:
    from matchmaker.problem import Problem

SHOWN = 8


def check_minimums(problem: "Problem") -> None:
    """Check that the minimums of all mentors can be met together.

    Raises
    ------
    ProblemError
        Naming the first mentor whose minimum exceeds the capacity, or mentors who together must have more pairs
        than the mentees open to them can give.

    Notes
    -----
    1. Send as much as possible from mentees, each up to the demand, to mentors, each up to the minimum, the
       pins taken out. The minimums can be met if and only if all arrives: more pairs can always be added to
       a matching without taking any place away (N. S. Mendelsohn, A. L. Dulmage, 1958).
    2. If not, whoever is reached from a mentor who lacks something, by way of open mentees and the mentors that
       these serve already, forms a set in P. Hall's sense (1935): they ask for more than there is.

    O(n·m·√(n + m)) in practice, by Dinic's algorithm in scipy; nothing if there are no minimums. Where scores are no
    matrix, whether minimums can be met together is found when the problem is solved.
    """
    if not problem.mentor_minimum.any():
        return
    over = problem.mentor_minimum > problem.mentor_capacity
    if over.any():
        first = int(over.argmax())
        raise ProblemError(
            f"mentor {first} must have {problem.mentor_minimum[first]} mentees, "
            f"but has {problem.mentor_capacity[first]} places"
        )
    if not problem.is_dense:
        return
    n, m = problem.shape
    rows, columns = problem.pinned[:, 0], problem.pinned[:, 1]
    is_open = ~problem.is_forbidden & ~problem.is_too_low()
    is_open[rows, columns] = False
    demand = problem.mentee_demand - np.bincount(rows, minlength=n)
    wanted = np.maximum(0, problem.mentor_minimum - np.bincount(columns, minlength=m))
    given = _given(is_open, demand, wanted)
    lacking = wanted > given.sum(axis=0)
    if lacking.any():
        raise ProblemError(_reason(is_open, demand, wanted, _short(is_open, demand, given, lacking)))


def _given(is_open: Mask, demand: Integers, wanted: Integers) -> Mask:
    """Return the pairs of a greatest flow; bool [n, m]."""
    n, m = is_open.shape
    mentees, mentors = np.nonzero(is_open & (wanted > 0))
    source, sink = n + m, n + m + 1
    heads = np.concatenate((np.full(n, source), mentees, np.arange(n, n + m)))
    tails = np.concatenate((np.arange(n), n + mentors, np.full(m, sink)))
    limits = np.concatenate((demand, np.ones(len(mentees), dtype=np.int64), wanted)).astype(np.int32)
    graph = sparse.csr_array((limits, (heads, tails)), shape=(n + m + 2, n + m + 2))
    flow = maximum_flow(graph, source, sink).flow[:n, n : n + m].toarray()
    given: Mask = flow > 0
    return given


def _short(is_open: Mask, demand: Integers, given: Mask, lacking: Mask) -> Mask:
    """Return the mentors reached from the first who lacks something; bool [m]."""
    reached = np.zeros(len(lacking), dtype=np.bool_)
    reached[int(lacking.argmax())] = True
    is_busy = given.sum(axis=1) >= demand
    while True:
        asked = (is_open & ~given)[:, reached].any(axis=1) & is_busy
        more = reached | given[asked].any(axis=0)
        if (more == reached).all():
            return reached
        reached = more


def _reason(is_open: Mask, demand: Integers, wanted: Integers, short: Mask) -> str:
    supply = int(np.minimum(demand, is_open[:, short].sum(axis=1)).sum())
    mentors = [str(mentor) for mentor in np.flatnonzero(short)]
    named = ", ".join(mentors[:SHOWN]) + (f" and {len(mentors) - SHOWN} more" if len(mentors) > SHOWN else "")
    who = f"mentor {named}" if len(mentors) == 1 else f"mentors {named} together"
    return (
        f"{who} must have {int(wanted[short].sum())} mentees beside the pins, but at most {supply} can be had"
    )
