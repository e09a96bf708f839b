"""Who would rather have each other: the pairs that block a solution."""

import numpy as np

from matchmaker.arrays import Integers, frozen
from matchmaker.listed import listed_pairs
from matchmaker.problem import Problem
from matchmaker.solution import Solution

NOBODY = int(np.iinfo(np.int64).max)


def blocking_pairs(problem: Problem, solution: Solution) -> Integers:
    """Return the pairs that block `solution`; int64 [k, 2], sorted. A stable matching has none.

    Notes
    -----
    A pair blocks if both accept it, the solution does not have it, and each of the two has a free place or would
    strictly rather have the other than one of the partners held now. Pinned partners are never given up. A
    partner who is not on the list comes after everybody who is. Works for a solution to any objective; lists are
    those of the problem, or by score where it has none. Knows nothing of the solvers. O(k log k) for k acceptable pairs.
    """
    listed = listed_pairs(problem)
    held = _unpinned(problem, solution.pairs)
    places = listed.places_of(held, problem.shape[1])
    blocks = np.ones(len(listed.mentees), dtype=np.bool_)
    for side, people, rank, allowed in (
        (0, listed.mentees, listed.mentee_rank, problem.mentee_demand),
        (1, listed.mentors, listed.mentor_rank, problem.mentor_capacity),
    ):
        worst = np.zeros(len(allowed), dtype=np.int64)
        held_rank = np.where(places >= 0, rank[places], NOBODY) if len(rank) else np.full(len(held), NOBODY)
        np.maximum.at(worst, held[:, side], held_rank)
        taken = np.bincount(solution.pairs[:, side], minlength=len(allowed))
        worst[taken < allowed] = NOBODY
        blocks &= rank < worst[people]
    blocks[places[places >= 0]] = False
    return frozen(listed.pairs[blocks])


def unacceptable_pairs(problem: Problem, solution: Solution) -> Integers:
    """Return the pairs of `solution`, pins left out, that one of the two does not accept; int64 [k, 2], sorted."""
    held = _unpinned(problem, solution.pairs)
    return frozen(held[listed_pairs(problem).places_of(held, problem.shape[1]) < 0])


def _unpinned(problem: Problem, pairs: Integers) -> Integers:
    m = problem.shape[1]
    pinned = problem.pinned[:, 0] * m + problem.pinned[:, 1]
    return pairs[~np.isin(pairs[:, 0] * m + pairs[:, 1], pinned)]
