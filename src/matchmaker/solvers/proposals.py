"""The inner loop of deferred acceptance: compiled where numba is installed, plain Python otherwise, same answer."""

from matchmaker.arrays import Integers, Mask
from matchmaker.jit import compiled


@compiled
def sink(heap: Integers, start: int, size: int, copy: int, key: Integers) -> None:
    """Put `copy` at the top of the heap of `size` entries from `start`, worst key on top, and restore its order."""
    at = 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and key[heap[start + below + 1]] > key[heap[start + below]]:
            below += 1
        if key[heap[start + below]] <= key[copy]:
            break
        heap[start + at] = heap[start + below]
        at = below
    heap[start + at] = copy


@compiled
def rise(heap: Integers, start: int, size: int, copy: int, key: Integers) -> None:
    """Add `copy` to a heap of `size` entries."""
    at = size
    while at > 0 and key[heap[start + (at - 1) // 2]] < key[copy]:
        heap[start + at] = heap[start + (at - 1) // 2]
        at = (at - 1) // 2
    heap[start + at] = copy


@compiled
def propose(  # noqa: PLR0917  # a compiled function takes arrays one by one
    edge: Integers,
    key: Integers,
    cursor: Integers,
    end: Integers,
    proposer: Integers,
    acceptor: Integers,
    room: Integers,
    seat: Integers,
    bar: Integers,
    filled: Integers,
    heap: Integers,
    stack: Integers,
    is_waiting: Mask,
    is_spent: Mask,
    is_held: Mask,
) -> None:
    """Let everybody propose until nobody has both room and someone left to ask; the answer is in `is_held`.

    Parameters
    ----------
    edge, key : int64 [copies]
        In the order in which each proposer asks: the pair meant, and how the acceptor ranks the copy, less being
        better.
    cursor, end : int64 [proposers]
        The next copy of each, and where its copies end.
    proposer, acceptor : int64 [pairs]
    room : int64 [proposers]
        How many more each may have.
    seat : int64 [acceptors + 1]
        Where the seats of each begin in `heap`.
    bar : int64 [acceptors]
        The key that a copy must stay below to be taken: that of the worst one held, once there are no free seats.
    filled, heap, stack, is_waiting, is_spent, is_held
        Zeros: seats taken, by which copies; who is to propose; copies asked already; pairs held.

    Notes
    -----
    Arguments may be arrays or lists. Who is rejected goes back to just behind the rejected copy, which for those who
    may have several partners can be before copies that stood aside because their pair was held.
    """
    for first in range(len(room)):
        stack[0], size = first, 1
        is_waiting[first] = True
        while size:
            who = stack[size - 1]
            if room[who] == 0 or cursor[who] == end[who]:
                is_waiting[who] = False
                size -= 1
                continue
            copy = cursor[who]
            cursor[who] += 1
            pair = edge[copy]
            if is_spent[copy] or is_held[pair]:
                continue
            is_spent[copy] = True
            whom = acceptor[pair]
            if key[copy] >= bar[whom]:
                continue
            start, seats = seat[whom], seat[whom + 1] - seat[whom]
            if filled[whom] < seats:
                rise(heap, start, filled[whom], copy, key)
                filled[whom] += 1
            else:
                out = heap[start]
                sink(heap, start, seats, copy, key)
                loser = proposer[edge[out]]
                is_held[edge[out]] = False
                room[loser] += 1
                cursor[loser] = min(cursor[loser], out + 1)
                if not is_waiting[loser]:
                    is_waiting[loser] = True
                    stack[size] = loser
                    size += 1
            if filled[whom] == seats:
                bar[whom] = key[heap[start]]
            is_held[pair] = True
            room[who] -= 1
