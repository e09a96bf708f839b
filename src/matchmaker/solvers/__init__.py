"""From a problem to a proven solution."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from matchmaker.arrays import Floats, Integers
from matchmaker.errors import ProblemError
from matchmaker.jit import has_numba
from matchmaker.problem import LARGEST_MATRIX, SCALE, Problem
from matchmaker.solution import Solution, Stage
from matchmaker.solvers import several
from matchmaker.solvers.building import solution_of
from matchmaker.solvers.exact import Optimum, method_of
from matchmaker.solvers.objectives import (
    POWERS,
    Search,
    asks_for_several,
    best_total,
    check_unit_demand,
    highest_floor,
    leximin,
    most_matched,
    most_welfare,
)
from matchmaker.solvers.stable import solve_stable
from matchmaker.solvers.ties import lots_of
from matchmaker.weights import Weights, weights_of

WORTH_LISTING = 2**16
OBJECTIVES = ("total", "participation", "floor", "fair", "leximin", "stable")


def solve(
    problem: Problem,
    objective: str = "total",
    seed: int = 0,
    *,
    p: int = 4,
    proposing: str = "mentee",
    time_limit: float | None = None,
    progress: Callable[[float], None] | None = None,
) -> Solution:
    """Return the best matching of `problem`, with the proof that it is.

    Parameters
    ----------
    problem : Problem
    objective : str
        Measures in turn; each is made as great as possible among the answers that are best in those before. "Total" is the
        sum of scores and of the bonuses of last time's pairs, an empty place counting as `unmatched_value`; among
        equals the most pairs.

        "total"
            The total alone.
        "participation"
            The number of mentees with at least one mentor, then the total.
        "floor"
            The number of mentees with at least one mentor; then what the worst-served of them gets, the mean score over the
            places asked for, an empty one counting as `unmatched_value`; then the total. Who has
            nothing but pinned pairs is not counted, since nothing can be done.
        "fair"
            The sum over places of 1 − (shortfall from the greatest score, as a share)ᵖ, then the total. From
            p = 1, which is the total, to 16, which comes close to "leximin". Each place counts by itself, also
            where a mentee has several.
        "leximin"
            As "floor", then the fewest mentees at the lowest score, then the next lowest, and so on.
        "stable"
            No measure: no two people would rather have each other than what they have, by their preferences
            or else by score. All else about it: `solve_stable`.
    seed : int
        Decides, with the keys of the people, between matchings that are equal in all measures.
    p : 1, 2, 4, 8 or 16
        How much "fair" looks at the worst off.
    proposing : "mentee" or "mentor"
        Whose best stable matching "stable" gives.
    time_limit : float, optional
        Seconds after which a large problem is answered with what has been found and the certified gap. What takes
        no time to speak of is not stopped.
    progress : callable, optional
        Called with a share from 0 to 1 now and then; an exception it raises ends the work.

    Raises
    ------
    ProblemError
        An objective that this engine does not have, a `p` that is not listed, or "leximin" for a problem in which
        mentees ask for several mentors, or "stable" where a minimum cannot be met by it.

    Notes
    -----
    1. Take the pins out of demand and capacity; put rows and columns in the order of their hashed keys.
    2. For each measure find an exact optimum (`exact.optimum_of`) and, from its prices, all optima at once
       (`exact.all_optima`); the next measure is made great among these.
    3. Take, of the optima that remain, the one whose pairs have the greatest sum of lots, which are drawn from
       the hashed keys.

    "floor" with several mentors a mentee is an integer programme (`several`), the rest are assignments.

    Deterministic: same problem and seed, same pairs; with keys, whatever the order of rows, and whichever
    optimum the solver of step 2 happens to find.
    """
    if objective not in OBJECTIVES:
        raise ProblemError(f"unknown objective “{objective}”; there is: {', '.join(OBJECTIVES)}")
    if p not in POWERS:
        raise ProblemError(f"p must be one of {', '.join(map(str, POWERS))}, not {p}")
    if objective == "stable":
        return _as_for(problem, solve_stable(problem.dense(), seed, proposing))
    if objective in {"total", "participation"} and _is_large(problem):
        from matchmaker.solvers.listed import solving  # noqa: PLC0415  # loads numba, which takes a second

        deadline = None if time_limit is None else time.perf_counter() + time_limit
        return solving.solve_listed(problem, objective, seed, deadline=deadline, progress=progress)
    return _as_for(problem, _solve_dense(problem.dense(), objective, seed, p, progress))


def _as_for(problem: Problem, solution: Solution) -> Solution:
    """Return a solution of ``problem.dense()`` as one of `problem`."""
    return solution if problem.is_dense else replace(solution, input_hash=problem.fingerprint())


def _is_large(problem: Problem) -> bool:
    """Return whether listing pairs pays: always with numba, but for a handful of people; else where it must."""
    is_single = not asks_for_several(problem).any()
    pairs = problem.shape[0] * problem.shape[1]
    if not problem.is_dense:
        return is_single or pairs > LARGEST_MATRIX
    return is_single and has_numba() and pairs >= WORTH_LISTING


def _solve_dense(
    problem: Problem,
    objective: str,
    seed: int,
    p: int = 4,
    progress: Callable[[float], None] | None = None,
) -> Solution:
    started = time.perf_counter()
    tick = progress or (lambda _share: None)
    tick(0.0)
    rows, columns = problem.canonical_order(seed)
    if objective == "leximin":
        check_unit_demand(problem, objective)
    ordered = reordered(weights_of(problem), rows, columns)
    mentee_hashes, mentor_hashes = problem.hashes(seed)
    lots = lots_of(mentee_hashes[rows], mentor_hashes[columns])
    search = Search.of(problem, ordered, rows, columns)
    tick(0.2)
    if objective == "floor" and asks_for_several(problem).any():
        stages, chosen, slack = several.floor(problem, search, rows, columns, lots)
        duals, method = None, several.METHOD
    else:
        stages = _stages(search, objective, p)
        tick(0.5)
        optimum = best_total(search)
        tick(0.8)
        chosen, slack, method = search.left.drawn(lots), optimum.slack, method_of(ordered)
        if ordered.of(chosen) != optimum.value:
            raise AssertionError("breaking ties changed the total")
        duals = None if stages else optimum
    prices, values = _reported(ordered, duals, rows, columns)
    return solution_of(
        problem,
        np.column_stack((rows[chosen[:, 0]], columns[chosen[:, 1]])),
        objective=objective,
        seed=seed,
        method=method,
        started=started,
        slack=int(ordered.as_millionths(np.array(slack))),
        stages=stages,
        prices=prices,
        values=values,
    )


def _stages(search: Search, objective: str, p: int) -> list[Stage]:
    """Narrow `search` by the measures that come before the total."""
    if objective == "total" or (objective == "fair" and p == 1):
        return []
    if objective == "fair":
        return [most_welfare(search, p)]
    found = [most_matched(search)]
    if objective == "floor":
        found += [stage for stage in [highest_floor(search)] if stage]
    elif objective == "leximin":
        found += [stage for stage in [leximin(search)] if stage]
    return found


def reordered(weights: Weights, rows: Integers, columns: Integers) -> Weights:
    """Return `weights` with its rows and columns in another order."""
    grid = np.ix_(rows, columns)
    return replace(
        weights,
        weight=weights.weight[grid],
        is_open=weights.is_open[grid],
        demand=weights.demand[rows],
        capacity=weights.capacity[columns],
        mentee_minimum=weights.mentee_minimum[rows],
        mentor_minimum=weights.mentor_minimum[columns],
        first=weights.first[rows],
    )


def _reported(
    weights: Weights, optimum: Optimum | None, rows: Integers, columns: Integers
) -> tuple[Floats, Floats]:
    """Return mentors' prices and mentees' values in units of score and in the order of the problem."""
    if optimum is None:
        return np.full(len(columns), np.nan), np.full(len(rows), np.nan)
    prices = weights.as_millionths(np.maximum(0, optimum.prices)) / SCALE
    values = weights.as_millionths(optimum.values) / SCALE
    return prices[np.argsort(columns)], values[np.argsort(rows)]
