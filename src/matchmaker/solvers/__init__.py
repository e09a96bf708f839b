"""From a problem to a proven solution."""

import time
from dataclasses import replace

import numpy as np

from matchmaker.arrays import Integers, frozen
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.residual import Residual
from matchmaker.solution import Solution
from matchmaker.solvers import flow, seats
from matchmaker.solvers.ties import Ties, lots_of, ties_of
from matchmaker.version import VERSION
from matchmaker.weights import Weights, weights_of

OBJECTIVES = ("total",)


def solve(problem: Problem, objective: str = "total", seed: int = 0) -> Solution:
    """Return the best matching of `problem`, with the proof that it is.

    Parameters
    ----------
    problem : Problem
    objective : "total"
        The greatest sum of scores, an empty place counting as `unmatched_value`; among equals the most pairs.
    seed : int
        Decides, with the keys of the people, between matchings that are equal in both.

    Raises
    ------
    ProblemError
        An objective that this engine does not have.

    Notes
    -----
    1. Take the pins out of demand and capacity; put rows and columns in the order of their hashed keys.
    2. Assign: seats if nobody asks for more than one mentor, else a linear programme.
    3. Build the residual graph in whole numbers. While it has a cycle below zero, shift the pairs along it:
       this ends in an exact optimum whatever floating point did in step 2.
    4. The distances from outside are the prices; from them comes the upper bound.
    5. The prices tell all optimal matchings; take, by steps 2 and 3 once more, the one whose pairs have the
       greatest sum of lots, which are drawn from the hashed keys.

    Deterministic: same problem and seed, same pairs; with keys, whatever the order of rows, and whichever
    optimum the solver of step 2 happens to find.
    """
    if objective not in OBJECTIVES:
        raise ProblemError(f"unknown objective “{objective}”; there is: {', '.join(OBJECTIVES)}")
    started = time.perf_counter()
    rows, columns = problem.canonical_order(seed)
    ordered = _reordered(weights_of(problem), rows, columns)
    needs_flow = bool((ordered.demand > 1).any())
    residual, distance = _perfected(ordered, _assigned(ordered, needs_flow=needs_flow))
    prices, values, slack = _duals(residual, distance)
    mentee_hashes, mentor_hashes = problem.hashes(seed)
    lots = lots_of(mentee_hashes[rows], mentor_hashes[columns])
    chosen = _chosen(residual, ties_of(ordered, prices, values, lots), lots, needs_flow=needs_flow)
    pairs = np.concatenate((problem.pinned, np.column_stack((rows[chosen[:, 0]], columns[chosen[:, 1]]))))
    total = int(problem.whole_scores()[pairs[:, 0], pairs[:, 1]].sum())
    return Solution(
        pairs=frozen(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]),
        total=total / SCALE,
        upper_bound=(total + int(ordered.as_millionths(np.array(slack)))) / SCALE,
        mentor_prices=frozen(ordered.as_millionths(prices)[np.argsort(columns)] / SCALE),
        mentee_values=frozen(ordered.as_millionths(values)[np.argsort(rows)] / SCALE),
        method=flow.METHOD if needs_flow else seats.METHOD,
        version=VERSION,
        input_hash=problem.fingerprint(),
        objective=objective,
        seed=seed,
        seconds=time.perf_counter() - started,
    )


def _reordered(weights: Weights, rows: Integers, columns: Integers) -> Weights:
    grid = np.ix_(rows, columns)
    return replace(
        weights,
        weight=weights.weight[grid],
        is_open=weights.is_open[grid],
        demand=weights.demand[rows],
        capacity=weights.capacity[columns],
    )


def _assigned(weights: Weights, *, needs_flow: bool) -> Integers:
    if not needs_flow:
        return seats.assign_seats(weights)
    nobody = np.zeros(len(weights.demand), dtype=np.bool_), np.zeros(len(weights.capacity), dtype=np.bool_)
    return flow.assign_flow(weights, weights.weight, *nobody)


def _chosen(optimum: Residual, ties: Ties, lots: Integers, *, needs_flow: bool) -> Integers:
    """Return the pairs of the optimal matching with the greatest sum of lots; int64 [k, 2]."""
    start = (
        flow.assign_flow(ties.weights, lots, ties.must_serve, ties.must_fill)
        if needs_flow
        else seats.assign_seats(ties.weights)
    )
    pairs = np.concatenate((ties.certain, _perfected(ties.weights, start)[0].held))
    weight = optimum.weights.weight
    best = weight[optimum.held[:, 0], optimum.held[:, 1]].sum()
    if weight[pairs[:, 0], pairs[:, 1]].sum() != best:
        raise AssertionError("breaking ties changed the total")
    return pairs


def _perfected(weights: Weights, pairs: Integers) -> tuple[Residual, Integers]:
    """Return the residual graph of an exact optimum reached from `pairs`, and its distances from outside."""
    while True:
        residual = Residual(weights, pairs)
        distance, cycle = residual.from_outside()
        if not cycle:
            return residual, distance
        pairs = residual.shift(cycle)


def _duals(residual: Residual, distance: Integers) -> tuple[Integers, Integers, int]:
    """Return mentors' prices, mentees' values, and by how much their bound exceeds the held pairs.

    Any prices and values not below zero give a bound: demand · values + capacity · prices + what open
    pairs weigh above both. So the proof does not lean on how they were found.
    """
    weights = residual.weights
    prices = np.maximum(0, -distance[: residual.outside])
    mentees, mentors = residual.held[:, 0], residual.held[:, 1]
    net = np.where(weights.is_open, weights.weight - prices, 0)
    least_held = np.full(len(net), np.iinfo(np.int64).max)
    np.minimum.at(least_held, mentees, net[mentees, mentors])
    asks_nothing = weights.demand == 0
    values = np.where(residual.lacks, 0, np.where(asks_nothing, net.max(axis=1, initial=0), least_held))
    values = np.maximum(0, values)
    above = np.maximum(0, net - values[:, None])
    bound = int(values @ weights.demand + prices @ weights.capacity + above.sum())
    return prices, values, bound - int(weights.weight[mentees, mentors].sum())
