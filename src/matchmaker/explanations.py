"""Why this mentor and not another: ranks, alternatives, what each costs, who holds and what forbids them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.errors import ProblemError
from matchmaker.problem import SCALE, Problem
from matchmaker.residual import UNREACHABLE, Residual
from matchmaker.solution import Solution
from matchmaker.weights import weights_of

SHOWN = 3


@dataclass(frozen=True)
class Alternative:
    """Another mentor for a mentee.

    Attributes
    ----------
    mentor : int
    score : float
    regret : float or None
        The optimum minus the optimum with this pair forced, exactly, both with the bonuses of last time's pairs;
        None if the pair cannot be had.
    held_by : tuple of int
        The mentees who have this mentor in the solution.
    forbidden_by : tuple of str
        The names of the rules that forbid the pair.
    needed_by : tuple of int
        Where nothing but minimums forbids the pair: mentors whose minimums could not all be met with it.
    """

    mentor: int
    score: float
    regret: float | None
    held_by: tuple[int, ...]
    forbidden_by: tuple[str, ...]
    needed_by: tuple[int, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Where a mentee stands.

    Attributes
    ----------
    mentee : int
    mentors : tuple of int
        Who the mentee has in the solution.
    ranks : tuple of int
        For each of `mentors`: how many allowed mentors score strictly more for this mentee, plus one.
    alternatives : tuple of Alternative
        The best three other mentors that are allowed: highest score, then least regret, then by key.
    ruled_out : tuple of Alternative
        Up to three forbidden mentors who would score more than the worst of `mentors` (or, without any,
        the best three).
    """

    mentee: int
    mentors: tuple[int, ...]
    ranks: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    ruled_out: tuple[Alternative, ...]


def explain(problem: Problem, solution: Solution, mentee: int) -> Explanation:
    """Explain one mentee's place in an optimal `solution`.

    Notes
    -----
    As `Explainer`, with one shortest-path search to each of the mentee's mentors: O(k·m) to build.
    """
    return Explainer(problem, solution, whole=False).explain(mentee)


class Explainer:
    """Explains every mentee of an optimal solution from one residual graph.

    Parameters
    ----------
    problem : Problem
    solution : Solution
        Of the objective "total": regrets are differences to an optimum of it.
    whole : bool
        Find the distances between all mentors at once, which pays off beyond a handful of mentees.
    progress : callable, optional
        Called with a share from 0 to 1 now and then; an exception it raises ends the work.

    Notes
    -----
    Forcing the pair (i, j) means to put one more mentee on j and to take i from where i is, h. The others follow
    at the least cost along the shortest way from j to h in the residual graph, so

        regret(i, j) = distance(j, h) + weight(i, h) − weight(i, j),

    the least over i's mentors h, or from outside at weight 0 if i lacks a mentor. That this is exact, and not
    only a bound like the reduced cost, is the optimality of successive shortest paths (R. G. Busacker,
    P. J. Gowen, 1960). A mentee whose mentors are all pinned is moved from there as if the pin were taken out;
    the regret is then below zero where the pin costs the programme something.

    O(m³) time for the whole, O(m²) memory.

    Raises
    ------
    ProblemError
        A solution of another objective: what a pair costs there is not one number.
    """

    def __init__(
        self,
        problem: Problem,
        solution: Solution,
        *,
        whole: bool = True,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        if solution.objective != "total":
            raise ProblemError(f"only solutions for “total” can be explained, not for “{solution.objective}”")
        self.problem, self.solution = problem.dense(), solution
        problem = self.problem
        self.weights = weights_of(problem)
        pinned = {tuple(pair) for pair in problem.pinned.tolist()}
        is_held = np.array([tuple(pair) not in pinned for pair in solution.pairs.tolist()], dtype=np.bool_)
        self.residual = Residual(self.weights, solution.pairs[is_held])
        self.distance = self.residual.all_distances(progress) if whole else None
        self.whole_scores = problem.whole_scores()
        self.order = np.argsort(problem.canonical_order(solution.seed)[1])

    def regrets(self, mentee: int) -> Integers:
        """Return what forcing each mentor on `mentee` would cost, in millionths; int64 [m].

        `UNREACHABLE` where the pair is forbidden, scores too low, or cannot be made without breaking a pin;
        0 for mentors the mentee has.
        """
        weight, residual = self.weights.weight[mentee], self.residual
        entries = [(int(h), int(weight[h])) for h in self._mentors(mentee, only_movable=True)]
        if residual.lacks[mentee]:
            entries.append((residual.outside, 0))
        if not entries:
            pinned_to = self._mentors(mentee)
            entries = [(int(h), int(weight[h])) for h in pinned_to]
            entries += [(residual.outside, int(weight[h])) for h in pinned_to if self._can_lose(int(h))]
        regret = np.full(residual.outside, UNREACHABLE, dtype=np.int64)
        for node, loss in entries:
            np.minimum(regret, self._distances_to(node)[: residual.outside] + loss - weight, out=regret)
        can_be_had = residual.is_free[mentee] & (regret < UNREACHABLE // 2)
        regret = np.where(can_be_had, self.weights.as_millionths(regret), UNREACHABLE)
        regret[self._mentors(mentee)] = 0
        return regret

    def explain(self, mentee: int) -> Explanation:
        """Return the `Explanation` of `mentee`; O(m log m) after the distances are known."""
        mine, scores = self._mentors(mentee), self.whole_scores[mentee]
        regret, is_mine = self.regrets(mentee), np.zeros(len(scores), dtype=np.bool_)
        is_mine[mine] = True
        allowed = self.weights.is_open[mentee] | is_mine
        best_first = np.lexsort((self.order, regret, -scores))
        others = [j for j in best_first if allowed[j] and not is_mine[j]]
        floor = scores[mine].min() if len(mine) else np.iinfo(np.int64).min
        barred = [j for j in best_first if self.problem.is_forbidden[mentee, j] and scores[j] > floor]
        return Explanation(
            mentee=mentee,
            mentors=tuple(int(j) for j in mine),
            ranks=tuple(1 + int((scores[allowed] > scores[j]).sum()) for j in mine),
            alternatives=tuple(self._alternative(mentee, int(j), regret) for j in others[:SHOWN]),
            ruled_out=tuple(self._alternative(mentee, int(j), regret) for j in barred[:SHOWN]),
        )

    def cheapest(self, mentee: int) -> Alternative | None:
        """Return the other mentor whom forcing on `mentee` would cost least, None if there is none."""
        regret = self.regrets(mentee)
        regret[self._mentors(mentee)] = UNREACHABLE
        best = np.lexsort((self.order, regret))[:1]
        if not len(best) or regret[best[0]] >= UNREACHABLE // 2:
            return None
        return self._alternative(mentee, int(best[0]), regret)

    def _mentors(self, mentee: int, *, only_movable: bool = False) -> Integers:
        pairs = self.residual.held if only_movable else self.solution.pairs
        return np.sort(pairs[pairs[:, 0] == mentee, 1])

    def _can_lose(self, mentor: int) -> bool:
        """Return whether `mentor` has more mentees, pinned ones included, than must be."""
        return bool((self.solution.pairs[:, 1] == mentor).sum() > self.problem.mentor_minimum[mentor])

    def _needed_by(self, mentee: int, mentor: int) -> tuple[int, ...]:
        """Return the mentors at their minimum who would have one mentee too few with the pair; () if pins forbid it.

        No way leads from `mentor` to the mentee's own. If one leads there from outside, then it is `mentor` who can
        let nobody go. If not, all from whom one leads are at their minimum, and nobody else can replace the mentee.
        """
        mine = self._mentors(mentee, only_movable=True)
        if not len(mine) or not self.residual.is_free[mentee, mentor]:
            return ()
        leads = np.any([self._distances_to(int(h)) < UNREACHABLE // 2 for h in mine], axis=0)
        return () if leads[self.residual.outside] else tuple(int(j) for j in np.flatnonzero(leads))

    def _distances_to(self, node: int) -> Integers:
        return self.residual.distances_to(node) if self.distance is None else self.distance[:, node]

    def _alternative(self, mentee: int, mentor: int, regret: Integers) -> Alternative:
        pairs = self.solution.pairs
        cost = int(regret[mentor])
        return Alternative(
            mentor=mentor,
            score=int(self.whole_scores[mentee, mentor]) / SCALE,
            regret=None if cost >= UNREACHABLE // 2 else cost / SCALE,
            held_by=tuple(int(i) for i in pairs[pairs[:, 1] == mentor, 0]),
            forbidden_by=tuple(name for name, mask in self.problem.rules.items() if mask[mentee, mentor]),
            needed_by=self._needed_by(mentee, mentor) if cost >= UNREACHABLE // 2 else (),
        )
