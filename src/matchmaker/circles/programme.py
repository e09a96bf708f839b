"""Circles as a linear or an integer programme; what floating point finds is checked in whole numbers."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog

from matchmaker.arrays import Floats, Integers
from matchmaker.circles.places import Places
from matchmaker.errors import ProblemError
from matchmaker.solvers.highs import LOT_UNIT, greatest, settled

METHOD = "circles by an integer programme (HiGHS in scipy)"


@dataclass(frozen=True, eq=False)
class Programme:
    """Columns within bounds whose sums lie within bounds, all whole numbers.

    Attributes
    ----------
    amount : sparse int64 [r, c]
    least, most : int64 [r]
    low, high : int64 [c]
    """

    amount: sparse.csr_array
    least: Integers
    most: Integers
    low: Integers
    high: Integers

    def holds(self, found: Integers) -> bool:
        """Return whether `found`, int64 [c], keeps all bounds; exactly."""
        sums = self.amount @ found
        return bool(
            ((found >= self.low) & (found <= self.high)).all()
            and ((sums >= self.least) & (sums <= self.most)).all()
        )


def pairs_alone(places: Places, low: Integers, high: Integers) -> Programme:
    """Return the programme of `places`, one column a pair, each between `low` and `high`, int64 [p]."""
    return Programme(places.amount, places.least, places.most, low, high)


def with_sizes(places: Places, smallest: int, may_stay_empty: Integers) -> Programme:
    """Return the programme of `places` in which some circles have nobody, or `smallest` and more.

    Parameters
    ----------
    places : Places
    smallest : int
    may_stay_empty : int64 [f]
        The mentors of these circles: a further column each says whether the circle runs.

    Notes
    -----
    A circle that does not run has no places, for all and for each group: as rows of their own, the second are what makes the
    linear relaxation tight (eight times faster at 200 mentees and 40 circles than without).
    """
    n, m, size = places.shape
    flags, pairs = len(may_stay_empty), len(places.mentees)
    flag, circle = np.arange(flags), n + may_stay_empty
    groups = n + m + (may_stay_empty[:, None] * size + np.arange(size)).ravel()
    within, flag_of = np.concatenate((circle, groups)), np.concatenate((flag, np.repeat(flag, size)))
    has_most = sparse.hstack((-places.amount[within], _entries(flag_of, places.most[within], flags)))
    has_least = sparse.hstack((places.amount[circle], _entries(flag, np.full(flags, -smallest), flags)))
    plain = sparse.hstack((places.amount, _entries(flag[:0], flag[:0], flags, len(places.least))))
    rows = len(within) + flags
    return Programme(
        amount=sparse.vstack((plain, has_most, has_least), format="csr"),
        least=np.concatenate((places.least, np.zeros(rows, dtype=np.int64))),
        most=np.concatenate((places.most, np.full(rows, places.most.max(initial=n)))),
        low=np.zeros(pairs + flags, dtype=np.int64),
        high=np.concatenate(
            (np.ones(pairs, dtype=np.int64), (places.most[circle] >= smallest).astype(np.int64))
        ),
    )


def _entries(columns: Integers, amounts: Integers, width: int, rows: int | None = None) -> sparse.csr_array:
    """Return a row for each of `columns` with one entry in it, or so many `rows`."""
    shape = (len(columns) if rows is None else rows, width)
    return sparse.csr_array((amounts, (np.arange(len(columns)), columns)), shape=shape)


def corner(programme: Programme, weight: Integers) -> Integers | None:
    """Return a heaviest corner of the linear programme, rounded; int64 [c]. None if there is no solution."""
    return _solved(programme, weight / max(float(np.abs(weight).max(initial=1)), 1.0), is_whole=False)


def heaviest(programme: Programme, weight: Integers, unit: int) -> Integers | None:
    """Return the heaviest whole solution, int64 [c]; None if there is none.

    Parameters
    ----------
    programme : Programme
    weight : int64 [c]
    unit : int
        What weights are divided by before they meet the tolerances of floating point (10⁻⁶ of the result).

    Raises
    ------
    ProblemError
        The programme did not finish, or its answer does not stand in whole numbers.

    Notes
    -----
    Branch and bound with no gap allowed (HiGHS, as in `scipy.optimize.milp`). That the answer keeps all bounds is checked in
    whole numbers; that no other is better is as sure as floating point with these tolerances. Exponential at worst.
    """
    found = _solved(programme, weight / unit, is_whole=True)
    if found is not None and not programme.holds(found):
        raise ProblemError("the integer programme's answer does not stand in whole numbers")
    return found


def drawn(programme: Programme, weight: Integers, unit: int, found: Integers, lots: Integers) -> Integers:
    """Return, of the solutions that weigh as much as `found`, that with the greatest sum of `lots`; int64 [c] all.

    Notes
    -----
    1. Columns that cannot change without losing more than lies between the linear relaxation and `found` stay as they are
       there (`settled`).
    2. What is left, mostly little, is an integer programme with the weight as a further row.
    """
    value = int(weight @ found)
    near = _near(programme, weight, value)
    if (near.low == near.high).all():
        return found
    heavy = Programme(
        amount=sparse.vstack((near.amount, sparse.csr_array(weight.reshape(1, -1))), format="csr"),
        least=np.append(near.least, value),
        most=np.append(near.most, value),
        low=near.low,
        high=near.high,
    )
    chosen = _solved(heavy, lots / LOT_UNIT, is_whole=True, last_unit=unit)
    return found if chosen is None or not heavy.holds(chosen) else chosen


def _near(programme: Programme, weight: Integers, value: int) -> Programme:
    """Return `programme` with the columns fixed that no solution of at least `value` can change."""
    amount = programme.amount.astype(np.float64)
    gain = weight.astype(np.float64)
    scale = max(np.abs(gain).max(), 1.0)
    answer = linprog(
        -gain / scale,
        A_ub=sparse.vstack((amount, -amount), format="csr"),
        b_ub=np.concatenate((programme.most, -programme.least)),
        bounds=np.column_stack((programme.low, programme.high)),
        method="highs-ds",
    )
    if answer.x is None:
        return programme
    is_most, is_least = settled(answer, scale, value)
    return replace(
        programme,
        low=np.where(is_most, programme.high, programme.low),
        high=np.where(is_least, programme.low, programme.high),
    )


def _solved(programme: Programme, gain: Floats, *, is_whole: bool, last_unit: int = 1) -> Integers | None:
    """Return a solution with the greatest sum of `gain`, float64 [c], rounded; the last row is divided by `last_unit`."""
    is_free = programme.low < programme.high
    found = programme.low.copy()
    beside = programme.amount @ np.where(is_free, 0, found)
    unit = np.ones(len(beside))
    unit[-1:] = last_unit
    least, most = (programme.least - beside) / unit, (programme.most - beside) / unit
    if (least > most).any():
        return None
    if not is_free.any():
        return found if programme.holds(found) else None
    shrunk = sparse.diags_array(1.0 / unit) @ programme.amount[:, is_free]
    free = greatest(
        gain[is_free],
        [LinearConstraint(shrunk, least, most)],
        Bounds(programme.low[is_free], programme.high[is_free]),
        is_whole=is_whole,
    )
    if free is None:
        return None
    found[is_free] = np.rint(free).astype(np.int64)
    return found
