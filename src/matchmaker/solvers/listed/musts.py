"""Places that must be taken: at a bonus that no weights outweigh, so that an auction without minimums takes them."""

from dataclasses import dataclass

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.errors import ProblemError
from matchmaker.solvers.listed.graph import Graph, starts_of

LARGEST = 2**60


@dataclass(frozen=True, eq=False)
class Bonused:
    """A graph whose weights say what must be taken.

    Attributes
    ----------
    graph : Graph
        Mentors who must take some but not all of their places stand twice in it, the second time for the other places.
    edge_of : int64 [edges]
        Which edge of the original each is.
    bonus : int
    must : int64 [m]
        How many places of each mentor must be taken.
    twin : int64 [m]
        Where the other places of each mentor stand; the mentor's own index where there is no second.
    """

    graph: Graph
    edge_of: Integers
    bonus: int
    must: Integers
    twin: Integers

    def prices(self, prices: Integers) -> Integers:
        """Return `prices`, int64 [m], as they are with the bonuses."""
        told = np.zeros(len(self.graph.capacity), dtype=np.int64)
        told[: len(prices)] = np.where(self.must > 0, prices + self.bonus, prices)
        told[self.twin] = np.where(self.twin == np.arange(len(prices)), told[: len(prices)], prices)
        return np.maximum(0, told)


def with_bonuses(graph: Graph) -> Bonused:
    """Return `graph` with bonuses in place of minimums; as it is where nothing must be.

    Raises
    ------
    ProblemError
        Weights so large that bonuses above all of them cannot be added up exactly.
    """
    must = graph.mentor_minimum
    mentors = np.arange(len(must))
    if not must.any() and not graph.mentee_minimum.any():
        return Bonused(graph, np.arange(len(graph.mentor)), 0, must, mentors)
    top = int(np.abs(graph.weight).max(initial=1)) + int(graph.first.max(initial=0))
    bonus = 2 * top * (int(min(graph.demand.sum(), graph.capacity.sum())) + 2)
    if 4 * bonus > LARGEST:
        raise ProblemError("the scores are too far apart to tell what must be from what is better")
    is_split = (must > 0) & (must < graph.capacity)
    twin = np.where(is_split, len(must) + np.cumsum(is_split) - 1, mentors)
    is_must = (graph.mentee_minimum > 0) & (graph.mentee_minimum == graph.demand)
    weight = graph.weight + bonus * (is_must[graph.mentee].astype(np.int64) + (must > 0)[graph.mentor])
    again = np.flatnonzero(is_split[graph.mentor])
    mentee = np.concatenate((graph.mentee, graph.mentee[again]))
    mentor = np.concatenate((graph.mentor, twin[graph.mentor[again]]))
    weight = np.concatenate((weight, weight[again] - bonus))
    edge_of = np.concatenate((np.arange(len(graph.mentor)), again))
    order = np.lexsort((mentor, mentee)) if len(again) else edge_of
    nobody = np.zeros(len(graph.demand), dtype=np.int64)
    capacity = np.concatenate((np.where(is_split, must, graph.capacity), (graph.capacity - must)[is_split]))
    doubled = Graph(
        start=starts_of(mentee, len(graph.demand)),
        mentee=mentee[order].astype(np.int32),
        mentor=mentor[order].astype(np.int32),
        weight=weight[order],
        demand=graph.demand,
        mentee_minimum=nobody,
        first=nobody,
        capacity=capacity,
        mentor_minimum=np.zeros(len(capacity), dtype=np.int64),
    )
    return Bonused(doubled, edge_of[order], bonus, must, twin)


def priced_without(bonused: Bonused, prices: Integers) -> Integers:
    """Return the prices of the original's mentors, int64 [m]: of the other places where these have one."""
    own, other = prices[: len(bonused.must)], prices[bonused.twin]
    without = np.where(bonused.must > 0, own - bonused.bonus, own)
    is_split = bonused.twin >= len(bonused.must)
    return np.where(is_split, np.where(other > 0, other, np.minimum(0, without)), without)
