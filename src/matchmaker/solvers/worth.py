"""What pairs are worth, added up from the problem in whole millionths."""

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.problem import SCALE, Problem


def total_of(problem: Problem, pairs: Integers) -> int:
    """Return the sum of scores of `pairs` in whole millionths."""
    return int(problem.whole_scores_of(pairs).sum())


def bonus_of(problem: Problem, pairs: Integers) -> int:
    """Return the sum of bonuses that `pairs` keep, in whole millionths."""
    if not len(problem.previous):
        return 0
    made = {tuple(pair) for pair in pairs.tolist()}
    bonuses = problem.whole_stickiness().tolist()
    return sum(
        bonus
        for pair, bonus in zip(map(tuple, problem.previous.tolist()), bonuses, strict=True)
        if pair in made
    )


def worst_of(problem: Problem, pairs: Integers) -> float | None:
    """Return the lowest mean score over the places asked for of any matched mentee; None if nobody is matched."""
    if not len(pairs):
        return None
    n, empty = problem.shape[0], problem.whole_unmatched_value()
    got = np.zeros(n, dtype=np.int64)
    np.add.at(got, pairs[:, 0], problem.whole_scores_of(pairs))
    served = np.bincount(pairs[:, 0], minlength=n)
    matched = served > 0
    got += empty * (problem.mentee_demand - served)
    return float((got[matched] / problem.mentee_demand[matched]).min() / SCALE)
