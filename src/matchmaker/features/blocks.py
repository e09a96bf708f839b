"""Blocks: one criterion each as features of mentees and of mentors; put together, and taken apart again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchmaker.arrays import Floats, frozen
from matchmaker.constraints import pair_indices
from matchmaker.errors import ProblemError
from matchmaker.scores import checked_features

PAIRS_AT_ONCE = 2**14


@dataclass(frozen=True, eq=False)
class Block:
    """One criterion: a pair gets `weight` times the inner product of its two rows.

    Attributes
    ----------
    label : str
        What the criterion is called where its part of a score is shown.
    mentee : float64 [n, d], mentor : float64 [m, d]
        Read-only, copied unless they are so already; 8·d bytes a person. Where nothing is known of a person the row
        is zero, so that the part is 0.
    weight : float
        Can be changed with `dataclasses.replace`, without making the features anew.

    Raises
    ------
    ProblemError
        Features that are not two matrices with equally many columns, or not finite, naming the first; a weight that is not
        finite.
    """

    label: str
    mentee: Floats
    mentor: Floats
    weight: float = 1.0

    def __post_init__(self) -> None:
        for name in ("mentee", "mentor"):
            what = f"{name} features of “{self.label}”"
            object.__setattr__(self, name, checked_features(getattr(self, name), what))
        if self.mentee.shape[1] != self.mentor.shape[1]:
            raise ProblemError(
                f"“{self.label}” has {self.mentee.shape[1]} features a mentee, but {self.mentor.shape[1]} a mentor"
            )
        if not np.isfinite(self.weight):
            raise ProblemError(f"the weight of “{self.label}” is {self.weight}")

    @property
    def shape(self) -> tuple[int, int]:
        """(n_mentees, n_mentors)."""
        return len(self.mentee), len(self.mentor)


def combined(blocks: Sequence[Block]) -> tuple[Floats, Floats]:
    """Return the features of all criteria beside each other, whose inner product is the score.

    Parameters
    ----------
    blocks : sequence of Block
        Of the same people, with different labels.

    Returns
    -------
    mentee_features : float64 [n, d], mentor_features : float64 [m, d]
        Read-only, d being the sum of all columns; the mentees' are multiplied by the weights.

    Raises
    ------
    ProblemError
        No blocks, a label that stands twice, or blocks of different numbers of people.

    Notes
    -----
    The sum of inner products is the inner product of what stands beside each other. O((n + m)·d) time and 8·(n + m)·d
    bytes beside the blocks.
    """
    n, m = _shape_of(blocks)
    columns = sum(block.mentee.shape[1] for block in blocks)
    of_mentees, of_mentors = np.empty((n, columns)), np.empty((m, columns))
    start = 0
    for block in blocks:
        end = start + block.mentee.shape[1]
        np.multiply(block.mentee, block.weight, out=of_mentees[:, start:end])
        of_mentors[:, start:end] = block.mentor
        start = end
    return frozen(of_mentees), frozen(of_mentors)


def parts(blocks: Sequence[Block], pairs: Any) -> Floats:
    """Return what each criterion adds to the score of each pair; float64 [k, number of blocks].

    Parameters
    ----------
    blocks : sequence of Block
    pairs : int array [k, 2]
        (mentee, mentor).

    Raises
    ------
    ProblemError
        As `combined`; or a pair out of range, named.

    Notes
    -----
    The rows add up to the inner products of `combined`, within the rounding of a sum of d numbers. O(k·d) time, in pieces
    of 16,384 pairs.
    """
    shape = _shape_of(blocks)
    given = pair_indices(pairs, shape, "pairs")
    found = np.empty((len(given), len(blocks)))
    for start in range(0, len(given), PAIRS_AT_ONCE):
        mentees, mentors = given[start : start + PAIRS_AT_ONCE].T
        for column, block in enumerate(blocks):
            share = np.einsum("kd,kd->k", block.mentee[mentees], block.mentor[mentors])
            found[start : start + PAIRS_AT_ONCE, column] = block.weight * share
    return frozen(found)


def _shape_of(blocks: Sequence[Block]) -> tuple[int, int]:
    if not blocks:
        raise ProblemError("there are no blocks")
    shape, labels = blocks[0].shape, set()
    for block in blocks:
        if block.shape != shape:
            raise ProblemError(
                f"“{block.label}” is about {block.shape} people, “{blocks[0].label}” about {shape}"
            )
        if block.label in labels:
            raise ProblemError(f"two blocks are called “{block.label}”")
        labels.add(block.label)
    return shape
