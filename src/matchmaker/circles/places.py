"""What is left to solve: open pairs as columns, and rows for the places of mentees, mentors and groups in circles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from matchmaker.arrays import Integers, Mask
from matchmaker.circles.caps import Cap, Groups, groups_of
from matchmaker.problem import Problem
from matchmaker.weights import Weights, weights_of


@dataclass(frozen=True, eq=False)
class Places:
    """Pairs that are open beside the pins, people in canonical order, and how many of them there may be.

    Attributes
    ----------
    mentees, mentors : int64 [p]
        The open pairs, sorted.
    weight : int64 [p]
        As in `Weights`.
    factor : int
        As in `Weights`.
    amount : sparse int64 [r, p]
        One row for each mentee, for each mentor, and for each mentor and group: which pairs take a place there.
    least, most : int64 [r]
        How many places must and can be taken.
    groups : int64 [n, number of caps]
        The groups that can be too many in some circle, from 0 to g − 1; −1 for none.
    shape : (n, m, g)
    """

    mentees: Integers
    mentors: Integers
    weight: Integers
    factor: int
    amount: sparse.csr_array
    least: Integers
    most: Integers
    groups: Integers
    shape: tuple[int, int, int]

    def hold(self, made: Integers) -> bool:
        """Return whether the pairs that `made`, int64 [p], marks by 1 keep all rows; exactly."""
        taken = self.amount @ made
        return bool(((taken >= self.least) & (taken <= self.most)).all())

    def sizes(self, made: Integers) -> Integers:
        """Return how many of the pairs each mentor has; int64 [m]."""
        return np.bincount(self.mentors[made > 0], minlength=self.shape[1])

    def with_least(self, mentor_least: Integers) -> "Places":
        """Return the same where mentors must have as many beside the pins as `mentor_least`, int64 [m], says."""
        n, m, _ = self.shape
        least = self.least.copy()
        least[n : n + m] = np.maximum(least[n : n + m], mentor_least)
        return replace(self, least=least)


def places_of(problem: Problem, caps: Sequence[Cap], rows: Integers, columns: Integers) -> Places:
    """Return what is left of `problem` within `caps`, its rows and columns in another order; O(n·m + m·g).

    Raises
    ------
    ProblemError
        A cap for another number of mentees, or pins that break one.
    """
    weights = weights_of(problem)
    groups = groups_of(caps, problem.shape[0])
    room = groups.room(problem.pinned, [cap.name for cap in caps], problem.shape[1])
    is_open = weights.is_open & (weights.demand > 0)[:, None] & (weights.capacity > 0)
    mentees, mentors = np.nonzero(is_open[np.ix_(rows, columns)])
    in_order = replace(groups, of=groups.of[rows])
    room, capacity = room[columns], weights.capacity[columns]
    can_bind = _can_bind(in_order, mentees, mentors, room, capacity)
    kept = in_order.only(can_bind)
    shape = (*problem.shape, len(kept.most))
    return Places(
        mentees=mentees,
        mentors=mentors,
        weight=weights.weight[np.ix_(rows, columns)][mentees, mentors],
        factor=weights.factor,
        amount=_amounts(mentees, mentors, kept.of, shape),
        least=_least(weights, columns, shape),
        most=np.concatenate((weights.demand[rows], capacity, room[:, can_bind].ravel())),
        groups=kept.of,
        shape=shape,
    )


def _can_bind(
    groups: Groups, mentees: Integers, mentors: Integers, room: Integers, capacity: Integers
) -> Mask:
    """Return which groups can be too many for some circle: others need no rows, and need not nest; bool [g]."""
    might = np.zeros(room.shape, dtype=np.int64)
    for column in range(groups.of.shape[1]):
        group = groups.of[mentees, column]
        np.add.at(might, (mentors[group >= 0], group[group >= 0]), 1)
    binds: Mask = np.logical_or.reduce(np.minimum(might, capacity[:, None]) > room, axis=0)
    return binds


def _amounts(
    mentees: Integers, mentors: Integers, groups: Integers, shape: tuple[int, int, int]
) -> sparse.csr_array:
    n, m, g = shape
    pair = np.arange(len(mentees))
    taken, by = [mentees, n + mentors], [pair, pair]
    for column in range(groups.shape[1]):
        group = groups[mentees, column]
        taken.append((n + m + mentors * g + group)[group >= 0])
        by.append(pair[group >= 0])
    row, column_of = np.concatenate(taken), np.concatenate(by)
    return sparse.csr_array(
        (np.ones(len(row), dtype=np.int64), (row, column_of)), shape=(n + m + m * g, len(mentees))
    )


def _least(weights: Weights, columns: Integers, shape: tuple[int, int, int]) -> Integers:
    n, m, g = shape
    least = np.zeros(n + m + m * g, dtype=np.int64)
    least[n : n + m] = weights.mentor_minimum[columns]
    return least
