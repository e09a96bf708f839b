"""Assignments with rows that no flow can hold: an integer programme, checked in whole numbers."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog

from matchmaker.arrays import Floats, Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.solvers.flow import places_of
from matchmaker.solvers.highs import LOT_UNIT, greatest, settled
from matchmaker.weights import Weights

METHOD = "integer programme (HiGHS in scipy)"


@dataclass(frozen=True, eq=False)
class Rows:
    """Further conditions: for each row, the sum of `amount` over the pairs of the answer is at least `least`.

    Attributes
    ----------
    amount : sparse [r, n·m]
        Whole numbers, a column for each pair, row by row.
    least : int64 [r]
    unit : int64 [r]
        What a row is divided by before it meets the tolerances of floating point (10⁻⁶).
    """

    amount: sparse.csr_array
    least: Integers
    unit: Integers

    def scaled(self, columns: Integers) -> tuple[sparse.csr_array, Floats]:
        """Return amounts and least of some columns in floating point."""
        shrunk = sparse.dia_array((1.0 / self.unit[None, :], [0]), shape=(len(self.unit), len(self.unit)))
        return (shrunk @ self.amount[:, columns]).tocsr(), self.least / self.unit

    def beside(self, pairs: Integers, mentors: int) -> "Rows":
        """Return what remains to be met beside `pairs`, int64 [k, 2]."""
        return replace(
            self, least=self.least - self.amount @ _indicator(pairs, mentors, self.amount.shape[1])
        )

    def hold(self, pairs: Integers, mentors: int) -> bool:
        """Return whether `pairs`, int64 [k, 2], meet all of them; exactly."""
        return bool((self.amount @ _indicator(pairs, mentors, self.amount.shape[1]) >= self.least).all())


def _indicator(pairs: Integers, mentors: int, size: int) -> Integers:
    made = np.zeros(size, dtype=np.int64)
    made[pairs[:, 0] * mentors + pairs[:, 1]] = 1
    return made


def drawn(weights: Weights, rows: Rows, pairs: Integers, lots: Integers) -> Integers:
    """Return, of the assignments that meet `rows` and weigh as much as `pairs`, that with the greatest sum of `lots`.

    Notes
    -----
    Pairs that all of these have are taken out and pairs that none has are closed (`near_optima`); what is left, mostly
    little, is an integer programme with the weight as a further row.
    """
    value, mentors = weights.of(pairs), len(weights.capacity)
    must, can = near_optima(weights, rows, value)
    sure, is_open = np.argwhere(must).astype(np.int64), can & ~must
    made = np.zeros_like(can)
    made[pairs[:, 0], pairs[:, 1]] = True
    if not (is_open & ~made).any():
        return pairs
    same = Rows(
        amount=sparse.vstack(
            (rows.amount, sparse.csr_array(np.where(can, weights.weight, 0).reshape(1, -1))), format="csr"
        ),
        least=np.append(rows.least, value),
        unit=np.append(rows.unit, weights.factor),
    ).beside(sure, mentors)
    found = heaviest(replace(weights, is_open=is_open, weight=lots).beside(sure), same, LOT_UNIT)
    if found is None:
        return pairs
    chosen = np.concatenate((sure, found))
    return chosen if weights.of(chosen) == value and rows.hold(chosen, mentors) else pairs


def heaviest(weights: Weights, rows: Rows, unit: int = 1) -> Integers | None:
    """Return the heaviest assignment that meets `rows`, int64 [k, 2]; None if there is none.

    Parameters
    ----------
    weights : Weights
        `first` is not looked at.
    rows : Rows
    unit : int
        What weights are divided by before they meet the tolerances of floating point (10⁻⁶ of the result).

    Raises
    ------
    ProblemError
        The programme did not finish, or its answer does not stand in whole numbers.

    Notes
    -----
    Branch and bound with no gap allowed (HiGHS, as in `scipy.optimize.milp`). That the answer meets places, minimums and
    rows is checked in whole numbers; that no other is better is as sure as floating point with these tolerances.
    Exponential at worst.
    """
    mentees, mentors = np.nonzero(weights.is_open)
    amount, at_least = rows.scaled(mentees * len(weights.capacity) + mentors)
    if not len(mentees):
        nobody = np.zeros((0, 2), dtype=np.int64)
        must = weights.mentee_minimum.any() or weights.mentor_minimum.any() or (rows.least > 0).any()
        return None if must else nobody
    taken_of, least, most = places_of(weights, mentees, mentors)
    found = greatest(
        weights.weight[mentees, mentors] / unit,
        [LinearConstraint(taken_of, least, most), LinearConstraint(amount, at_least, np.inf)],
        Bounds(0, 1),
    )
    if found is None:
        return None
    taken = found > 0.5  # noqa: PLR2004
    pairs = np.column_stack((mentees[taken], mentors[taken])).astype(np.int64)
    if not _stands(weights, rows, pairs):
        raise ProblemError("the integer programme's answer does not stand in whole numbers")
    return pairs


def near_optima(weights: Weights, rows: Rows, value: int) -> tuple[Mask, Mask]:
    """Return which pairs every assignment of at least `value` must have, and which it can have; bool [n, m] twice."""
    mentees, mentors = np.nonzero(weights.is_open)
    must, can = np.zeros_like(weights.is_open), weights.is_open.copy()
    if not len(mentees):
        return must, can
    taken_of, least, most = places_of(weights, mentees, mentors)
    amount, at_least = rows.scaled(mentees * len(weights.capacity) + mentors)
    gain = weights.weight[mentees, mentors].astype(np.float64)
    scale = np.abs(gain).max()
    answer = linprog(
        -gain / scale,
        A_ub=sparse.vstack((taken_of, -taken_of, -amount), format="csr"),
        b_ub=np.concatenate((most, -least, -at_least)),
        bounds=(0, 1),
        method="highs-ds",
    )
    if answer.x is None:
        return must, can
    is_in, is_out = settled(answer, scale, value)
    can[mentees[is_out], mentors[is_out]] = False
    must[mentees[is_in], mentors[is_in]] = True
    return must, can


def _stands(weights: Weights, rows: Rows, pairs: Integers) -> bool:
    served = np.bincount(pairs[:, 0], minlength=len(weights.demand))
    used = np.bincount(pairs[:, 1], minlength=len(weights.capacity))
    return bool(
        (served <= weights.demand).all()
        and (served >= weights.mentee_minimum).all()
        and (used <= weights.capacity).all()
        and (used >= weights.mentor_minimum).all()
        and rows.hold(pairs, len(weights.capacity))
    )
