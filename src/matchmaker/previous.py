"""Last time's pairs, and the bonus each of them keeps."""

from typing import Any

import numpy as np

from matchmaker.arrays import Floats, Integers
from matchmaker.constraints import pair_indices
from matchmaker.errors import ProblemError


def checked_previous(previous: Any, shape: tuple[int, int]) -> Integers:
    """Return last time's pairs; int64 [k, 2].

    Raises
    ------
    ProblemError
        A pair out of range or given twice, or the wrong shape.
    """
    pairs = pair_indices([] if previous is None else previous, shape, "previous").reshape(-1, 2)
    seen = set()
    for pair in map(tuple, pairs.tolist()):
        if pair in seen:
            raise ProblemError(f"previous has the pair {pair} twice")
        seen.add(pair)
    return pairs


def checked_stickiness(stickiness: Any, size: int) -> Floats:
    """Return the bonus of each previous pair; float64 [k].

    Raises
    ------
    ProblemError
        Neither one number nor one a pair; a bonus that is not finite or below zero.
    """
    given = np.asarray(stickiness, dtype=np.float64)
    if given.shape not in {(), (size,)}:
        raise ProblemError(f"stickiness must be one number or have the shape ({size},), not {given.shape}")
    if not np.isfinite(given).all() or (given < 0).any():
        bad = given[~np.isfinite(given) | (given < 0)].flat[0]
        raise ProblemError(f"stickiness must be finite and not below zero, not {bad:g}")
    return np.broadcast_to(given, (size,)).copy()
