"""Several mentors a mentee: a linear programme whose corners are whole."""

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from matchmaker.arrays import Integers
from matchmaker.errors import ProblemError
from matchmaker.weights import Weights

METHOD = "transportation by linear programming (HiGHS in scipy)"


def assign_flow(weights: Weights) -> Integers:
    """Return the heaviest pairs when mentees may have several mentors, each at most once; int64 [k, 2].

    Parameters
    ----------
    weights : Weights

    Raises
    ------
    ProblemError
        The linear programme did not finish.

    Notes
    -----
    1. One variable between 0 and 1 for each open pair, and one for whether a mentee with something to gain from a
       first mentor has any; rows for the places on each side, from the minimum to what there is. This is a network, whose
       matrix is totally unimodular, so every corner of the programme is whole (A. J. Hoffman, J. B. Kruskal, 1956).
    2. Solve by dual simplex, which ends in a corner.
    3. Round. What floating point may have left undone is put right by the caller, in whole numbers.
    """
    mentees, mentors = np.nonzero(weights.is_open)
    if not len(mentees):
        return np.zeros((0, 2), dtype=np.int64)
    gains = np.concatenate((weights.weight[mentees, mentors], weights.first[weights.first > 0])).astype(float)
    taken_of, least, most = places_of(weights, mentees, mentors)
    has_first = _first_rows(weights, mentees)
    is_tight, has_least = least == most, (least > 0) & (least < most)
    answer = linprog(
        -gains / max(np.abs(gains).max(), 1.0),
        A_ub=sparse.vstack((taken_of[~is_tight], -taken_of[has_least], has_first), format="csr"),
        b_ub=np.concatenate((most[~is_tight], -least[has_least], np.zeros(has_first.shape[0]))),
        A_eq=taken_of[is_tight],
        b_eq=most[is_tight],
        bounds=(0, 1),
        method="highs-ds",
    )
    if answer.x is None:
        raise ProblemError(f"the linear programme did not finish: {answer.message}")
    taken = answer.x[: len(mentees)] > 0.5  # noqa: PLR2004
    return np.column_stack((mentees[taken], mentors[taken])).astype(np.int64)


def places_of(
    weights: Weights, mentees: Integers, mentors: Integers
) -> tuple[sparse.csr_array, Integers, Integers]:
    """Return the rows of places taken by each open pair, the fewest and the most of them."""
    n, size = len(weights.demand), len(mentees)
    variable = np.arange(size)
    taken_of = sparse.csr_array(
        (np.ones(2 * size), (np.concatenate((mentees, n + mentors)), np.concatenate((variable, variable)))),
        shape=(n + len(weights.capacity), size + int((weights.first > 0).sum())),
    )
    least = np.concatenate((weights.mentee_minimum, weights.mentor_minimum))
    return taken_of, least, np.concatenate((weights.demand, weights.capacity))


def _first_rows(weights: Weights, mentees: Integers) -> sparse.csr_array:
    """Return the rows that say: who has any mentor has at least one pair."""
    gaining, size = np.flatnonzero(weights.first > 0), len(mentees)
    row_of = np.full(len(weights.first), -1)
    row_of[gaining] = np.arange(len(gaining))
    pairs = np.flatnonzero(row_of[mentees] >= 0)
    rows = np.concatenate((row_of[mentees[pairs]], np.arange(len(gaining))))
    columns = np.concatenate((pairs, size + np.arange(len(gaining))))
    signs = np.concatenate((-np.ones(len(pairs)), np.ones(len(gaining))))
    return sparse.csr_array((signs, (rows, columns)), shape=(len(gaining), size + len(gaining)))
