"""The auction's inner loops: compiled where numba is installed, plain Python otherwise, same answer."""

from typing import NamedTuple

import numpy as np

from matchmaker.arrays import Integers
from matchmaker.jit import compiled
from matchmaker.solvers.listed.graph import Graph, starts_of

OUTSIDE = -1


class Auction(NamedTuple):
    """Where an auction stands. A mentee bids once for each place asked for: these are her copies.

    Attributes
    ----------
    owner : int64 [copies]; first_copy : int64 [n + 1]
        Whose copy it is, and where the copies of each mentee begin. No two of a mentee's have the same mentor.
    price : int64 [m]
        The lowest bid held by a mentor who is full, else what the round began with.
    held : int64 [copies]
        The edge that each copy has, or OUTSIDE.
    used : int64 [m]
    seat : int64 [m]
        Where each mentor's places begin in the next two, a heap each with the lowest bid on top.
    seat_bid, seat_copy : int64 [places]
    stack : int64 [copies]
    """

    owner: Integers
    first_copy: Integers
    price: Integers
    held: Integers
    used: Integers
    seat: Integers
    seat_bid: Integers
    seat_copy: Integers
    stack: Integers


def auction_of(graph: Graph, price: Integers) -> Auction:
    """Return an auction that begins with `price`, int64 [m]."""
    copies, mentors = int(graph.demand.sum()), len(graph.capacity)
    places = np.minimum(graph.capacity, np.bincount(graph.mentor, minlength=mentors))
    return Auction(
        owner=np.repeat(np.arange(len(graph.demand)), graph.demand),
        first_copy=np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(graph.demand))),
        price=price.copy(),
        held=np.full(copies, OUTSIDE),
        used=np.zeros(mentors, dtype=np.int64),
        seat=starts_of(np.repeat(np.arange(mentors), places), mentors)[:-1],
        seat_bid=np.zeros(int(places.sum()), dtype=np.int64),
        seat_copy=np.zeros(int(places.sum()), dtype=np.int64),
        stack=np.zeros(copies, dtype=np.int64),
    )


@compiled
def bid(graph: Graph, auction: Auction, step: int) -> None:
    """Let every copy bid for its best mentor until each has a place or is best off without.

    A bid goes by `step` beyond what would make the bidder indifferent to the second best.
    """
    waiting = len(auction.owner)
    for copy in range(waiting):
        auction.held[copy] = OUTSIDE
        auction.stack[waiting - 1 - copy] = copy
    auction.used[:] = 0
    while waiting > 0:
        waiting -= 1
        copy = auction.stack[waiting]
        edge, ahead = best_of(graph, auction, copy)
        if edge == OUTSIDE:
            continue
        at = graph.mentor[edge]
        offer = auction.price[at] + ahead + step
        auction.held[copy] = edge
        size = auction.used[at]
        if size < graph.capacity[at]:
            auction.used[at] = size + 1
            rise(auction, auction.seat[at], size, offer, copy)
        else:
            loser = auction.seat_copy[auction.seat[at]]
            auction.held[loser] = OUTSIDE
            auction.stack[waiting] = loser
            waiting += 1
            sink(auction, auction.seat[at], size, offer, copy)
        if auction.used[at] == graph.capacity[at]:
            auction.price[at] = auction.seat_bid[auction.seat[at]]


@compiled
def best_of(graph: Graph, auction: Auction, copy: int) -> tuple[int, int]:
    """Return the edge worth most to `copy` at these prices, and by how much more than the second; OUTSIDE if none is."""
    mentee, price = auction.owner[copy], auction.price
    if graph.demand[mentee] > 1:
        return best_beside_others(graph, auction, copy)
    start, end = graph.start[mentee], graph.start[mentee + 1]
    weight, mentor = graph.weight[start:end], graph.mentor[start:end]
    found, best, second = OUTSIDE, 0, 0
    for place in range(len(weight)):
        value = weight[place] - price[mentor[place]]
        if value > second:
            if value > best:
                found, best, second = start + place, value, best
            else:
                second = value
    return found, best - second


@compiled
def best_beside_others(graph: Graph, auction: Auction, copy: int) -> tuple[int, int]:
    """As `best_of`, of the edges that no other copy of the mentee has."""
    mentee = auction.owner[copy]
    found, best, second = OUTSIDE, 0, 0
    for edge in range(graph.start[mentee], graph.start[mentee + 1]):
        value = graph.weight[edge] - auction.price[graph.mentor[edge]]
        if value > second and not has_edge(auction, mentee, edge):
            if value > best:
                found, best, second = edge, value, best
            else:
                second = value
    return found, best - second


@compiled
def has_edge(auction: Auction, mentee: int, edge: int) -> bool:
    """Return whether a copy of `mentee` holds `edge`."""
    is_found = False
    for copy in range(auction.first_copy[mentee], auction.first_copy[mentee + 1]):
        is_found |= auction.held[copy] == edge
    return is_found


@compiled
def rise(auction: Auction, low: int, size: int, offer: int, copy: int) -> None:
    """Add an offer to a heap of `size` entries from `low`."""
    at = size
    while at > 0 and auction.seat_bid[low + (at - 1) // 2] > offer:
        auction.seat_bid[low + at] = auction.seat_bid[low + (at - 1) // 2]
        auction.seat_copy[low + at] = auction.seat_copy[low + (at - 1) // 2]
        at = (at - 1) // 2
    auction.seat_bid[low + at], auction.seat_copy[low + at] = offer, copy


@compiled
def sink(auction: Auction, low: int, size: int, offer: int, copy: int) -> None:
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
