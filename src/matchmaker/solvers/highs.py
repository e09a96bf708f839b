"""HiGHS, as scipy calls it: an answer in floating point, none, or an error; and what its prices settle."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matchmaker.arrays import Floats, Mask
from matchmaker.errors import ProblemError

INFEASIBLE = 2
LOT_UNIT = 2**20
"""What lots are divided by before they meet the tolerances of floating point (10⁻⁶ of the result)."""


def greatest(
    gain: Floats, constraints: Sequence[LinearConstraint], bounds: Bounds, *, is_whole: bool = True
) -> Floats | None:
    """Return the columns, whole numbers or not, with the greatest sum of `gain`, float64 [c]; None if there are none.

    Raises
    ------
    ProblemError
        The programme did not finish.
    """
    answer = milp(
        -gain,
        constraints=list(constraints),
        integrality=np.full(len(gain), int(is_whole)),
        bounds=bounds,
        options={"mip_rel_gap": 0.0},
    )
    if answer.status == INFEASIBLE:
        return None
    if answer.x is None or answer.status != 0:
        raise ProblemError(f"the integer programme did not finish: {answer.message}")
    found: Floats = answer.x
    return found


def settled(answer: Any, scale: float, value: int) -> tuple[Mask, Mask]:
    """Return which columns every solution of at least `value` has at their greatest, and which at their least.

    Parameters
    ----------
    answer : result of scipy.optimize.linprog
        Of the linear relaxation, whose objective is minus the gain, divided by `scale`.
    value : int
        In units of gain.

    Notes
    -----
    Reduced cost fixing, G. Dantzig, D. Fulkerson, S. Johnson, 1954: by the prices of the linear relaxation, a column whose
    change costs more than lies between the relaxation and `value` stays as it is there.
    """
    room = (-answer.fun * scale - value) + 1e-6 * abs(value) + scale * 1e-6
    reduced: Floats = (answer.lower.marginals + answer.upper.marginals) * scale
    return reduced < -room, reduced > room
