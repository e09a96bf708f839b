"""Between equally good matchings: the one that hashed keys choose, whatever found the first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.arrays import Integers, Mask
from matchmaker.weights import Weights

LOT_BITS = 31
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Ties:
    """All optimal matchings at once, by complementary slackness.

    Attributes
    ----------
    certain : int64 [k, 2]
        Pairs in every optimal matching that prices alone prove; only where mentees have several mentors.
    weights : Weights
        The pairs that stand in some optimal matching, weighed by their lots; and places left beside `certain`.
    must_serve : bool [n], must_fill : bool [m]
        Mentees and mentors whose places are all taken in every optimal matching.
    """

    certain: Integers
    weights: Weights
    must_serve: Mask
    must_fill: Mask


def ties_of(weights: Weights, prices: Integers, values: Integers, lots: Integers) -> Ties:
    """Return what optimal matchings have in common and where they differ.

    Parameters
    ----------
    weights : Weights
    prices, values : int64 [m], [n]
        Optimal duals.
    lots : int64 [n, m]
        From 1 to 2³¹; among optimal matchings the one with the greatest sum of lots is wanted.

    Notes
    -----
    A matching is optimal exactly if it has all pairs that weigh more than value and price, none that weigh less, and
    leaves no place empty that has a value or a price. The last is put into the weights by a bonus that no
    sum of lots outweighs. With lots of 31 bits two best sums are equal with a chance of at most pairs / 2³¹
    (K. Mulmuley, U. Vazirani, V. Vazirani, *Matching is as easy as matrix inversion*, 1987). O(n·m).
    """
    excess = weights.weight - prices - values[:, None]
    is_certain = weights.is_open & (excess > 0)
    is_possible = weights.is_open & (excess == 0)
    demand = weights.demand - is_certain.sum(axis=1)
    capacity = weights.capacity - is_certain.sum(axis=0)
    must_serve, must_fill = values > 0, prices > 0
    bonus = 2**LOT_BITS * (min(int(demand.sum()), int(capacity.sum())) + 1)
    worth = bonus * (must_serve[:, None].astype(np.int64) + must_fill) + lots
    return Ties(
        certain=np.argwhere(is_certain).astype(np.int64),
        weights=Weights(worth, is_possible, demand, capacity, factor=1),
        must_serve=must_serve,
        must_fill=must_fill,
    )


def lots_of(mentees: Hashes, mentors: Hashes) -> Integers:
    """Return a lot from 1 to 2³¹ for each pair, mixed from the hashes of both; int64 [n, m].

    The mixing is the finaliser of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014).
    """
    mixed = mentees[:, None] ^ (mentors[None, :] * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    lots: Integers = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - LOT_BITS)).astype(np.int64) + 1
    return lots
