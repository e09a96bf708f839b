"""Whole-number weights in which the best total comes first and, among those, the most pairs."""

from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Integers, Mask, frozen
from matchmaker.problem import Problem


@dataclass(frozen=True, eq=False)
class Weights:
    """What is left to solve once the pins are taken out, in rows and columns of the problem.

    Attributes
    ----------
    weight : int64 [n, m]
        (score − unmatched_value) in millionths, times `factor`, plus 1 for the pair itself.
    is_open : bool [n, m]
        Neither forbidden nor pinned nor below `unmatched_value`.
    demand : int64 [n], capacity : int64 [m]
        Places left beside the pins.
    factor : int
        More than twice the number of pairs there can be, so that the 1 a pair never outweighs a score.
    """

    weight: Integers
    is_open: Mask
    demand: Integers
    capacity: Integers
    factor: int

    def as_millionths(self, amount: Integers) -> Integers:
        """Return sums of weights as millionths of score, the number of pairs left aside."""
        return (amount + self.factor // 2) // self.factor


def weights_of(problem: Problem) -> Weights:
    """Return the weights of `problem`; O(n·m)."""
    n, m = problem.shape
    rows, columns = problem.pinned[:, 0], problem.pinned[:, 1]
    factor = int(2 * problem.mentee_demand.sum() + 2)
    worth = problem.whole_scores() - problem.whole_unmatched_value()
    is_open = ~problem.is_forbidden & (worth >= 0)
    is_open[rows, columns] = False
    return Weights(
        weight=frozen(worth * factor + 1),
        is_open=frozen(is_open),
        demand=frozen(problem.mentee_demand - np.bincount(rows, minlength=n)),
        capacity=frozen(problem.mentor_capacity - np.bincount(columns, minlength=m)),
        factor=factor,
    )
