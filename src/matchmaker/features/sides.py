"""What two sides say, read as sets: who has which of the values that both sides share."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from matchmaker import criteria
from matchmaker.arrays import Mask
from matchmaker.errors import ProblemError


def read_sides(**sides: Any) -> list[Mask]:
    """Return who has which value, for sides that share their values; bool [people, v] each.

    Parameters
    ----------
    **sides : by name, either all
        * a sequence of a set of str for each person; or
        * bool arrays or sparse arrays [people, v], a column a value.

    Raises
    ------
    ProblemError
        Naming the side and the first person whose set is none, or the first entry that is neither 0 nor 1; different
        numbers of columns; sets and arrays mixed.

    Notes
    -----
    O(people·v) time and bytes.
    """
    is_array = [hasattr(side, "shape") for side in sides.values()]
    if all(is_array):
        masks = [_mask(side, what) for what, side in sides.items()]
        widths = {mask.shape[1] for mask in masks}
        if len(widths) > 1:
            raise ProblemError(f"{' and '.join(sides)} must have equally many columns, not {sorted(widths)}")
        return masks
    if any(is_array):
        raise ProblemError(f"{' and '.join(sides)} must all be sets or all be arrays")
    masks, _values = criteria.incidence(*(_sets(side, what) for what, side in sides.items()))
    return masks


def _mask(given: Any, what: str) -> Mask:
    array = given.toarray() if sparse.issparse(given) else np.asarray(given)
    if array.ndim != 2:  # noqa: PLR2004
        raise ProblemError(f"{what} must have the shape [people, values], not {array.shape}")
    if array.dtype == np.bool_:
        return array
    bad = (array != 0) & (array != 1)
    if bad.any():
        row, column = np.argwhere(bad)[0]
        raise ProblemError(f"{what}[{row}, {column}] is {array[row, column]}, neither 0 nor 1")
    return array.astype(np.bool_)


def _sets(given: Sequence[Iterable[str]], what: str) -> list[frozenset[str]]:
    return [_set(person, f"{what}[{row}]") for row, person in enumerate(given)]


def _set(given: Any, what: str) -> frozenset[str]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ProblemError(f"{what} must be a set of values, not {given!r}")
    values = list(given)
    for value in values:
        if not isinstance(value, str):
            raise ProblemError(f"{what} has the value {value!r}, which is not a str")
    return frozenset(values)
