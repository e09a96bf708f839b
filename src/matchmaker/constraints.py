"""Pairs that must never be, each with the name of the rule that forbids it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import sparse

from matchmaker.arrays import Integers, Mask, frozen
from matchmaker.errors import ProblemError
from matchmaker.scores import AnyOf, PairSet


def named_pairs(forbidden: Any, shape: tuple[int, int]) -> dict[str, PairSet]:
    """Return the rules of a problem without a matrix, as sets of pairs, sorted by name; else as `named_masks`."""
    if forbidden is None:
        return {}
    rules = forbidden if isinstance(forbidden, Mapping) else {"forbidden": forbidden}
    return {str(name): _pair_set(rules[name], shape, str(name)) for name in sorted(rules, key=str)}


def any_pairs(rules: Mapping[str, Any]) -> AnyOf:
    """Return the pairs that at least one rule forbids, never formed."""
    return AnyOf(list(rules.values()))


def named_masks(forbidden: Any, shape: tuple[int, int]) -> dict[str, Mask]:
    """Return one read-only boolean mask a rule, sorted by the rule's name.

    Parameters
    ----------
    forbidden : None, array_like, sparse array or mapping
        A boolean mask of `shape`, a sparse matrix of it, or an int array [k, 2] of (mentee, mentor);
        or a mapping from the rule's name to any of these. Without a name the rule is called "forbidden".
    shape : (n_mentees, n_mentors)

    Raises
    ------
    ProblemError
        A mask has another shape, or an index is out of range.
    """
    if forbidden is None:
        return {}
    rules = forbidden if isinstance(forbidden, Mapping) else {"forbidden": forbidden}
    return {str(name): frozen(_mask(rules[name], shape, str(name))) for name in sorted(rules, key=str)}


def any_mask(masks: Mapping[str, Mask], shape: tuple[int, int]) -> Mask:
    """Return the pairs that at least one rule forbids; bool [n, m], stored once if there is no rule."""
    if not masks:
        return np.broadcast_to(np.False_, shape)
    joined = np.zeros(shape, dtype=np.bool_)
    for mask in masks.values():
        joined |= mask
    return joined


def pair_indices(pairs: Any, shape: tuple[int, int], what: str) -> Integers:
    """Return `pairs` as a new int64 [k, 2], checked to be in range.

    Raises
    ------
    ProblemError
        Naming `what` and the first pair that is out of range, or the wrong shape.
    """
    given = np.asarray(pairs)
    if given.size == 0:
        return np.zeros((0, 2), dtype=np.int64)
    if given.ndim != 2 or given.shape[1] != 2 or not np.issubdtype(given.dtype, np.integer):  # noqa: PLR2004
        raise ProblemError(f"{what} must be whole numbers of shape [k, 2], not {given.dtype} {given.shape}")
    bad = ((given < 0) | (given >= np.array(shape))).any(axis=1)
    if bad.any():
        first = given[int(bad.argmax())]
        raise ProblemError(f"{what} names the pair ({first[0]}, {first[1]}), outside of {shape}")
    return given.astype(np.int64)


def _pair_set(given: Any, shape: tuple[int, int], name: str) -> PairSet:
    rule = given if sparse.issparse(given) else np.asarray(given)
    if sparse.issparse(given) or rule.dtype == np.bool_:
        if rule.shape != shape:
            raise ProblemError(f"rule “{name}” has the shape {rule.shape}, the scores have {shape}")
        rule = np.column_stack(rule.nonzero())
    return PairSet(pair_indices(rule, shape, f"rule “{name}”"), shape)


def _mask(given: Any, shape: tuple[int, int], name: str) -> Mask:
    if sparse.issparse(given):
        given = given.toarray().astype(np.bool_)
    array = np.asarray(given)
    if array.dtype == np.bool_:
        if array.shape != shape:
            raise ProblemError(f"rule “{name}” has the shape {array.shape}, the scores have {shape}")
        return array.copy()
    pairs = pair_indices(array, shape, f"rule “{name}”")
    mask = np.zeros(shape, dtype=np.bool_)
    mask[pairs[:, 0], pairs[:, 1]] = True
    return mask
