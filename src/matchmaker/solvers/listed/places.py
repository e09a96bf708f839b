"""What is left of a problem beside its pins, and open pairs with what they weigh."""

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Floats, Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.scores import Unlisted
from matchmaker.solvers.listed.graph import Graph, Short, graph_of

LARGEST_BONUS = 2**58
BITS = 32
LAST = 2**BITS - 1


@dataclass(frozen=True, eq=False)
class Places:
    """What is left of a problem beside its pins, and how its pairs weigh, as in `matchmaker.weights.Weights`.

    Attributes
    ----------
    bonus : int
        What each pair weighs more, so that the most pairs come first.
    """

    problem: Problem
    demand: Integers
    capacity: Integers
    minimum: Integers
    factor: int
    bonus: int = 0

    @classmethod
    def of(cls, problem: Problem) -> "Places":
        """Return what is left beside the pins of `problem`."""
        given = np.bincount(problem.pinned[:, 0], minlength=problem.shape[0])
        taken = np.bincount(problem.pinned[:, 1], minlength=problem.shape[1])
        return cls(
            problem=problem,
            demand=problem.mentee_demand - given,
            capacity=problem.mentor_capacity - taken,
            minimum=np.maximum(0, problem.mentor_minimum - taken),
            factor=int(2 * problem.mentee_demand.sum() + 2),
        )

    def with_bonus(self) -> "Places":
        """Return the same with a bonus a pair that no total outweighs.

        Raises
        ------
        ProblemError
            Scores so far apart that sums of bonuses would not be exact.
        """
        pairs = int(min(self.demand.sum(), self.capacity.sum()))
        reach = self.problem.reach() * SCALE * self.factor
        bonus = self.factor * (int(2 * reach * (pairs + 2) / self.factor) + 1)
        if bonus > LARGEST_BONUS:
            raise ProblemError("the scores are too far apart to put the most matched first")
        return replace(self, bonus=bonus)

    def weighed(self, pairs: Integers) -> "Weighed":
        """Return those of `pairs`, int64 [k, 2], sorted, that may be made and are worth no less than an empty place."""
        problem = self.problem
        if problem.rules:
            pairs = pairs[~problem.is_forbidden[pairs[:, 0], pairs[:, 1]]]
        return self._weighed(keys_of(*pairs.T), problem.whole_scores_of(pairs))

    def weighed_list(self) -> "Weighed":
        """Return what `weighed` does of all pairs that are listed, without looking each up."""
        scores = self.problem.scores
        mentees = np.repeat(np.arange(scores.shape[0]), np.diff(scores.start))
        keys, whole = keys_of(mentees, scores.mentor), np.rint(scores.score * SCALE).astype(np.int64)
        for rule in self.problem.rules.values():
            if not isinstance(rule, Unlisted):
                is_kept = ~rule[keys >> BITS, keys & LAST]
                keys, whole = keys[is_kept], whole[is_kept]
        return self._weighed(keys, whole)

    def _weighed(self, keys: Integers, whole: Integers) -> "Weighed":
        problem = self.problem
        worth = whole - problem.whole_unmatched_value()
        is_open = worth >= 0
        if len(problem.pinned):
            is_open &= ~np.isin(keys, keys_of(*problem.pinned.T))
        keys, worth = keys[is_open], worth[is_open]
        if len(problem.previous) and len(keys):
            last = keys_of(*problem.previous.T)
            place = np.minimum(np.searchsorted(keys, last), len(keys) - 1)
            is_here = keys[place] == last
            worth[place[is_here]] += problem.whole_stickiness()[is_here]
        return Weighed(keys, worth * self.factor + 1 + self.bonus)

    def graph(self, weighed: "Weighed") -> Graph:
        """Return the graph of open pairs."""
        return graph_of(
            weighed.mentee,
            weighed.mentor,
            weighed.weight,
            demand=self.demand,
            capacity=self.capacity,
            mentor_minimum=self.minimum,
        )

    def in_scores(self, amount: Integers) -> Floats:
        """Return weights in units of score."""
        return amount / (float(self.factor) * SCALE)

    def as_millionths(self, amount: Integers) -> Integers:
        """Return sums of weights as millionths of score, the number of pairs left aside."""
        return (amount + self.factor // 2) // self.factor


@dataclass(frozen=True, eq=False)
class Weighed:
    """Open pairs and what they weigh, sorted.

    Attributes
    ----------
    keys : int64 [k]
        As `keys_of` gives them.
    weight : int64 [k]
    """

    keys: Integers
    weight: Integers

    @property
    def mentee(self) -> Integers:
        """int64 [k]."""
        return self.keys >> BITS

    @property
    def mentor(self) -> Integers:
        """int64 [k]."""
        mentor: Integers = self.keys & LAST
        return mentor

    def only(self, kept: Mask) -> "Weighed":
        """Return those that `kept`, bool [k], selects."""
        return Weighed(self.keys[kept], self.weight[kept])

    def has(self, keys: Integers) -> Mask:
        """Return which of `keys` are among these; bool [k]."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.bool_)
        found: Mask = self.keys[np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)] == keys
        return found

    def joined(self, others: "Weighed") -> "Weighed":
        """Return these and `others`."""
        others = others.only(~self.has(others.keys))
        keys = np.concatenate((self.keys, others.keys))
        order = np.argsort(keys, kind="stable")
        return Weighed(keys[order], np.concatenate((self.weight, others.weight))[order])


def keys_of(mentee: Integers | Short, mentor: Integers | Short) -> Integers:
    """Return a number for each pair, int64 [k], in the order of pairs."""
    keys: Integers = (mentee.astype(np.int64) << BITS) | mentor
    return keys


def pairs_of(keys: Integers) -> Integers:
    """Return the pairs of `keys_of`; int64 [k, 2]."""
    return np.column_stack((keys >> BITS, keys & LAST))


def union(*parts: Integers) -> Integers:
    """Return all pairs of `parts`, int64 [k, 2] each, sorted and once each."""
    keys = np.sort(keys_of(*np.concatenate(parts).T))
    return pairs_of(keys[np.diff(keys, prepend=-1) > 0])
