"""Measure after measure: the answers that are best in all measures so far."""

from dataclasses import replace

import numpy as np

from matchmaker.arrays import Integers, Mask
from matchmaker.solvers.exact import Optimum, all_optima, assigned, optimum_of, perfected
from matchmaker.weights import Weights


class Narrowing:
    """The answers to a problem, narrowed by one measure at a time to those that are best in it.

    Parameters
    ----------
    weights : Weights
        What is open at first.

    Attributes
    ----------
    left : Weights
        What is still open; its `weight` is that of the last measure.
    certain : int64 [k, 2]
        Pairs that every remaining answer has, no longer open in `left`.
    pairs : int64 [k, 2]
        One of the answers that remain, `certain` included.
    """

    def __init__(self, weights: Weights) -> None:
        self.left = weights
        self.certain: Integers = np.zeros((0, 2), dtype=np.int64)
        self.pairs = self.certain

    def maximise(
        self, weight: Integers, *, first: Integers | None = None, start: Integers | None = None
    ) -> Optimum:
        """Keep the answers with the greatest sum of `weight`, int64 [n, m], and of `first` for each mentee served.

        Returns
        -------
        Optimum
            Of what is open: its `held` are without `certain`, its `value` is with them.
        """
        weights = replace(self.left, weight=weight)
        beside = weights.of(self.certain)
        if first is not None:
            weights = replace(weights, first=first)
        optimum = optimum_of(weights, start)
        self.pairs = np.concatenate((self.certain, optimum.held))
        found, self.left = all_optima(weights, optimum)
        self.certain = np.concatenate((self.certain, found))
        return replace(optimum, value=optimum.value + beside)

    def settle(self) -> Mask:
        """Take the pairs out of what is open whose mentee must be served and has nobody else; return who, bool [n]."""
        left = self.left
        is_last: Mask = (left.is_open.sum(axis=1) == 1) & (left.mentee_minimum == 1) & (left.demand == 1)
        mentees = np.flatnonzero(is_last)
        found = np.column_stack((mentees, left.is_open[mentees].argmax(axis=1))).astype(np.int64)
        self.certain = np.concatenate((self.certain, found))
        left = left.beside(found)
        self.left = replace(left, is_open=left.is_open & ~is_last[:, None] & (left.capacity > 0))
        return is_last

    def close(self, pairs: Mask) -> None:
        """Keep the answers without any of `pairs`, bool [n, m]; the caller knows that there are some."""
        self.left = replace(self.left, is_open=self.left.is_open & ~pairs)

    def drawn(self, lots: Integers) -> Integers:
        """Return, of the answers that remain, the pairs with the greatest sum of `lots`; int64 [k, 2]."""
        weights = replace(self.left, weight=lots)
        return np.concatenate((self.certain, perfected(weights, assigned(weights))[0].held))
