"""The auction's inner loops: compiled where numba is installed, plain Python otherwise, same answer."""

from typing import NamedTuple, Protocol

import numpy as np

from matchmaker.arrays import Integers, Mask
from matchmaker.jit import compiled
from matchmaker.solvers.listed.graph import Graph, Short, Whole, starts_of
from matchmaker.solvers.listed.ranking import Ranking

OUTSIDE = -1


class Bidding(Protocol):
    """Where an auction stands.

    Attributes
    ----------
    price : int32 or int64 [m]
        In the units of the ranking.
    """

    @property
    def price(self) -> Whole: ...

    def bid(self, step: int) -> None:
        """Let everybody bid, beginning with nothing, until each has a place or is best off without.

        A bid goes by `step` beyond what would make the bidder indifferent to the second best.
        """

    def has_room(self) -> Mask:
        """Return which mentors have a place that nobody holds; bool [m]."""

    def held(self) -> Integers:
        """Return the edges that are held; int64 [k]."""


def bidding_of(graph: Graph, ranking: Ranking, price: Whole) -> Bidding:
    """Return an auction that begins with `price`, of the kind that is quick for `graph`."""
    if (graph.demand <= 1).all() and (graph.capacity <= 1).all():
        return SingleBidding(
            ranking,
            bidders=np.flatnonzero(graph.demand)[::-1].astype(np.int32),
            price=price,
            seat=np.full((len(price), 2), OUTSIDE, dtype=np.int32),
        )
    return several_bidding(graph, ranking, price)


# -- one place a mentee, one a mentor ---------------------------------------------------------------------------


class SingleBidding(NamedTuple):
    """An auction of single places.

    Attributes
    ----------
    bidders : int32 [k]
        The mentees who ask for a place, the first last.
    seat : int32 [m, 2]
        Who has each place, and by which of their edges as ranked; OUTSIDE if nobody has.
    """

    ranking: Ranking
    bidders: Short
    price: Whole
    seat: Short

    def bid(self, step: int) -> None:
        bid_singly(self.ranking, self.bidders.copy(), self.price, self.seat, step)

    def has_room(self) -> Mask:
        is_free: Mask = self.seat[:, 0] == OUTSIDE
        return is_free

    def held(self) -> Integers:
        taken = self.seat[~self.has_room()]
        edges: Integers = self.ranking.edge[self.ranking.start[taken[:, 0]] + taken[:, 1]]
        return edges


@compiled
def bid_singly(ranking: Ranking, stack: Short, price: Whole, seat: Short, step: int) -> None:
    """Let all on `stack` bid, and whoever is outbid again.

    The two best are kept without a branch, as prices come from far apart in memory and nothing should wait for them.
    """
    seat[:] = OUTSIDE
    waiting = len(stack)
    while waiting > 0:
        waiting -= 1
        mentee = stack[waiting]
        start, end = ranking.start[mentee], ranking.start[mentee + 1]
        weight, mentor = ranking.weight[start:end], ranking.mentor[start:end]
        found, best, second = OUTSIDE, 0, 0
        for place in range(len(weight)):
            if weight[place] <= second:
                break
            value = weight[place] - price[mentor[place]]
            second = max(second, min(best, value))
            found = place if value > best else found
            best = max(best, value)
        if found == OUTSIDE:
            continue
        at = mentor[found]
        price[at] += best - second + step
        loser = seat[at, 0]
        seat[at, 0], seat[at, 1] = mentee, found
        if loser != OUTSIDE:
            stack[waiting] = loser
            waiting += 1


# -- several places ---------------------------------------------------------------------------------------------


class SeveralBidding(NamedTuple):
    """An auction in which people have several places. A mentee bids once for each: these are her copies.

    Attributes
    ----------
    owner : int64 [copies]; first_copy : int64 [n + 1]
        Whose copy it is, and where the copies of each mentee begin. No two of a mentee's have the same mentor.
    demand : int64 [n]; capacity : int64 [m]
    price
        The lowest bid held by a mentor who is full, else what the round began with.
    chosen : int64 [copies]
        The edge that each copy has, as ranked, or OUTSIDE.
    used : int64 [m]
    seat : int64 [m]
        Where each mentor's places begin in the next two, a heap each with the lowest bid on top.
    seat_bid, seat_copy : int64 [places]
    stack : int64 [copies]
    """

    ranking: Ranking
    owner: Integers
    first_copy: Integers
    demand: Integers
    capacity: Integers
    price: Whole
    chosen: Integers
    used: Integers
    seat: Integers
    seat_bid: Integers
    seat_copy: Integers
    stack: Integers

    def bid(self, step: int) -> None:
        bid_for_several(self, step)

    def has_room(self) -> Mask:
        has_room: Mask = self.used < self.capacity
        return has_room

    def held(self) -> Integers:
        edges: Integers = self.ranking.edge[self.chosen[self.chosen != OUTSIDE]]
        return edges


def several_bidding(graph: Graph, ranking: Ranking, price: Whole) -> SeveralBidding:
    """Return an auction that begins with `price`."""
    copies, mentors = int(graph.demand.sum()), len(graph.capacity)
    places = np.minimum(graph.capacity, np.bincount(graph.mentor, minlength=mentors))
    return SeveralBidding(
        ranking=ranking,
        owner=np.repeat(np.arange(len(graph.demand)), graph.demand),
        first_copy=np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(graph.demand))),
        demand=graph.demand,
        capacity=graph.capacity,
        price=price,
        chosen=np.full(copies, OUTSIDE),
        used=np.zeros(mentors, dtype=np.int64),
        seat=starts_of(np.repeat(np.arange(mentors), places), mentors)[:-1],
        seat_bid=np.zeros(int(places.sum()), dtype=np.int64),
        seat_copy=np.zeros(int(places.sum()), dtype=np.int64),
        stack=np.zeros(copies, dtype=np.int64),
    )


@compiled
def bid_for_several(auction: SeveralBidding, step: int) -> None:
    """Let every copy bid for its best mentor."""
    waiting = len(auction.owner)
    for copy in range(waiting):
        auction.chosen[copy] = OUTSIDE
        auction.stack[waiting - 1 - copy] = copy
    auction.used[:] = 0
    while waiting > 0:
        waiting -= 1
        copy = auction.stack[waiting]
        place, ahead = best_of(auction, copy)
        if place == OUTSIDE:
            continue
        at = auction.ranking.mentor[place]
        offer = auction.price[at] + ahead + step
        auction.chosen[copy] = place
        size = auction.used[at]
        if size < auction.capacity[at]:
            auction.used[at] = size + 1
            rise(auction, auction.seat[at], size, offer, copy)
        else:
            loser = auction.seat_copy[auction.seat[at]]
            auction.chosen[loser] = OUTSIDE
            auction.stack[waiting] = loser
            waiting += 1
            sink(auction, auction.seat[at], size, offer, copy)
        if auction.used[at] == auction.capacity[at]:
            auction.price[at] = auction.seat_bid[auction.seat[at]]


@compiled
def best_of(auction: SeveralBidding, copy: int) -> tuple[int, int]:
    """Return the edge worth most to `copy` at these prices of those that no other copy of the mentee has, as ranked,
    and by how much more than the second; OUTSIDE if none is.
    """
    mentee, ranking = auction.owner[copy], auction.ranking
    is_one = auction.demand[mentee] == 1
    found, best, second = OUTSIDE, 0, 0
    for place in range(ranking.start[mentee], ranking.start[mentee + 1]):
        if ranking.weight[place] <= second:
            break
        value = ranking.weight[place] - auction.price[ranking.mentor[place]]
        if value > second and (is_one or not has_chosen(auction, mentee, place)):
            if value > best:
                found, best, second = place, value, best
            else:
                second = value
    return found, best - second


@compiled
def has_chosen(auction: SeveralBidding, mentee: int, place: int) -> bool:
    """Return whether a copy of `mentee` has chosen the edge at `place`."""
    is_chosen = False
    for copy in range(auction.first_copy[mentee], auction.first_copy[mentee + 1]):
        is_chosen |= auction.chosen[copy] == place
    return is_chosen


@compiled
def rise(auction: SeveralBidding, low: int, size: int, offer: int, copy: int) -> None:
    """Add an offer to a heap of `size` entries from `low`."""
    at = size
    while at > 0 and auction.seat_bid[low + (at - 1) // 2] > offer:
        auction.seat_bid[low + at] = auction.seat_bid[low + (at - 1) // 2]
        auction.seat_copy[low + at] = auction.seat_copy[low + (at - 1) // 2]
        at = (at - 1) // 2
    auction.seat_bid[low + at], auction.seat_copy[low + at] = offer, copy


@compiled
def sink(auction: SeveralBidding, low: int, size: int, offer: int, copy: int) -> None:
    """Put an offer in place of the lowest."""
    at = 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and auction.seat_bid[low + below + 1] < auction.seat_bid[low + below]:
            below += 1
        if auction.seat_bid[low + below] >= offer:
            break
        auction.seat_bid[low + at] = auction.seat_bid[low + below]
        auction.seat_copy[low + at] = auction.seat_copy[low + below]
        at = below
    auction.seat_bid[low + at], auction.seat_copy[low + at] = offer, copy
