"""A matching problem: scores, places, forbidden and pinned pairs; checked once, then read-only."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matchmaker.arrays import Floats, Integers, Mask, frozen
from matchmaker.constraints import any_mask, any_pairs, named_masks, named_pairs, pair_indices
from matchmaker.errors import ProblemError
from matchmaker.minimums import check_minimums
from matchmaker.preferences import RankedLists, ranked_lists, shape_of_lists
from matchmaker.previous import checked_previous, checked_stickiness
from matchmaker.scores import ListedScores, LowRank, PairSet, Unlisted, parts_of

SCALE = 10**6
"""Scores count to six decimals: the solvers work on whole millionths, so that optima are exact."""

LARGEST_SUM = 2**60
LARGEST_MATRIX = 25_000_000
NOT_LISTED = "not listed"


class Problem:
    """Who could be matched with whom, and what it would be worth.

    Parameters
    ----------
    scores : float array_like or scipy sparse [n_mentees, n_mentors], LowRank, or None
        What each pair is worth, in any unit; counted to six decimals. Of a sparse matrix, pairs that are not
        stored are not allowed. With the preferences of both sides it may be None: then every pair is worth 1, and
        a total counts pairs.
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
    scores : float64 [n, m], ListedScores or LowRank; each gives ``scores[mentee, mentor]``, also of arrays
    mentee_demand : int64 [n], mentor_capacity : int64 [m], pinned : int64 [k, 2]
    mentor_minimum : int64 [m], previous : int64 [k, 2], stickiness : float64 [k]
    rules : dict of rule name to bool [n, m]
        Or to what gives ``rule[mentee, mentor]``, where scores are no matrix. Pairs that a sparse matrix
        does not hold are forbidden by the rule "not listed".
    is_forbidden : bool [n, m], or as the rules; forbidden by any of them
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
    rules, no more than the lists take; with scores that are no matrix, no more than these and the rules take.
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
        self.scores: Any = (
            _checked_scores(scores)
            if self.has_scores
            else frozen(_equal_scores(mentee_preferences, mentor_preferences))
        )
        n, m = self.scores.shape
        self.mentee_lists = _lists(mentee_preferences, (n, m), "mentee_preferences")
        self.mentor_lists = _lists(mentor_preferences, (m, n), "mentor_preferences")
        self.mentee_demand: Integers = frozen(_places(mentee_demand, n, "mentee_demand"))
        self.mentor_capacity: Integers = frozen(_places(mentor_capacity, m, "mentor_capacity"))
        self.rules: dict[str, Any] = self._rules(forbidden)
        self.is_forbidden: Any = (
            frozen(any_mask(self.rules, (n, m))) if self.is_dense else any_pairs(self.rules)
        )
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

    @property
    def is_dense(self) -> bool:
        """Whether the scores are a matrix."""
        return isinstance(self.scores, np.ndarray)

    def dense(self) -> "Problem":
        """Return the same problem with its scores as a matrix.

        Raises
        ------
        ProblemError
            More pairs than a matrix should have.
        """
        if self.is_dense:
            return self
        n, m = self.shape
        if n * m > LARGEST_MATRIX:
            raise ProblemError(
                f"this needs the scores of all {n * m} pairs as a matrix; there may be {LARGEST_MATRIX} at most"
            )
        return self.replaced(
            scores=self.scores.to_dense(),
            forbidden={name: rule.to_dense() for name, rule in self.rules.items()},
        )

    def replaced(self, **changes: Any) -> "Problem":
        """Return the same problem with other arguments, named as they are where a problem is made."""
        same: dict[str, Any] = {
            "scores": self.scores if self.has_scores else None,
            "mentee_demand": self.mentee_demand,
            "mentor_capacity": self.mentor_capacity,
            "mentor_minimum": self.mentor_minimum,
            "forbidden": self.rules if self.is_dense else self._listed_rules(),
            "pinned": self.pinned,
            "unmatched_value": self.unmatched_value,
            "previous": self.previous,
            "stickiness": self.stickiness,
            "mentee_keys": self.mentee_keys,
            "mentor_keys": self.mentor_keys,
            "mentee_preferences": self.mentee_lists,
            "mentor_preferences": self.mentor_lists,
        }
        return Problem(**{**same, **changes})

    def _listed_rules(self) -> dict[str, Integers]:
        return {name: rule.pairs() for name, rule in self.rules.items() if isinstance(rule, PairSet)}

    def whole_scores(self) -> Integers:
        """Return the scores in whole millionths; int64 [n, m]."""
        whole: Integers = np.rint(self.scores * SCALE).astype(np.int64)
        return whole

    def whole_scores_of(self, pairs: Integers) -> Integers:
        """Return the scores of `pairs`, int64 [k, 2], in whole millionths; int64 [k]."""
        whole: Integers = np.rint(self.scores[pairs[:, 0], pairs[:, 1]] * SCALE).astype(np.int64)
        return whole

    def whole_unmatched_value(self) -> int:
        """Return `unmatched_value` in whole millionths."""
        return round(self.unmatched_value * SCALE)

    def whole_stickiness(self) -> Integers:
        """Return `stickiness` in whole millionths; int64 [k]."""
        return np.rint(self.stickiness * SCALE).astype(np.int64)

    def reach(self) -> float:
        """Return how far a pair's score and bonus can lie from `unmatched_value`."""
        empty = self.unmatched_value
        if not self.is_dense:
            far = self.scores.reach(empty)
        else:
            scores = self.scores if self.has_scores else self.scores[:1, :1]
            far = max(scores.max() - empty, empty - scores.min())
        return float(far) + float(self.stickiness.max(initial=0.0))

    def is_too_low(self) -> Mask:
        """Return which pairs score less than an empty place is worth; bool [n, m]."""
        return self.whole_scores() < self.whole_unmatched_value()

    def fingerprint(self) -> str:
        """Return a hash of everything that decides the solution, the order of rows included."""
        digest = hashlib.blake2b(digest_size=32)
        digest.update(f"{self.shape} {self.whole_unmatched_value()} {self.has_scores}".encode())
        for name, parts in self._named_parts():
            digest.update(name.encode())
            for part in parts:
                digest.update(_digest(np.ascontiguousarray(part)))
        digest.update(repr((self.mentee_keys, self.mentor_keys)).encode())
        return digest.hexdigest()

    def _named_parts(self) -> list[tuple[str, tuple[Any, ...]]]:
        """Return the arrays that decide the solution; what is not asked for leaves no trace."""
        named: list[tuple[str, tuple[Any, ...]]] = [
            ("places", (self.mentee_demand, self.mentor_capacity, _sorted(self.pinned)))
        ]
        if self.has_scores:
            parts = (self.scores,) if self.is_dense else self.scores.parts()
            named.append((type(self.scores).__name__, parts))
        named += [(repr(name), parts_of(rule)) for name, rule in self.rules.items()]
        if self.mentor_minimum.any():
            named.append(("minimum", (self.mentor_minimum,)))
        if len(self.previous):
            sticky = np.column_stack((self.previous, self.whole_stickiness()))
            named.append(("previous", (_sorted(sticky),)))
        for name, lists in (("mentees", self.mentee_lists), ("mentors", self.mentor_lists)):
            if lists is not None:
                named.append((name, (lists.person, lists.other, lists.rank)))
        return named

    def hashes(self, seed: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Return a hash of seed and key for each mentee and mentor; uint64 [n], uint64 [m]."""
        return _hashes(self.mentee_keys, seed, "mentee"), _hashes(self.mentor_keys, seed, "mentor")

    def canonical_order(self, seed: int) -> tuple[Integers, Integers]:
        """Return the rows and the columns in the order of their hashes; int64 [n], int64 [m]."""
        mentees, mentors = self.hashes(seed)
        return np.argsort(mentees, kind="stable"), np.argsort(mentors, kind="stable")

    def _rules(self, forbidden: Any) -> dict[str, Any]:
        if self.is_dense:
            return dict(named_masks(forbidden, self.shape))
        rules: dict[str, Any] = dict(named_pairs(forbidden, self.shape))
        if not isinstance(self.scores, ListedScores):
            return rules
        if NOT_LISTED in rules:
            raise ProblemError(f"“{NOT_LISTED}” is the rule of pairs without a score; call yours otherwise")
        return rules | {NOT_LISTED: Unlisted(self.scores)}

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
        reach = self.reach() * SCALE
        if reach * (2.0 * self.mentee_demand.sum() + 2) * (n + m + 2) >= LARGEST_SUM:
            raise ProblemError(
                f"scores lie up to {reach / SCALE:g} from unmatched_value: sums at six decimals are not exact"
            )


def _checked_scores(scores: Any) -> Any:
    if isinstance(scores, LowRank | ListedScores):
        return scores
    if sparse.issparse(scores):
        return ListedScores(scores)
    array = np.array(scores, dtype=np.float64)
    if array.ndim != 2:  # noqa: PLR2004
        raise ProblemError(f"scores must have the shape [n_mentees, n_mentors], not {array.shape}")
    bad = ~np.isfinite(array)
    if bad.any():
        mentee, mentor = np.argwhere(bad)[0]
        raise ProblemError(f"the score of the pair ({mentee}, {mentor}) is {array[mentee, mentor]}")
    return frozen(array)


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


def _digest(array: NDArray[Any]) -> bytes:
    """Return a hash of what an array holds."""
    content = memoryview(array.data).cast("B") if array.size else memoryview(b"")
    return hashlib.sha256(content).digest()


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
