"""Several mentors a mentee: a linear programme whose corners are whole."""

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from matchmaker.arrays import Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.weights import Weights

METHOD = "transportation by linear programming (HiGHS in scipy)"


def assign_flow(weights: Weights, gain: Integers, must_serve: Mask, must_fill: Mask) -> Integers:
    """Return the heaviest pairs when mentees may have several mentors, each at most once; int64 [k, 2].

    Parameters
    ----------
    weights : Weights
        For what is open, and for demand and capacity.
    gain : int64 [n, m]
        What each pair adds.
    must_serve, must_fill : bool [n], bool [m]
        Whose places must all be taken; the caller knows that it is possible.

    Raises
    ------
    ProblemError
        The linear programme did not finish.

    Notes
    -----
    1. One variable between 0 and 1 for each open pair; one row for each mentee's demand and each
       mentor's capacity. The matrix is that of a bipartite graph, hence totally unimodular, so every corner of the
       programme is whole (A. J. Hoffman, J. B. Kruskal, 1956).
    2. Solve by dual simplex, which ends in a corner.
    3. Round. What floating point may have left undone is put right by the caller, in whole numbers.
    """
    mentees, mentors = np.nonzero(weights.is_open)
    if not len(mentees):
        return np.zeros((0, 2), dtype=np.int64)
    n, size = len(weights.demand), len(mentees)
    variable = np.arange(size)
    places = sparse.csr_array(
        (np.ones(2 * size), (np.concatenate((mentees, n + mentors)), np.concatenate((variable, variable)))),
        shape=(n + len(weights.capacity), size),
    )
    limits = np.concatenate((weights.demand, weights.capacity))
    is_tight = np.concatenate((must_serve, must_fill))
    gains = gain[mentees, mentors].astype(np.float64)
    answer = linprog(
        -gains / gains.max(),
        A_ub=places[~is_tight],
        b_ub=limits[~is_tight],
        A_eq=places[is_tight],
        b_eq=limits[is_tight],
        bounds=(0, 1),
        method="highs-ds",
    )
    if answer.x is None:
        raise ProblemError(f"the linear programme did not finish: {answer.message}")
    taken = answer.x > 0.5  # noqa: PLR2004
    return np.column_stack((mentees[taken], mentors[taken])).astype(np.int64)
