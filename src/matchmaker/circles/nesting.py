"""Do groups nest? If so, each group has one next larger one, and each mentee one smallest."""

from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Integers, Mask

NONE = -1


@dataclass(frozen=True, eq=False)
class Nesting:
    """A forest of groups.

    Attributes
    ----------
    smallest : int64 [n]
        The smallest group of each mentee; −1 for none.
    parent : int64 [g]
        The next larger group of each group; −1 for none.
    """

    smallest: Integers
    parent: Integers


def nesting_of(groups: Integers, size: int, counts: Mask) -> Nesting | None:
    """Return how the groups nest; None if two of them overlap and neither lies in the other.

    Parameters
    ----------
    groups : int64 [n, number of caps]
        The groups of each mentee, from 0 to `size` − 1; −1 for none.
    size : int
        The number of groups in all.
    counts : bool [n]
        Whose groups matter.

    Notes
    -----
    Put the groups of each mentee in a chain, the largest first. Groups nest exactly if, whatever the mentee, the same
    group comes before a given one: if B comes after A once, it then lies in A through whatever stands between; and if they
    nest, who is in B is in all that is larger and meets B. O(n·c log c) for c caps.
    """
    of = np.where(counts[:, None], groups, NONE)
    members = np.bincount(of[of >= 0], minlength=size)
    place = np.empty(size, dtype=np.int64)
    place[np.lexsort((np.arange(size), -members))] = np.arange(size)
    chain = np.sort(np.where(of >= 0, np.append(place, 0)[of], size), axis=1)
    before = np.column_stack((np.full(len(chain), size), chain[:, :-1])) if chain.shape[1] else chain
    is_in = chain < size
    least, most = np.full(size, size), np.full(size, NONE)
    np.minimum.at(least, chain[is_in], before[is_in])
    np.maximum.at(most, chain[is_in], before[is_in])
    if (least < most).any():
        return None
    group_at = np.append(np.argsort(place), NONE)
    parent = group_at[least[place]]
    depth = is_in.sum(axis=1)
    last = np.where(
        depth > 0,
        np.append(chain, np.full((len(chain), 1), size), axis=1)[np.arange(len(chain)), depth - 1],
        size,
    )
    return Nesting(smallest=group_at[last], parent=parent)
