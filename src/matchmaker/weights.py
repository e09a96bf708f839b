"""Whole-number weights in which the best total comes first and, among those, the most pairs."""

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Integers, Mask, frozen
from matchmaker.problem import Problem


@dataclass(frozen=True, eq=False)
class Weights:
    """What is left to solve once the pins are taken out, in rows and columns of the problem.

    Attributes
    ----------
    weight : int64 [n, m]
        (score + bonus of last time's pair − unmatched_value) in millionths, times `factor`, plus 1 for the pair
        itself.
    is_open : bool [n, m]
        Neither forbidden nor pinned nor below `unmatched_value`.
    demand : int64 [n], capacity : int64 [m]
        Places left beside the pins.
    mentee_minimum : int64 [n], mentor_minimum : int64 [m]
        How many of those places must be taken.
    first : int64 [n]
        What a mentee's first pair adds to the weight of the pair, not below zero.
    factor : int
        More than twice the number of pairs there can be, so that the 1 a pair never outweighs a score.
    """

    weight: Integers
    is_open: Mask
    demand: Integers
    capacity: Integers
    mentee_minimum: Integers
    mentor_minimum: Integers
    first: Integers
    factor: int

    def as_millionths(self, amount: Integers) -> Integers:
        """Return sums of weights as millionths of score, the number of pairs left aside."""
        return (amount + self.factor // 2) // self.factor

    def beside(self, pairs: Integers) -> "Weights":
        """Return the same with the places left beside `pairs`, int64 [k, 2]."""
        given = np.bincount(pairs[:, 0], minlength=len(self.demand))
        taken = np.bincount(pairs[:, 1], minlength=len(self.capacity))
        return replace(
            self,
            demand=self.demand - given,
            capacity=self.capacity - taken,
            mentee_minimum=np.maximum(0, self.mentee_minimum - given),
            mentor_minimum=np.maximum(0, self.mentor_minimum - taken),
        )

    def of(self, pairs: Integers) -> int:
        """Return what `pairs`, int64 [k, 2], weigh together."""
        served = np.bincount(pairs[:, 0], minlength=len(self.first)) > 0
        return int(self.weight[pairs[:, 0], pairs[:, 1]].sum()) + int(self.first[served].sum())


def weights_of(problem: Problem) -> Weights:
    """Return the weights of `problem`; O(n·m)."""
    n, m = problem.shape
    rows, columns = problem.pinned[:, 0], problem.pinned[:, 1]
    factor = int(2 * problem.mentee_demand.sum() + 2)
    worth = problem.whole_scores() - problem.whole_unmatched_value()
    is_open = ~problem.is_forbidden & (worth >= 0)
    is_open[rows, columns] = False
    worth[problem.previous[:, 0], problem.previous[:, 1]] += problem.whole_stickiness()
    pinned_to = np.bincount(columns, minlength=m)
    return Weights(
        weight=frozen(worth * factor + 1),
        is_open=frozen(is_open),
        demand=frozen(problem.mentee_demand - np.bincount(rows, minlength=n)),
        capacity=frozen(problem.mentor_capacity - pinned_to),
        mentee_minimum=frozen(np.zeros(n, dtype=np.int64)),
        mentor_minimum=frozen(np.maximum(0, problem.mentor_minimum - pinned_to)),
        first=frozen(np.zeros(n, dtype=np.int64)),
        factor=factor,
    )
