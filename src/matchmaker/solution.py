"""A solution: the pairs, what they are worth, and the proof that nothing is worth more."""

from dataclasses import dataclass

from matchmaker.arrays import Floats, Integers

DECIMALS = 6


@dataclass(frozen=True)
class Stage:
    """One measure that was made as great as possible, among the answers best in the measures before it.

    Attributes
    ----------
    measure : str
        "mentees matched", "lowest score", "welfare" or "total".
    value : float
        What the solution reaches.
    upper_bound : float
        No answer that is best in the measures before reaches more; equal to `value` where proven.
    """

    measure: str
    value: float
    upper_bound: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Solution:
    """An answer to a `Problem`; all arrays are read-only.

    Attributes
    ----------
    pairs : int64 [k, 2]
        (mentee, mentor), sorted.
    total : float
        Sum of the pairs' scores, the bonuses of last time's pairs left aside.
    bonus : float
        Sum of the bonuses that were kept.
    worst : float or None
        The lowest that any matched mentee gets: the mean score over the places asked for, an empty one counting as
        `unmatched_value`. None if nobody is matched.
    stages : tuple of Stage
        What the objective made as great as possible, in turn; the last is the total with `bonus`. Empty for "stable",
        which makes nothing great.
    upper_bound : float
        No valid answer that is best in the stages before has a total, with `bonus`, above it, where an empty
        place counts as `unmatched_value`; by linear programming duality, or from the integer programme.
        For "stable" a plain bound: what the mentees would have if nobody shared a mentor, or the mentors, whichever
        is less; the gap is then the most that stability can cost, not a doubt about the answer.
    mentor_prices : float64 [m]
        What one more place with this mentor would be worth to the total with `bonus`, exactly. For objectives with
        more stages than the total NaN: a place is then worth something in each; and for "stable", which has none.
    mentee_values : float64 [n]
        What each mentee adds after paying the mentor's price; the dual of the mentee's demand. NaN as above.
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
    bonus: float = 0.0
    worst: float | None = None
    stages: tuple[Stage, ...] = ()

    @property
    def gap(self) -> float:
        """How far any stage could still be from its best; 0 means that all are proven optimal.

        All parts of the total are whole millionths, so that what is left beyond them is the rounding of sums.
        """
        total = round(self.upper_bound - self.total - self.bonus, DECIMALS)
        return max([total, *(stage.upper_bound - stage.value for stage in self.stages[:-1])])
