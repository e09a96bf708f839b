"""One measure over what is open: an exact optimum, the prices that prove it, and all optima at once."""

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.residual import Residual
from matchmaker.solvers import flow, seats
from matchmaker.weights import Weights

NONE = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Optimum:
    """A heaviest assignment with its proof.

    Attributes
    ----------
    held : int64 [k, 2]
    prices : int64 [m], values : int64 [n]
        Optimal duals of mentors' and mentees' places.
    value : int
        What `held` weighs.
    slack : int
        By how much the bound from the duals exceeds `value`; 0 proves the optimum.
    """

    held: Integers
    prices: Integers
    values: Integers
    value: int
    slack: int


def method_of(weights: Weights) -> str:
    """Return the name of the solver that suits `weights`."""
    return flow.METHOD if (weights.demand > 1).any() else seats.METHOD


def assigned(weights: Weights) -> Integers:
    """Return a heaviest assignment as far as floating point can tell; int64 [k, 2]."""
    return flow.assign_flow(weights) if (weights.demand > 1).any() else seats.assign_seats(weights)


def is_feasible(weights: Weights, pairs: Integers) -> bool:
    """Return whether `pairs` meet all minimums."""
    served = np.bincount(pairs[:, 0], minlength=len(weights.demand))
    used = np.bincount(pairs[:, 1], minlength=len(weights.capacity))
    return bool((served >= weights.mentee_minimum).all() and (used >= weights.mentor_minimum).all())


def perfected(weights: Weights, pairs: Integers) -> tuple[Residual, Integers]:
    """Return the residual graph of an exact optimum reached from `pairs`, and its distances from outside."""
    if not is_feasible(weights, pairs):
        raise AssertionError("the minimums of a checked problem are not met")
    while True:
        residual = Residual(weights, pairs)
        distance, cycle = residual.from_outside()
        if not cycle:
            return residual, distance
        pairs = residual.shift(cycle)


def optimum_of(weights: Weights, start: Integers | None = None) -> Optimum:
    """Return an exact optimum of `weights`, reached from `start` if given.

    Raises
    ------
    AssertionError
        The minimums cannot be met, which the caller has to know beforehand.

    Notes
    -----
    1. Assign: seats if nobody asks for more than one mentor, else a linear programme.
    2. Build the residual graph in whole numbers. While it has a cycle below zero, shift the pairs along it:
       this ends in an exact optimum whatever floating point did in step 1.
    3. The distances from outside are the prices; from them come the values and the bound.
    """
    residual, distance = perfected(weights, assigned(weights) if start is None else start)
    prices = -distance[: residual.outside]
    prices = np.where(weights.mentor_minimum > 0, prices, np.maximum(0, prices))
    values = _values(residual, prices)
    value = weights.of(residual.held)
    return Optimum(residual.held, prices, values, value, _bound(weights, prices, values) - value)


def all_optima(weights: Weights, optimum: Optimum) -> tuple[Integers, Weights]:
    """Return the pairs that prices prove to be in every optimum, and what is left open to all optima.

    Returns
    -------
    certain : int64 [k, 2]
    left : Weights
        With the places beside `certain`. An assignment of it is, with `certain`, an optimum of `weights`, and every
        optimum is one. Weighs as before; `first` is spent.

    Notes
    -----
    Complementary slackness: an assignment is optimal exactly if it has all pairs that weigh more than value and price,
    none that weigh less, takes all places that have a value or a price above zero, and only what it must of those
    below zero. So minimums can say it all, and stage after stage is again an assignment. O(n·m).
    """
    excess = weights.weight - optimum.prices - optimum.values[:, None]
    is_certain = weights.is_open & (excess > 0)
    least, most = fewest_and_most(weights.mentee_minimum, weights.demand, weights.first, optimum.values)
    capacity = np.where(optimum.prices < 0, weights.mentor_minimum, weights.capacity)
    mentor_minimum = np.where(optimum.prices > 0, weights.capacity, weights.mentor_minimum)
    given, taken = is_certain.sum(axis=1), is_certain.sum(axis=0)
    left = replace(
        weights,
        is_open=weights.is_open & (excess == 0),
        demand=most - given,
        capacity=capacity - taken,
        mentee_minimum=np.maximum(0, least - given),
        mentor_minimum=np.maximum(0, mentor_minimum - taken),
        first=np.zeros_like(weights.first),
    )
    return np.argwhere(is_certain).astype(np.int64), left


def fewest_and_most(
    low: Integers, high: Integers, first: Integers, values: Integers
) -> tuple[Integers, Integers]:
    """Return the fewest and the most places that each mentee takes in an optimum; int64 [n], int64 [n].

    Of those from `low` to `high`, by the value of a place and what the first adds; int64 [n] each.
    """
    one = np.maximum(low, np.minimum(1, high))
    least = np.where(values > 0, high, np.where(values > -first, one, low))
    most = np.where(values < -first, low, np.where(values < 0, one, high))
    return least, most


def _values(residual: Residual, prices: Integers) -> Integers:
    """Return mentees' values that fit `prices`: the most that those held, or a place still lacking, let them be."""
    weights = residual.weights
    net = weights.weight - prices
    values = np.full(len(net), NONE)
    np.minimum.at(values, residual.held[:, 0], net[residual.held[:, 0], residual.held[:, 1]])
    values = np.where(residual.lacks, np.minimum(values, -residual.first_to_win), values)
    asks_nothing = np.where(weights.is_open, net, 0).max(axis=1, initial=0)
    return np.where(values == NONE, asks_nothing, values)


def _bound(weights: Weights, prices: Integers, values: Integers) -> int:
    """Return what no assignment can exceed, by prices and values alone, however they were found.

    Each place is paid for at its price, at the number of places that pays most; and what open pairs weigh above both
    is added.
    """
    low, high, first = weights.mentee_minimum, weights.demand, weights.first
    one = np.maximum(low, np.minimum(1, high))
    paid = [values * count + first * (count > 0) for count in (low, one, high)]
    above = np.where(weights.is_open, weights.weight - prices - values[:, None], 0)
    places = np.maximum(prices * weights.capacity, prices * weights.mentor_minimum)
    return int(np.maximum.reduce(paid).sum() + places.sum() + np.maximum(0, above).sum())
