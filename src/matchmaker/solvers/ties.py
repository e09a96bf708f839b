"""Lots for pairs: between equally good matchings, hashed keys choose."""

import numpy as np
from numpy.typing import NDArray

from matchmaker.arrays import Integers

LOT_BITS = 31
Hashes = NDArray[np.uint64]


def lots_of(mentees: Hashes, mentors: Hashes) -> Integers:
    """Return a lot from 1 to 2³¹ for each pair, mixed from the hashes of both; int64 [n, m].

    Notes
    -----
    Among optimal matchings the one with the greatest sum of lots is wanted. With lots of 31 bits two best sums are equal
    with a chance of at most pairs / 2³¹ (K. Mulmuley, U. Vazirani, V. Vazirani, *Matching is as easy as matrix
    inversion*, 1987). The mixing is the finaliser of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014).
    """
    return lots_of_pairs(mentees[:, None], mentors[None, :])


def lots_of_pairs(mentees: Hashes, mentors: Hashes) -> Integers:
    """Return the lot of each pair, as `lots_of`; the two sides' hashes are broadcast against each other."""
    mixed = mentees ^ (mentors * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    lots: Integers = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - LOT_BITS)).astype(np.int64) + 1
    return lots
