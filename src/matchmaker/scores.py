"""Scores that are no matrix: of listed pairs alone, or the product of what two sides are, never formed."""

from typing import Any

import numpy as np
from scipy import sparse

from matchmaker.arrays import Floats, Integers, Mask, frozen
from matchmaker.errors import ProblemError

CHUNK = 2**17


class ListedScores:
    """Scores of listed pairs; any other pair is not allowed.

    Parameters
    ----------
    matrix : scipy sparse [n, m]
        Zeros that are stored count as listed; pairs that are stored twice are added up.

    Attributes
    ----------
    shape : (n, m)
    start : int64 [n + 1]; mentor : int64 [k]; score : float64 [k]
        Sorted by mentee and mentor.
    """

    def __init__(self, matrix: Any) -> None:
        rows = sparse.csr_array(matrix, dtype=np.float64, copy=True)
        rows.sum_duplicates()
        self.shape: tuple[int, int] = (int(rows.shape[0]), int(rows.shape[1]))
        self.start: Integers = frozen(rows.indptr.astype(np.int64))
        self.mentor: Integers = frozen(rows.indices.astype(np.int64))
        self.score: Floats = frozen(rows.data)
        bad = ~np.isfinite(self.score)
        if bad.any():
            mentee, mentor = self.pairs()[int(bad.argmax())]
            raise ProblemError(f"the score of the pair ({mentee}, {mentor}) is {self.score[bad.argmax()]}")
        self._keys = frozen(self.pairs() @ np.array([max(self.shape[1], 1), 1]))

    def pairs(self) -> Integers:
        """Return the listed pairs, sorted; int64 [k, 2]."""
        mentees = np.repeat(np.arange(self.shape[0]), np.diff(self.start))
        return np.column_stack((mentees, self.mentor))

    def places_of(self, mentees: Any, mentors: Any) -> Integers:
        """Return where pairs stand among those listed, −1 for nowhere."""
        wanted = np.asarray(mentees) * max(self.shape[1], 1) + np.asarray(mentors)
        if not len(self._keys):
            return np.full(wanted.shape, -1, dtype=np.int64)
        found = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[found] == wanted, found, -1)

    def __getitem__(self, pair: tuple[Any, Any]) -> Any:
        """Return the score of a pair, or of pairs given as two arrays; −∞ where not listed."""
        found = self.places_of(*pair)
        scores = np.where(found >= 0, self.score[found] if len(self.score) else 0.0, -np.inf)
        return scores if scores.ndim else float(scores)

    def reach(self, empty: float) -> float:
        """Return how far the scores lie from `empty` at most."""
        return float(np.abs(self.score - empty).max(initial=0.0))

    def to_dense(self) -> Floats:
        """Return the matrix, 0 where not listed; float64 [n, m]."""
        dense = np.zeros(self.shape)
        dense[tuple(self.pairs().T)] = self.score
        return dense

    def parts(self) -> tuple[Any, ...]:
        """Return the arrays that say it all."""
        return self.start, self.mentor, self.score


class LowRank:
    """Scores that are an inner product of what mentee and mentor are; the matrix is never formed.

    Parameters
    ----------
    mentee_features : float array_like [n, d]
    mentor_features : float array_like [m, d]

    Attributes
    ----------
    shape : (n, m)
    mentees : float64 [n, d]; mentors : float64 [m, d]

    Raises
    ------
    ProblemError
        Features that are not finite or do not have the same d.
    """

    def __init__(self, mentee_features: Any, mentor_features: Any) -> None:
        self.mentees = checked_features(mentee_features, "mentee_features")
        self.mentors = checked_features(mentor_features, "mentor_features")
        if self.mentees.shape[1] != self.mentors.shape[1]:
            raise ProblemError(
                f"mentee_features have {self.mentees.shape[1]} columns, mentor_features {self.mentors.shape[1]}"
            )
        self.shape: tuple[int, int] = (len(self.mentees), len(self.mentors))

    def __getitem__(self, pair: tuple[Any, Any]) -> Any:
        """Return the score of a pair, or of pairs given as two arrays; the same bits however many are asked for."""
        mentees, mentors = np.broadcast_arrays(*map(np.asarray, pair))
        scores = np.empty(mentees.size)
        for start in range(0, mentees.size, CHUNK):
            part = slice(start, start + CHUNK)
            ours, theirs = self.mentees[mentees.ravel()[part]], self.mentors[mentors.ravel()[part]]
            scores[part] = (ours * theirs).sum(axis=1)
        shaped = scores.reshape(mentees.shape)
        return shaped if shaped.ndim else float(shaped)

    def reach(self, empty: float) -> float:
        """Return how far the scores can lie from `empty` at most, by the lengths of the features."""
        return self.longest() + abs(empty)

    def longest(self) -> float:
        """Return the greatest product of lengths of any two features."""
        lengths = (np.sqrt((side**2).sum(axis=1)).max(initial=0.0) for side in (self.mentees, self.mentors))
        return float(np.prod(list(lengths)))

    def to_dense(self) -> Floats:
        """Return the matrix, each score the same bits as by itself; float64 [n, m]."""
        n, m = self.shape
        mentees, mentors = np.divmod(np.arange(n * m), max(m, 1))
        dense: Floats = np.asarray(self[mentees, mentors]).reshape(n, m)
        return dense

    def parts(self) -> tuple[Any, ...]:
        """Return the arrays that say it all."""
        return self.mentees, self.mentors


def checked_features(features: Any, what: str) -> Floats:
    """Return `features` as float64 [n, d], read-only: a copy, unless they are so already.

    Raises
    ------
    ProblemError
        Other than two dimensions, or a number that is not finite, named.
    """
    array = np.asarray(features, dtype=np.float64, order="C")
    if array.ndim != 2:  # noqa: PLR2004
        raise ProblemError(f"{what} must have two dimensions, not the shape {array.shape}")
    bad = ~np.isfinite(array)
    if bad.any():
        person, column = np.argwhere(bad)[0]
        raise ProblemError(f"{what}: [{person}, {column}] is {array[person, column]}")
    return frozen(array.copy()) if array.flags.writeable else array


class PairSet:
    """Pairs of a large problem, as a mask that is never formed: ``pairs[mentee, mentor]``, also of arrays.

    Parameters
    ----------
    pairs : int64 [k, 2]
    shape : (n, m)
    """

    def __init__(self, pairs: Integers, shape: tuple[int, int]) -> None:
        self.shape = shape
        self.keys: Integers = frozen(np.unique(pairs[:, 0] * max(shape[1], 1) + pairs[:, 1]))

    def __getitem__(self, pair: tuple[Any, Any]) -> Any:
        wanted = np.asarray(pair[0]) * max(self.shape[1], 1) + np.asarray(pair[1])
        if not len(self.keys):
            found: Mask = np.zeros(wanted.shape, dtype=np.bool_)
        else:
            place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            found = np.asarray(self.keys[place] == wanted)
        return found if found.ndim else bool(found)

    def pairs(self) -> Integers:
        """Return the pairs, sorted; int64 [k, 2]."""
        return np.column_stack(np.divmod(self.keys, max(self.shape[1], 1)))

    def to_dense(self) -> Mask:
        """Return the mask; bool [n, m]."""
        mask = np.zeros(self.shape, dtype=np.bool_)
        mask[tuple(self.pairs().T)] = True
        return mask


class Unlisted:
    """Every pair that has no score, as a mask that is never formed."""

    def __init__(self, scores: ListedScores) -> None:
        self.scores, self.shape = scores, scores.shape

    def __getitem__(self, pair: tuple[Any, Any]) -> Any:
        missing = self.scores.places_of(*pair) < 0
        return missing if missing.ndim else bool(missing)

    def to_dense(self) -> Mask:
        """Return the mask; bool [n, m]."""
        mask = np.ones(self.shape, dtype=np.bool_)
        mask[tuple(self.scores.pairs().T)] = False
        return mask


class AnyOf:
    """Pairs that at least one of several rules forbids, as a mask that is never formed."""

    def __init__(self, rules: list[Any]) -> None:
        self.rules = rules

    def __getitem__(self, pair: tuple[Any, Any]) -> Any:
        shape = np.broadcast_shapes(np.shape(pair[0]), np.shape(pair[1]))
        found = np.zeros(shape, dtype=np.bool_)
        for rule in self.rules:
            found |= rule[pair]
        return found if found.ndim else bool(found)


def parts_of(rule: Any) -> tuple[Any, ...]:
    """Return the arrays that say what a rule forbids; none for a rule that follows from the scores."""
    if isinstance(rule, np.ndarray):
        return (np.packbits(rule),)
    return (rule.keys,) if isinstance(rule, PairSet) else ()
