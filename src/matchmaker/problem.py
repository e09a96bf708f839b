"""A matching problem: scores, places, forbidden and pinned pairs; checked once, then read-only."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.arrays import Floats, Integers, Mask, frozen
from matchmaker.constraints import any_mask, named_masks, pair_indices
from matchmaker.errors import ProblemError
from matchmaker.minimums import check_minimums
from matchmaker.preferences import RankedLists, ranked_lists, shape_of_lists
from matchmaker.previous import checked_previous, checked_stickiness

SCALE = 10**6
"""Scores count to six decimals: the solvers work on whole millionths, so that optima are exact."""

LARGEST_SUM = 2**60


class Problem:
    """Who could be matched with whom, and what it would be worth.

    Parameters
    ----------
    scores : float array_like [n_mentees, n_mentors], or None
        What each pair is worth, in any unit; counted to six decimals. With the preferences of both sides
        it may be None: then every pair is worth 1, and a total counts pairs.
    mentee_demand : int or int array [n], default 1
        How many different mentors each mentee should get; fewer is allowed.
    mentor_capacity : int or int array [m], default 1
        How many mentees each mentor can take.
    mentor_minimum : int or int array [m], default 0
        How many mentees each mentor must have.
    forbidden : optional
        A mask, sparse mask or int array [k, 2] of (mentee, mentor); or {rule name: any of these}.
    pinned : int array [k, 2], optional
        Pairs that must be in the answer; they use up demand and capacity before anything is solved.
    unmatched_value : float, default 0.0
        What a place left empty is worth to a mentee; a pair scoring less than this is left out.
    previous : int array [k, 2], optional
        Last time's pairs. They may be forbidden or too low by now; such a pair is not made again.
    stickiness : float or float array [k], default 0.0
        The bonus, in units of score and not below zero, that each of `previous` keeps: it counts on top of the score
        when pairs are weighed against each other, but not in the total, and opens no pair that scores too low.
    mentee_keys, mentor_keys : sequence of str, optional
        Lasting names of the rows and columns, each unique on its side. Ties are broken by a hash of the
        key and the seed, so the order of rows changes nothing. Without keys the index is the key.
    mentee_preferences, mentor_preferences : optional
        Whom each person accepts and in which order, for the objective "stable"; see `ranked_lists` for the
        three forms. A row of `mentor_preferences` is a mentor. A side without preferences ranks by score.

    Attributes
    ----------
    scores : float64 [n, m], mentee_demand : int64 [n], mentor_capacity : int64 [m], pinned : int64 [k, 2]
    mentor_minimum : int64 [m], previous : int64 [k, 2], stickiness : float64 [k]
    rules : dict of rule name to bool [n, m]
    is_forbidden : bool [n, m], forbidden by any rule
    mentee_lists, mentor_lists : RankedLists or None
    has_scores : bool

    Raises
    ------
    ProblemError
        NaN or infinite scores, wrong shapes, negative numbers of places, more mentors asked for than
        exist, repeated keys, a pinned pair that is forbidden or repeated or exceeds the places, a minimum
        above the capacity, mentors whose minimums cannot be met together (named), a previous pair that
        is repeated, a bonus below zero, a list that is none, or scores so large that sums of them would not
        be exact.

    Notes
    -----
    Arrays are copied and read-only. O(n·m) time and memory, times the number of rules; without scores and
    rules, no more than the lists take.
    """

    def __init__(
        self,
        scores: Any,
        *,
        mentee_demand: Any = 1,
        mentor_capacity: Any = 1,
        mentor_minimum: Any = 0,
        forbidden: Any = None,
        pinned: Any = None,
        unmatched_value: float = 0.0,
        previous: Any = None,
        stickiness: Any = 0.0,
        mentee_keys: Sequence[str] | None = None,
        mentor_keys: Sequence[str] | None = None,
        mentee_preferences: Any = None,
        mentor_preferences: Any = None,
    ) -> None:
        self.has_scores = scores is not None
        self.scores: Floats = frozen(
            _checked_scores(scores)
            if self.has_scores
            else _equal_scores(mentee_preferences, mentor_preferences)
        )
        n, m = self.scores.shape
        self.mentee_lists = _lists(mentee_preferences, (n, m), "mentee_preferences")
        self.mentor_lists = _lists(mentor_preferences, (m, n), "mentor_preferences")
        self.mentee_demand: Integers = frozen(_places(mentee_demand, n, "mentee_demand"))
        self.mentor_capacity: Integers = frozen(_places(mentor_capacity, m, "mentor_capacity"))
        self.rules: dict[str, Mask] = named_masks(forbidden, (n, m))
        self.is_forbidden: Mask = frozen(any_mask(self.rules, (n, m)))
        self.pinned: Integers = frozen(
            pair_indices([] if pinned is None else pinned, (n, m), "pinned").reshape(-1, 2)
        )
        if not np.isfinite(unmatched_value):
            raise ProblemError(f"unmatched_value must be a finite number, not {unmatched_value}")
        self.unmatched_value = float(unmatched_value)
        self.mentee_keys = _keys(mentee_keys, n, "mentee_keys")
        self.mentor_keys = _keys(mentor_keys, m, "mentor_keys")
        self.mentor_minimum: Integers = frozen(_places(mentor_minimum, m, "mentor_minimum"))
        self.previous: Integers = frozen(checked_previous(previous, (n, m)))
        self.stickiness: Floats = frozen(checked_stickiness(stickiness, len(self.previous)))
        self._check_demand()
        self._check_pins()
        self._check_size()
        check_minimums(self)

    @property
    def shape(self) -> tuple[int, int]:
        """(n_mentees, n_mentors)."""
        n, m = self.scores.shape
        return n, m

    def whole_scores(self) -> Integers:
        """Return the scores in whole millionths; int64 [n, m]."""
        return np.rint(self.scores * SCALE).astype(np.int64)

    def whole_scores_of(self, pairs: Integers) -> Integers:
        """Return the scores of `pairs`, int64 [k, 2], in whole millionths; int64 [k]."""
        return np.rint(self.scores[pairs[:, 0], pairs[:, 1]] * SCALE).astype(np.int64)

    def whole_unmatched_value(self) -> int:
        """Return `unmatched_value` in whole millionths."""
        return round(self.unmatched_value * SCALE)

    def whole_stickiness(self) -> Integers:
        """Return `stickiness` in whole millionths; int64 [k]."""
        return np.rint(self.stickiness * SCALE).astype(np.int64)

    def is_too_low(self) -> Mask:
        """Return which pairs score less than an empty place is worth; bool [n, m]."""
        return self.whole_scores() < self.whole_unmatched_value()

    def fingerprint(self) -> str:
        """Return a hash of everything that decides the solution, the order of rows included."""
        digest = hashlib.blake2b(digest_size=32)
        digest.update(f"{self.shape} {self.whole_unmatched_value()}".encode())
        if self.has_scores:
            digest.update(np.ascontiguousarray(self.whole_scores()).tobytes())
        for array in (self.mentee_demand, self.mentor_capacity, _sorted(self.pinned)):
            digest.update(np.ascontiguousarray(array).tobytes())
        for name, mask in self.rules.items():
            digest.update(repr(name).encode() + np.packbits(mask).tobytes())
        digest.update(repr((self.mentee_keys, self.mentor_keys)).encode())
        if self.mentor_minimum.any():
            digest.update(b"mentor_minimum" + self.mentor_minimum.tobytes())
        if len(self.previous):
            digest.update(
                b"previous" + _sorted(np.column_stack((self.previous, self.whole_stickiness()))).tobytes()
            )
        for name, lists in (("mentees", self.mentee_lists), ("mentors", self.mentor_lists)):
            if lists is not None:
                digest.update(name.encode())
                for array in (lists.person, lists.other, lists.rank):
                    digest.update(array.data)
        return digest.hexdigest()

    def hashes(self, seed: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return a hash of seed and key for each mentee and mentor; uint64 [n], uint64 [m]."""
        return _hashes(self.mentee_keys, seed, "mentee"), _hashes(self.mentor_keys, seed, "mentor")

    def canonical_order(self, seed: int) -> tuple[Integers, Integers]:
        """Return the rows and the columns in the order of their hashes; int64 [n], int64 [m]."""
        mentees, mentors = self.hashes(seed)
        return np.argsort(mentees, kind="stable"), np.argsort(mentors, kind="stable")

    def _check_demand(self) -> None:
        available = max(self.shape[1], 1)
        too_many = self.mentee_demand > available
        if too_many.any():
            first = int(too_many.argmax())
            raise ProblemError(
                f"mentee {first} asks for {self.mentee_demand[first]} mentors, there are {self.shape[1]}"
            )

    def _check_pins(self) -> None:
        n, m = self.shape
        seen = set()
        for mentee, mentor in self.pinned.tolist():
            if (mentee, mentor) in seen:
                raise ProblemError(f"the pair ({mentee}, {mentor}) is pinned twice")
            seen.add((mentee, mentor))
            if self.is_forbidden[mentee, mentor]:
                names = [name for name, mask in self.rules.items() if mask[mentee, mentor]]
                raise ProblemError(f"the pinned pair ({mentee}, {mentor}) is forbidden by {', '.join(names)}")
        for what, places, column, size in (
            ("mentee", self.mentee_demand, 0, n),
            ("mentor", self.mentor_capacity, 1, m),
        ):
            used = np.bincount(self.pinned[:, column], minlength=size)
            if (used > places).any():
                first = int((used > places).argmax())
                raise ProblemError(
                    f"{what} {first} has {used[first]} pinned pairs, but {places[first]} places"
                )

    def _check_size(self) -> None:
        n, m = self.shape
        if not n or not m:
            return
        scores = self.scores if self.has_scores else self.scores[:1, :1]
        bonus = float(self.stickiness.max(initial=0.0))
        reach = (float(np.abs(scores - self.unmatched_value).max()) + bonus) * SCALE
        if reach * (2.0 * self.mentee_demand.sum() + 2) * (n + m + 2) >= LARGEST_SUM:
            raise ProblemError(
                f"scores lie up to {reach / SCALE:g} from unmatched_value: sums at six decimals are not exact"
            )


def _checked_scores(scores: Any) -> Floats:
    array = np.array(scores, dtype=np.float64)
    if array.ndim != 2:  # noqa: PLR2004
        raise ProblemError(f"scores must have the shape [n_mentees, n_mentors], not {array.shape}")
    bad = ~np.isfinite(array)
    if bad.any():
        mentee, mentor = np.argwhere(bad)[0]
        raise ProblemError(f"the score of the pair ({mentee}, {mentor}) is {array[mentee, mentor]}")
    return array


def _equal_scores(mentee_preferences: Any, mentor_preferences: Any) -> Floats:
    """Return a score of 1 for every pair, stored once."""
    if mentee_preferences is None or mentor_preferences is None:
        raise ProblemError("without scores, both mentee_preferences and mentor_preferences are needed")
    return np.broadcast_to(np.float64(1), shape_of_lists(mentee_preferences, mentor_preferences))


def _lists(preferences: Any, shape: tuple[int, int], what: str) -> RankedLists | None:
    return None if preferences is None else ranked_lists(preferences, shape, what)


def _places(places: Any, size: int, what: str) -> Integers:
    given = np.asarray(places)
    if given.size and not np.issubdtype(given.dtype, np.integer):
        raise ProblemError(f"{what} must be whole numbers, not {given.dtype}")
    if given.shape not in {(), (size,)}:
        raise ProblemError(f"{what} must be one number or have the shape ({size},), not {given.shape}")
    array = np.broadcast_to(given.astype(np.int64), (size,)).copy()
    if (array < 0).any():
        first = int((array < 0).argmax())
        raise ProblemError(f"{what}[{first}] is {array[first]}, less than nothing")
    return array


def _keys(keys: Sequence[str] | None, size: int, what: str) -> tuple[str, ...]:
    if keys is None:
        return tuple(str(index) for index in range(size))
    given = tuple(keys)
    if len(given) != size:
        raise ProblemError(f"{what} has {len(given)} keys for {size} people")
    first_of: dict[str, int] = {}
    for index, key in enumerate(given):
        if key in first_of:
            raise ProblemError(f"{what}[{first_of[key]}] and {what}[{index}] are the same")
        first_of[key] = index
    return given


def _hashes(keys: tuple[str, ...], seed: int, side: str) -> NDArray[np.uint64]:
    digests = (hashlib.blake2b(f"{seed} {side} {key}".encode(), digest_size=8).digest() for key in keys)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _sorted(pairs: Integers) -> Integers:
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
