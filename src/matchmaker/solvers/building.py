"""A solution from the pairs that a solver found."""

import time
from collections.abc import Sequence

import numpy as np

from matchmaker.arrays import Floats, Integers, frozen
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Solution, Stage
from matchmaker.solvers.worth import bonus_of, total_of, worst_of
from matchmaker.version import VERSION


def solution_of(
    problem: Problem,
    pairs: Integers,
    *,
    objective: str,
    seed: int,
    method: str,
    started: float,
    slack: int,
    stages: Sequence[Stage] = (),
    prices: Floats | None = None,
    values: Floats | None = None,
    input_hash: str = "",
) -> Solution:
    """Return the solution with `pairs`, int64 [k, 2], beside the pins.

    Parameters
    ----------
    slack : int
        By how much the bound on total and bonus exceeds them, in millionths.
    stages : sequence of Stage
        Those before the total.
    prices : float64 [m], values : float64 [n], optional
        In units of score; unknown if not given.
    input_hash : str, optional
        `Problem.fingerprint`, where it is known already.
    """
    pairs = np.concatenate((problem.pinned, pairs))
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    total, bonus = total_of(problem, pairs), bonus_of(problem, pairs)
    bound = (total + bonus + slack) / SCALE
    n, m = problem.shape
    return Solution(
        pairs=frozen(pairs),
        total=total / SCALE,
        bonus=bonus / SCALE,
        worst=worst_of(problem, pairs),
        stages=(*stages, Stage("total", (total + bonus) / SCALE, bound)),
        upper_bound=bound,
        mentor_prices=frozen(np.full(m, np.nan) if prices is None else prices),
        mentee_values=frozen(np.full(n, np.nan) if values is None else values),
        method=method,
        version=VERSION,
        input_hash=input_hash or problem.fingerprint(),
        objective=objective,
        seed=seed,
        seconds=time.perf_counter() - started,
    )
