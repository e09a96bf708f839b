"""The total, and participation before it, of problems that are large or no matrix: a proven solution."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.errors import ProblemError
from matchmaker.jit import numba
from matchmaker.problem import SCALE, Problem
from matchmaker.scores import ListedScores
from matchmaker.solution import Solution, Stage
from matchmaker.solvers.building import solution_of
from matchmaker.solvers.listed.columns import Listing, Progress, generated
from matchmaker.solvers.listed.forced import without_forced
from matchmaker.solvers.listed.optimum import all_optima, optimum_of
from matchmaker.solvers.listed.places import Places
from matchmaker.solvers.listed.pricing import BLOCK
from matchmaker.solvers.ties import lots_of_pairs


def solve_listed(
    problem: Problem,
    objective: str,
    seed: int,
    *,
    deadline: float | None = None,
    block: int = BLOCK,
    progress: Progress | None = None,
) -> Solution:
    """Return the best matching without ever looking at all pairs at once.

    Parameters
    ----------
    problem : Problem
    objective : "total" or "participation"
        The second for one mentor a mentee: each pair then has a bonus that no total outweighs.
    seed : int
    deadline : float, optional
        By `time.perf_counter`: when it has passed, what was found is returned with the certified gap.
    block : int
        Pairs weighed at a time; makes no difference to what is found.
    progress : callable, optional
        Called with a share from 0 to 1; an exception it raises ends the work.

    Raises
    ------
    ProblemError
        "participation" where mentees ask for several; minimums that cannot be met.

    Notes
    -----
    1. Column generation to the optimum over all pairs (`columns.generated`).
    2. Of all optima, that with the greatest sum of lots: the same pairs as by any other way.
    """
    started = time.perf_counter()
    places = Places.of(problem)
    if objective == "participation":
        if (places.demand > 1).any():
            raise ProblemError("“participation” of a problem this large is for one mentor a mentee")
        places = places.with_bonus()
    with ThreadPoolExecutor(1) as aside:
        hashes: list[Future[str]] = []
        listing = generated(
            places,
            deadline=deadline,
            block=block,
            progress=progress,
            meanwhile=lambda: hashes.append(aside.submit(problem.fingerprint)),
        )
        chosen = _drawn(problem, listing, seed)
    slack, stages = int(places.as_millionths(np.array(listing.slack))), []
    if places.bonus:
        bound = listing.optimum.value + listing.slack
        matched = len(chosen) + len(np.unique(problem.pinned[:, 0]))
        at_most = matched if not listing.slack else len(problem.pinned) + bound // places.bonus
        stages = [Stage("mentees matched", float(matched), float(at_most))]
    optimum = listing.optimum
    return solution_of(
        problem,
        chosen,
        objective=objective,
        seed=seed,
        method=_method(problem, listing),
        started=started,
        slack=slack,
        stages=stages,
        prices=None if stages else places.as_millionths(np.maximum(0, optimum.prices)) / SCALE,
        values=None if stages else places.as_millionths(optimum.values) / SCALE,
        input_hash=hashes[0].result(),
    )


def _drawn(problem: Problem, listing: Listing, seed: int) -> Integers:
    """Return, of the optima among the pairs listed, the pairs with the greatest sum of lots; int64 [k, 2]."""
    graph, optimum = listing.graph, listing.optimum
    certain, open_to, left = all_optima(graph, optimum)
    forced, undecided, left = without_forced(left)
    certain, open_to = np.concatenate((certain, open_to[forced])), open_to[undecided]
    if len(open_to):
        mentees, mentors = problem.hashes(seed)
        lots = lots_of_pairs(mentees[left.mentee], mentors[left.mentor])
        is_held = np.zeros(len(graph.mentor), dtype=np.bool_)
        is_held[optimum.held] = True
        start = np.flatnonzero(is_held[open_to]) if (graph.demand > 1).any() else None
        drawn = optimum_of(left._replace(weight=lots), coarsest=int(lots.max()), start=start)
        certain = np.concatenate((certain, open_to[drawn.held]))
    return graph.pairs(np.sort(certain))


def _method(problem: Problem, listing: Listing) -> str:
    how = "auction and exchanges" + (" (numba)" if numba() else "")
    if isinstance(problem.scores, ListedScores):
        return how
    return f"column generation, {how}" + ("" if listing.is_proven else ", stopped early")
