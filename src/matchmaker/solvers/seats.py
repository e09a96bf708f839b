"""One mentor a mentee: an assignment of mentees to single places."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from matchmaker.arrays import Integers
from matchmaker.weights import Weights

METHOD = "seats by shortest augmenting paths (scipy)"


def assign_seats(weights: Weights) -> Integers:
    """Return the heaviest pairs when nobody asks for more than one mentor; int64 [k, 2].

    Parameters
    ----------
    weights : Weights
        With every demand 0 or 1.

    Notes
    -----
    1. Leave out mentees who ask for nothing; repeat each mentor's column once a place.
    2. Give pairs that are not open the weight 0, which is what an empty place weighs.
    3. Solve the rectangular assignment, and drop the pairs that weigh nothing.

    O(n²·s) time and O(n·s) memory for s places. Source: D. F. Crouse, *On implementing 2D rectangular
    assignment algorithms*, 2016, as in `scipy.optimize.linear_sum_assignment`.
    """
    rows = np.flatnonzero(weights.demand > 0)
    places = np.repeat(np.arange(len(weights.capacity)), np.minimum(weights.capacity, len(rows)))
    gain = np.where(weights.is_open, weights.weight, 0)[np.ix_(rows, places)]
    row, place = linear_sum_assignment(gain, maximize=True)
    weighs = gain[row, place] > 0
    return np.column_stack((rows[row[weighs]], places[place[weighs]])).astype(np.int64)
