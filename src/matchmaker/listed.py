"""Who accepts whom on both sides: the pairs that a stable matching is made of, with both ranks."""

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Integers, Mask, counting_order
from matchmaker.preferences import ranks_within
from matchmaker.problem import Problem
from matchmaker.scores import ListedScores


@dataclass(frozen=True, eq=False)
class Listed:
    """Pairs that both accept, sorted by mentee and mentor.

    Attributes
    ----------
    mentees, mentors : int64 [k]
    mentee_rank : int64 [k]
        The mentor's rank in the mentee's list, 1 for the best, equal within a tie.
    mentor_rank : int64 [k]
        The mentee's rank in the mentor's list.
    """

    mentees: Integers
    mentors: Integers
    mentee_rank: Integers
    mentor_rank: Integers

    @property
    def pairs(self) -> Integers:
        """(mentee, mentor); int64 [k, 2]."""
        return np.column_stack((self.mentees, self.mentors))

    def only(self, kept: Mask | Integers) -> "Listed":
        """Return the pairs that `kept`, a mask or places, selects."""
        return Listed(self.mentees[kept], self.mentors[kept], self.mentee_rank[kept], self.mentor_rank[kept])

    def places_of(self, pairs: Integers, n_mentors: int) -> Integers:
        """Return where each of `pairs`, int64 [p, 2], stands among these; int64 [p], −1 for nowhere."""
        return _positions(self.mentees * n_mentors + self.mentors, pairs[:, 0] * n_mentors + pairs[:, 1])


def listed_pairs(problem: Problem) -> Listed:
    """Return the pairs of `problem` that both sides accept, pinned pairs left out.

    Notes
    -----
    A pair is acceptable if no rule forbids it, it scores no less than `unmatched_value`, and each of the two who has
    a list has the other on it. The side without lists ranks by score, with the bonus of last time's pairs: the
    greatest first, equals are ties. O(k log k) for k pairs, O(n·m log(n·m)) when neither side has lists.
    """
    pairs = _open(problem, _candidates(problem))
    if problem.mentee_lists is not None and problem.mentor_lists is not None:
        return pairs
    worth = problem.whole_scores_of(pairs.pairs) + _bonuses(problem, pairs)
    if problem.mentee_lists is None:
        pairs = replace(pairs, mentee_rank=ranks_within(pairs.mentees, worth))
    if problem.mentor_lists is None:
        pairs = replace(pairs, mentor_rank=ranks_within(pairs.mentors, worth))
    return pairs


def _candidates(problem: Problem) -> Listed:
    """Return the pairs that the lists allow; a rank that is to come from the scores is 0."""
    n, m = problem.shape
    mentee_lists, mentor_lists = problem.mentee_lists, problem.mentor_lists
    if mentor_lists is None:
        if mentee_lists is None:
            if isinstance(problem.scores, ListedScores):
                mentees, mentors = problem.scores.pairs().T
            else:
                mentees, mentors = np.divmod(np.arange(n * m), max(m, 1))
            return Listed(mentees, mentors, np.zeros_like(mentees), np.zeros_like(mentees))
        unranked = np.zeros_like(mentee_lists.rank)
        return Listed(mentee_lists.person, mentee_lists.other, mentee_lists.rank, unranked)
    order = counting_order(mentor_lists.other, n)
    turned = Listed(
        mentor_lists.other[order],
        mentor_lists.person[order],
        np.zeros_like(mentor_lists.rank),
        mentor_lists.rank[order],
    )
    if mentee_lists is None:
        return turned
    places = turned.places_of(np.column_stack((mentee_lists.person, mentee_lists.other)), m)
    both = places >= 0
    return replace(turned.only(places[both]), mentee_rank=mentee_lists.rank[both])


def _open(problem: Problem, pairs: Listed) -> Listed:
    """Return those of `pairs` that are neither forbidden nor worth less than an empty place nor pinned."""
    is_allowed = ~problem.is_forbidden[pairs.mentees, pairs.mentors]
    pairs = pairs if is_allowed.all() else pairs.only(is_allowed)
    is_open = problem.whole_scores_of(pairs.pairs) >= problem.whole_unmatched_value()
    pinned = pairs.places_of(problem.pinned, problem.shape[1])
    is_open[pinned[pinned >= 0]] = False
    return pairs if is_open.all() else pairs.only(is_open)


def _bonuses(problem: Problem, pairs: Listed) -> Integers:
    bonuses = np.zeros(len(pairs.mentees), dtype=np.int64)
    places = pairs.places_of(problem.previous, problem.shape[1])
    bonuses[places[places >= 0]] = problem.whole_stickiness()[places >= 0]
    return bonuses


def _positions(keys: Integers, wanted: Integers) -> Integers:
    """Return where each of `wanted` stands in the sorted `keys`, −1 where it does not."""
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, found, -1)
