"""Stable matchings: deferred acceptance, with ties by three copies of each pair."""

import time
from dataclasses import dataclass

import numpy as np

from matchmaker import jit
from matchmaker.arrays import Integers, Mask, counting_order, frozen
from matchmaker.errors import ProblemError
from matchmaker.listed import Listed, listed_pairs
from matchmaker.problem import SCALE, Problem
from matchmaker.solution import Solution
from matchmaker.solvers.worth import bonus_of, total_of, worst_of
from matchmaker.version import VERSION

SIDES = ("mentee", "mentor")
LOT_BITS = 31
LAST = 2**62


@dataclass(frozen=True, eq=False)
class Contest:
    """Who asks whom in which order, and how they are judged, strictly: ties are gone.

    Attributes
    ----------
    proposer, acceptor : int64 [pairs]
    room : int64 [proposers], seats : int64 [acceptors]
        How many each may have beside the pins.
    edge : int64 [copies]
        The pair that each copy stands for, by proposer and in the order of asking.
    key : int64 [copies]
        How the acceptor ranks the copy, less being better; different for all copies of an acceptor.
    start : int64 [proposers + 1]
        Where the copies of each proposer begin.
    """

    proposer: Integers
    acceptor: Integers
    room: Integers
    seats: Integers
    edge: Integers
    key: Integers
    start: Integers


def solve_stable(problem: Problem, seed: int, proposing: str) -> Solution:
    """Return a stable matching of `problem`: the best for whoever proposes if lists have no ties.

    Parameters
    ----------
    problem : Problem
    seed : int
        Decides, with the keys of the people, between those whom somebody likes equally.
    proposing : "mentee" or "mentor"

    Raises
    ------
    ProblemError
        Another word for `proposing`, or a minimum that the stable matching does not meet. Without ties and with demand
        1 every stable matching gives each mentor equally many mentees (A. E. Roth, 1986), so none meets it.

    Notes
    -----
    1. Take the pairs that both accept (`listed_pairs`); pins take up their places and are not judged.
    2. Deferred acceptance (D. Gale, L. S. Shapley, 1962): who has room asks the next on the list, who is asked
       keeps the best so far. Without ties the result is stable and the best stable one for every proposer
       at once, in whatever order they ask, and no mentee gains by misstating a list while demand is 1. With several
       partners on both sides preferences are taken to be responsive, stability is that no pair and no
       person alone wants to deviate, and the same holds (A. E. Roth, 1984).
    3. With ties a matching is stable if no two people would both be strictly better off together. Finding the
       largest is NP-hard; each pair is put in three times, which makes lists strict (Y. Yokoi, *An
       approximation algorithm for maximum stable matching with ties and constraints*, 2021; for demand 1 what
       Z. Király, *Linear time local approximation algorithm for maximum stable marriage*, 2013, does by
       promotion). Within a tie one first asks everybody tentatively, then in earnest; who was rejected by all goes
       through the list once more, promoted. Who is asked takes, within a tie, the promoted before the earnest, and
       the tentative after all others. The result has at least two thirds of the pairs of the largest.
    4. What order is still open within a tie is that of the hashed keys of the people.

    O(k log c) for k acceptable pairs and capacities up to c, once the lists are read; where somebody may have several
    partners and lists have ties, going back costs at most the length of a list for each rejection.
    """
    if proposing not in SIDES:
        raise ProblemError(f"proposing must be one of {', '.join(SIDES)}, not “{proposing}”")
    started = time.perf_counter()
    listed = listed_pairs(problem)
    contest = contest_of(problem, listed, seed, proposing)
    held = deferred_acceptance(contest)
    sides = contest.proposer[held], contest.acceptor[held]
    found = np.column_stack(sides if proposing == "mentee" else sides[::-1])
    pairs = np.concatenate((problem.pinned, found))
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    _check_minimums(problem, pairs)
    total, bonus = total_of(problem, pairs), bonus_of(problem, pairs)
    n, m = problem.shape
    return Solution(
        pairs=frozen(pairs),
        total=total / SCALE,
        bonus=bonus / SCALE,
        worst=worst_of(problem, pairs),
        upper_bound=(total + bonus + _greatest_gain(problem) - _gain(problem, found)) / SCALE,
        mentor_prices=frozen(np.full(m, np.nan)),
        mentee_values=frozen(np.full(n, np.nan)),
        method=f"deferred acceptance, {proposing}s proposing ({'numba' if jit.numba() else 'Python'})",
        version=VERSION,
        input_hash=problem.fingerprint(),
        objective="stable",
        seed=seed,
        seconds=time.perf_counter() - started,
    )


def contest_of(problem: Problem, listed: Listed, seed: int, proposing: str) -> Contest:
    """Return the strict contest that `listed` pairs make; O(k), by counting."""
    left = _places_left(problem)
    sides = (listed.mentees, listed.mentee_rank), (listed.mentors, listed.mentor_rank)
    if proposing == "mentor":
        left, sides = left[::-1], sides[::-1]
    (proposer, rank), (acceptor, judged) = sides
    group, sizes = _ties(proposer, rank, len(left[0]))
    group_there, sizes_there = _ties(acceptor, judged, len(left[1]))
    is_tied, is_tied_there = sizes[group] > 1, sizes_there[group_there] > 1
    order, lots = counting_order(group, len(sizes)), np.zeros(len(left[0]), dtype=np.int64)
    if is_tied.any() or is_tied_there.any():
        lots, lots_there = _lots(problem, seed)[:: 1 if proposing == "mentee" else -1]
        by_lot = counting_order(lots_there[acceptor], len(lots_there))
        order = by_lot[counting_order(group[by_lot], len(sizes))]
    proposer, is_tied_there = proposer[order], is_tied_there[order]
    edge, kind, start = _copies(proposer, group[order], sizes, is_tied_there, len(left[0]))
    key = _keys(judged[order][edge], kind, lots[proposer[edge]])
    return Contest(proposer, acceptor[order], left[0], left[1], edge, key, start)


def deferred_acceptance(contest: Contest) -> Mask:
    """Return which pairs of `contest` are held in the end; bool [pairs]."""
    from matchmaker.solvers import proposals  # noqa: PLC0415  # numba takes a second to import

    n, m, pairs = len(contest.room), len(contest.seats), len(contest.proposer)
    seats = np.minimum(contest.seats, np.bincount(contest.acceptor, minlength=m))
    seat = np.concatenate(([0], np.cumsum(seats)))
    bar = np.where(seats > 0, 2 * LAST - 1, -1)
    arrays = [
        contest.edge,
        contest.key,
        contest.start[:-1].copy(),
        contest.start[1:],
        contest.proposer,
        contest.acceptor,
        contest.room.copy(),
        seat,
        bar,
        *(np.zeros(size, dtype=np.int64) for size in (m, int(seat[-1]), n)),
        *(np.zeros(size, dtype=np.bool_) for size in (n, len(contest.edge), pairs)),
    ]
    if jit.numba():
        proposals.propose(*arrays)
        return arrays[-1].astype(np.bool_)
    lists = [array.tolist() for array in arrays]  # plain Python reads lists three times as fast
    proposals.propose(*lists)
    return np.array(lists[-1], dtype=np.bool_)


def _places_left(problem: Problem) -> tuple[Integers, Integers]:
    n, m = problem.shape
    return (
        problem.mentee_demand - np.bincount(problem.pinned[:, 0], minlength=n),
        problem.mentor_capacity - np.bincount(problem.pinned[:, 1], minlength=m),
    )


def _lots(problem: Problem, seed: int) -> tuple[Integers, Integers]:
    """Return each mentee's and each mentor's place in the order of hashed keys; int64 [n], int64 [m]."""
    mentees, mentors = problem.canonical_order(seed)
    return np.argsort(mentees), np.argsort(mentors)


def _ties(person: Integers, rank: Integers, people: int) -> tuple[Integers, Integers]:
    """Return the tie to which each entry belongs, numbered by person and rank, and the size of each tie."""
    last = np.zeros(people, dtype=np.int64)
    np.maximum.at(last, person, rank)
    group = (np.cumsum(last) - last)[person] + rank - 1
    return group, np.bincount(group, minlength=int(last.sum()))


def _copies(
    proposer: Integers, group: Integers, sizes: Integers, is_tied_there: Mask, proposers: int
) -> tuple[Integers, Integers, Integers]:
    """Return, in the order of asking, each copy's pair and kind, and where each proposer's copies begin.

    Kinds are 0, tentative; 1, in earnest; 2, promoted. Tentative copies of those alone in the proposer's tie, and
    promoted copies of those alone in the acceptor's, would change nothing, and are not made: without ties there is
    one copy of each pair.
    """
    place, is_tied = np.arange(len(proposer)), sizes[group] > 1
    first = np.concatenate(([0], np.cumsum(np.bincount(proposer, minlength=proposers))))
    tentative = np.concatenate(([0], np.cumsum(is_tied)))
    promoted = np.concatenate(([0], np.cumsum(is_tied_there)))
    begin = (np.cumsum(sizes) - sizes)[group]
    asked = place + tentative[begin] + promoted[first[proposer]]
    end = first[proposer + 1]
    edge = np.empty(len(place) + int(tentative[-1] + promoted[-1]), dtype=np.int64)
    kind = np.empty_like(edge)
    for number, slots, made in (
        (0, asked, is_tied),
        (1, asked + np.where(is_tied, sizes[group], 0), np.ones_like(is_tied)),
        (2, end + tentative[end] + promoted[place], is_tied_there),
    ):
        edge[slots[made]] = place[made]
        kind[slots[made]] = number
    return edge, kind, first + tentative[first] + promoted[first]


def _keys(rank: Integers, kind: Integers, lot: Integers) -> Integers:
    """Return how acceptors order copies: by rank, then promoted before earnest, then lot; tentative ones last."""
    within = np.where(kind == 0, LAST, 0) + ((2 * rank + (kind == 1)) << LOT_BITS)
    key: Integers = within + lot
    return key


def _check_minimums(problem: Problem, pairs: Integers) -> None:
    served = np.bincount(pairs[:, 1], minlength=problem.shape[1])
    lacks = served < problem.mentor_minimum
    if lacks.any():
        first = int(lacks.argmax())
        raise ProblemError(
            f"mentor {first} must have {problem.mentor_minimum[first]} mentees, but has {served[first]} in this "
            "stable matching; without ties, in every one"
        )


def _gain(problem: Problem, found: Integers) -> int:
    """Return what the pairs beside the pins add above empty places, bonuses included, in millionths."""
    return total_of(problem, found) - len(found) * problem.whole_unmatched_value() + bonus_of(problem, found)


def _greatest_gain(problem: Problem) -> int:
    """Return a bound on `_gain`: as if mentees need not share mentors, or mentors mentees, whichever is less.

    O(n·m log), or O(n + m) without scores.
    """
    n, m = problem.shape
    demand, capacity = _places_left(problem)
    if not problem.has_scores:
        worth = max(0, SCALE - problem.whole_unmatched_value())
        bonuses = int(problem.whole_stickiness().sum())
        return bonuses + worth * min(int(np.minimum(demand, m).sum()), int(np.minimum(capacity, n).sum()))
    worths = problem.whole_scores() - problem.whole_unmatched_value()
    is_closed = problem.is_forbidden | (worths < 0)
    np.add.at(worths, (problem.previous[:, 0], problem.previous[:, 1]), problem.whole_stickiness())
    worths[is_closed] = 0
    worths[problem.pinned[:, 0], problem.pinned[:, 1]] = 0
    return min(_sum_of_greatest(worths, demand), _sum_of_greatest(worths.T, capacity))


def _sum_of_greatest(worths: Integers, places: Integers) -> int:
    """Return the sum of the greatest `places` entries of each row."""
    if places.max(initial=0) <= 1:
        return int(worths.max(axis=1, initial=0)[places > 0].sum())
    falling = -np.sort(-worths, axis=1)
    return int(falling[np.arange(worths.shape[1]) < places[:, None]].sum())
