"""Names for the arrays of the engine and how they are frozen."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

AnyArray = TypeVar("AnyArray", bound=NDArray[Any])


def frozen(array: AnyArray) -> AnyArray:
    """Return `array` after making it read-only."""
    array.setflags(write=False)
    return array


def counting_order(keys: Integers, size: int) -> Integers:
    """Return the stable order of `keys`, which are from 0 to size − 1; O(k + size), as a sparse matrix is turned."""
    places = np.arange(len(keys), dtype=np.int64)
    rows = sparse.csr_array((places, keys, np.arange(len(keys) + 1)), shape=(len(keys), max(size, 1)))
    order: Integers = rows.tocsc().data
    return order
