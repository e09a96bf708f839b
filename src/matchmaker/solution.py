"""A solution: the pairs, what they are worth, and the proof that nothing is worth more."""

from dataclasses import dataclass

from matchmaker.arrays import Floats, Integers


@dataclass(frozen=True, kw_only=True, eq=False)
class Solution:
    """An answer to a `Problem`; all arrays are read-only.

    Attributes
    ----------
    pairs : int64 [k, 2]
        (mentee, mentor), sorted.
    total : float
        Sum of the pairs' scores.
    upper_bound : float
        No valid answer has a total above it, where an empty place counts as `unmatched_value`; from the
        prices, by linear programming duality.
    mentor_prices : float64 [m]
        What one more place with this mentor would be worth to the whole, exactly.
    mentee_values : float64 [n]
        What each mentee adds after paying the mentor's price; the dual of the mentee's demand.
    method, version : str
        Which solver of which release.
    input_hash : str
        `Problem.fingerprint`.
    objective : str
    seed : int
    seconds : float
    """

    pairs: Integers
    total: float
    upper_bound: float
    mentor_prices: Floats
    mentee_values: Floats
    method: str
    version: str
    input_hash: str
    objective: str
    seed: int
    seconds: float

    @property
    def gap(self) -> float:
        """How far the total could still be from the best; 0 means proven optimal."""
        return self.upper_bound - self.total
