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
    2. Give pairs that are not open the weight 0, which is what an empty place weighs; and whoever must be served and
       each place that must be taken a bonus above the weight of all pairs together.
    3. Solve the rectangular assignment, and drop the pairs that weigh nothing. Minimums are met if they can be.

    O(n²·s) time and O(n·s) memory for s places. Source: D. F. Crouse, *On implementing 2D rectangular
    assignment algorithms*, 2016, as in `scipy.optimize.linear_sum_assignment`.
    """
    rows = np.flatnonzero(weights.demand > 0)
    places = np.repeat(np.arange(len(weights.capacity)), np.minimum(weights.capacity, len(rows)))
    nth = np.arange(len(places)) - np.searchsorted(places, places)
    must_fill, must_serve = nth < weights.mentor_minimum[places], weights.mentee_minimum[rows] > 0
    gain = (weights.weight + weights.first[:, None])[np.ix_(rows, places)].astype(np.float64)
    if must_fill.any() or must_serve.any():
        bonus = (2.0 * np.abs(gain).max(initial=0.0) + 1.0) * (min(gain.shape) + 1)
        gain += bonus * (must_serve[:, None].astype(np.float64) + must_fill)
    gain[~weights.is_open[np.ix_(rows, places)]] = 0.0
    row, place = linear_sum_assignment(gain, maximize=True)
    weighs = gain[row, place] > 0
    return np.column_stack((rows[row[weighs]], places[place[weighs]])).astype(np.int64)
