"""From a problem and its caps to proven circles."""

import hashlib
import time
from collections.abc import Sequence

import numpy as np

from matchmaker.arrays import Integers, frozen
from matchmaker.circles import flow, programme
from matchmaker.circles.caps import Cap
from matchmaker.circles.nesting import nesting_of
from matchmaker.circles.places import Places, places_of
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Solution, Stage
from matchmaker.solvers.ties import lots_of
from matchmaker.solvers.worth import bonus_of, total_of, worst_of
from matchmaker.version import VERSION

OBJECTIVE = "circles"
MOST_PAIRS = 20_000
"""So many open pairs an integer programme may have."""

SHOWN = 8


def circles(problem: Problem, caps: Sequence[Cap] = (), *, smallest: int = 0, seed: int = 0) -> Solution:
    """Return the circles with the best total in which no group is too many, with the proof that they are.

    Parameters
    ----------
    problem : Problem
        With a demand of 0 or 1 each; made dense where it is not. `mentor_capacity` is how large a circle can be;
        `mentor_minimum` how large this mentor's must be, while `smallest` lets it stay empty.
    caps : sequence of Cap
        Each says how many mentees of one group a circle may hold; pinned mentees count.
    smallest : int
        A circle has nobody, or so many mentees at least, pinned ones included.
    seed : int
        Decides, with the keys of the people, between circles that are equal in total and number of pairs.

    Returns
    -------
    Solution
        Of the objective "circles": valid for `problem`, and what `validate_circles` checks besides. `upper_bound` is that
        of the total with bonuses. `mentor_prices` and `mentee_values` are NaN, since a place is worth something only to
        those whom the caps let in. `input_hash` covers the caps and `smallest`.

    Raises
    ------
    ProblemError
        Naming the first mentee who asks for several mentors; a cap for another number of mentees; the first circle whose
        pins break a cap; mentors whose minimums cannot be met within the caps; caps that do not nest, or sizes that
        do not come by themselves, where more than 20,000 pairs are open; or a problem too large to make dense.

    Notes
    -----
    1. Take the pins out; put people in the order of their hashed keys. Groups that cannot be too many in any circle, since
       they or the places are too few, are left aside.
    2. If the remaining groups nest, as departments do within faculties, this is a flow through groups within groups, solved
       and proven in whole millionths (`flow.best_circles`). If all circles come out large enough, that is the answer.
    3. Otherwise it is an integer programme, for up to 20,000 open pairs: a column for each pair and one for whether a
       circle runs (`programme.heaviest`). Places, caps and sizes are checked in whole numbers; that nothing is better is as
       sure as the solver's tolerance of one millionth.
    4. Among equals the greatest sum of lots, drawn from the hashed keys.
    """
    started = time.perf_counter()
    _check(problem, smallest)
    input_hash = _fingerprint(problem, caps, smallest)
    problem = problem.dense()
    rows, columns = problem.canonical_order(seed)
    places = places_of(problem, caps, rows, columns)
    mentees, mentors = problem.hashes(seed)
    lots = lots_of(mentees[rows], mentors[columns])[places.mentees, places.mentors]
    pinned = np.bincount(problem.pinned[:, 1], minlength=problem.shape[1])[columns]
    found = _found(places, lots, pinned, smallest)
    if found is None:
        raise ProblemError(_reason(problem, smallest))
    made, slack, method = found
    chosen = np.column_stack((rows[places.mentees[made > 0]], columns[places.mentors[made > 0]]))
    pairs = np.concatenate((problem.pinned, chosen))
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    total, bonus = total_of(problem, pairs), bonus_of(problem, pairs)
    bound = total + bonus + (slack + places.factor // 2) // places.factor
    nothing = np.full(problem.shape[0], np.nan), np.full(problem.shape[1], np.nan)
    return Solution(
        pairs=frozen(pairs),
        total=total / SCALE,
        bonus=bonus / SCALE,
        worst=worst_of(problem, pairs),
        stages=(Stage("total", (total + bonus) / SCALE, bound / SCALE),),
        upper_bound=bound / SCALE,
        mentee_values=frozen(nothing[0]),
        mentor_prices=frozen(nothing[1]),
        method=method,
        version=VERSION,
        input_hash=input_hash,
        objective=OBJECTIVE,
        seed=seed,
        seconds=time.perf_counter() - started,
    )


def _check(problem: Problem, smallest: int) -> None:
    several = problem.mentee_demand > 1
    if several.any():
        first = int(several.argmax())
        raise ProblemError(
            f"circles are for one mentor a mentee: mentee {first} asks for {problem.mentee_demand[first]}"
        )
    if isinstance(smallest, bool) or not isinstance(smallest, int | np.integer) or smallest < 0:
        raise ProblemError(f"smallest must be a whole number from 0 on, not {smallest!r}")


def _found(
    places: Places, lots: Integers, pinned: Integers, smallest: int
) -> tuple[Integers, int, str] | None:
    """Return which pairs are made, int64 [p], the slack of their weight, and the method; None if minimums forbid it."""
    n, m, size = places.shape
    must_run = (pinned > 0) | (places.least[n : n + m] > 0)
    places = places.with_least(np.where(must_run, smallest - pinned, 0))
    counts = np.bincount(places.mentees, minlength=n) > 0
    nesting = nesting_of(places.groups, size, counts)
    if nesting is not None:
        best = flow.best_circles(places, nesting, lots)
        if best is None:
            return None
        sizes = places.sizes(best[0])[~must_run]
        if ((sizes == 0) | (sizes >= smallest)).all():
            return *best, flow.METHOD
    if len(places.mentees) > MOST_PAIRS:
        raise ProblemError(
            f"{'caps that do not nest' if nesting is None else 'circles of a smallest size'} take an integer programme, "
            f"for {MOST_PAIRS} open pairs at most; here are {len(places.mentees)}"
        )
    whole = programme.with_sizes(places, smallest, np.flatnonzero(~must_run & (smallest > 1)))
    flags = np.zeros(len(whole.low) - len(lots), dtype=np.int64)
    weight, lots = np.concatenate((places.weight, flags)), np.concatenate((lots, flags))
    made = programme.heaviest(whole, weight, places.factor)
    if made is None:
        return None
    made = programme.drawn(whole, weight, places.factor, made, lots)
    return made[: len(places.mentees)], 0, programme.METHOD


def _reason(problem: Problem, smallest: int) -> str:
    must = np.bincount(problem.pinned[:, 1], minlength=problem.shape[1]) > 0 if smallest else False
    mentors = [str(mentor) for mentor in np.flatnonzero((problem.mentor_minimum > 0) | must)]
    named = ", ".join(mentors[:SHOWN]) + (f" and {len(mentors) - SHOWN} more" if len(mentors) > SHOWN else "")
    what = f"circles of {smallest} or more" if smallest else "the minimums"
    return f"within the caps and the places, {what} cannot be had together for mentors {named}"


def _fingerprint(problem: Problem, caps: Sequence[Cap], smallest: int) -> str:
    digest = hashlib.blake2b(f"{problem.fingerprint()} {smallest}".encode(), digest_size=32)
    for cap in caps:
        digest.update(repr((cap.name, cap.most)).encode() + cap.groups.tobytes())
    return digest.hexdigest()
