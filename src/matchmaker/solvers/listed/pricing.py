"""Every pair weighed against prices, in blocks: the ones that could be worth more than what is known."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.arrays import Floats, Integers
from matchmaker.jit import compiled, numba
from matchmaker.problem import Problem
from matchmaker.scores import LowRank, PairSet
from matchmaker.solvers.listed.places import keys_of, pairs_of

BLOCK = 2**24
WIDTH = 32
SMALL = 2**20
WORKERS = os.cpu_count() or 1
NOBODY = -1
SINGLE = 2.0**-24
DOUBLE = 2.0**-53

Tick = Callable[[float], None]


class Blocks:
    """The scores of all pairs of a problem, a block of rows at a time, as near as floating point gives them.

    Parameters
    ----------
    problem : Problem
        Dense or low-rank.
    is_single : bool
        Low-rank products in single precision, which takes half the time.

    Attributes
    ----------
    shape : (rows, columns)
    unit : float
        How far rounding goes, of 1.
    error : float
        How far a score can be off.
    """

    def __init__(self, problem: Problem, *, is_single: bool = True) -> None:
        self.problem, self.shape = problem, problem.shape
        is_single &= isinstance(problem.scores, LowRank)
        self.dtype: Any = np.float32 if is_single else np.float64
        self.unit = SINGLE if is_single else DOUBLE
        self.error = 0.0
        self._block_room: NDArray[Any] | None = None
        self._whole: Floats | None = None
        scores = problem.scores
        if isinstance(scores, LowRank):
            self.left = scores.mentees.astype(self.dtype)
            self.right = np.ascontiguousarray(scores.mentors.astype(self.dtype).T)
            self.error = 2 * (len(self.right) + 4) * self.unit * scores.longest()
            closed = [rule.pairs() for rule in problem.rules.values() if isinstance(rule, PairSet)]
            pairs = np.concatenate([*closed, problem.pinned])
            self.closed = pairs[np.argsort(pairs[:, 0], kind="stable")]
        elif scores.size <= BLOCK:
            self._whole = self._dense_block(0, len(scores))

    def rows(self, size: int = BLOCK) -> Iterator[tuple[int, NDArray[Any]]]:
        """Yield the first row of each block, and its scores, float [rows, columns]; −∞ where a pair may not be."""
        step = max(1, size // max(self.shape[1], 1))
        for start in range(0, self.shape[0], step):
            yield start, self._block(start, min(start + step, self.shape[0]))

    def _block(self, start: int, end: int) -> NDArray[Any]:
        if self._whole is not None:
            return self._whole[start:end]
        if not isinstance(self.problem.scores, LowRank):
            return self._dense_block(start, end)
        block: NDArray[Any] = np.matmul(self.left[start:end], self.right, out=self._room(end - start))
        low, high = np.searchsorted(self.closed[:, 0], (start, end))
        block[self.closed[low:high, 0] - start, self.closed[low:high, 1]] = -np.inf
        return block

    def _room(self, rows: int) -> NDArray[Any]:
        """Return room for a block, the same for each."""
        if self._block_room is None or len(self._block_room) < rows:
            self._block_room = np.empty((rows, self.shape[1]), dtype=self.dtype)
        return self._block_room[:rows]

    def _dense_block(self, start: int, end: int) -> Floats:
        block: Floats = np.ascontiguousarray(self.problem.scores[start:end])
        if self.problem.rules:
            block = np.where(self.problem.is_forbidden[start:end], -np.inf, block)
        return block


def best_of_rows(
    blocks: Blocks,
    price: Floats,
    bar: Floats,
    keep: int,
    *,
    enough: int = 0,
    size: int = BLOCK,
    tick: Tick | None = None,
) -> tuple[Integers, Floats]:
    """Return, of each row, the best columns above its bar once their price is paid.

    Parameters
    ----------
    blocks : Blocks
    price : float64 [columns]
    bar : float64 [rows]
    keep : int
        How many of a row at most.
    enough : int
        How many of a row will do, which is faster; 0 if all must be found.
    size : int
        Pairs a block.
    tick : callable, optional
        Called with a share from 0 to 1; an exception it raises ends the work.

    Returns
    -------
    int64 [k, 2]
        (row, column), sorted.
    float64 [rows]
        What the best of each row is worth, if it is above the bar; else the bar.

    Notes
    -----
    As exact as `Blocks.error`: whoever needs exact answers lowers the bars by it and looks again. O(rows · columns · d).
    """
    rows, columns = blocks.shape
    keep = min(keep, columns)
    found = np.full((rows, keep), NOBODY, dtype=np.int64)
    worth = np.repeat(bar[:, None], keep, axis=1)
    search = _best_compiled if numba() else _best_plain
    with ThreadPoolExecutor() as pool:
        for start, block in blocks.rows(size):
            if tick is not None:
                tick(start / rows)
            paid, end = price.astype(block.dtype), start + len(block)
            shares = [slice(worker, None, WORKERS) for worker in range(WORKERS)]
            tasks = [
                (block[share], paid, worth[start:end][share], found[start:end][share], enough)
                for share in (shares if block.size > SMALL else [slice(None)])
            ]
            if len(tasks) == 1:
                search(*tasks[0])
            else:
                list(pool.map(lambda task: search(*task), tasks))
    row, place = np.nonzero(found != NOBODY)
    keys = np.sort(keys_of(row, found[row, place]))
    return pairs_of(keys), worth.max(axis=1, initial=-np.inf)


@compiled
def _best_compiled(
    block: NDArray[Any], price: NDArray[Any], worth: Floats, found: Integers, enough: int
) -> None:
    """Put the best columns of each row into `found`, int64 [rows, keep], what they are worth into `worth`.

    `worth` comes with the bar in every place. A row is first looked through with the bar at which the one before it was
    full, as rows are often alike: most of its columns are then passed by at a glance. With its own bar it is looked
    through where that leaves fewer than `enough`, always if they are 0.
    """
    bar = np.inf
    for row in range(len(block)):
        own = worth[row, 0] if found.shape[1] else np.inf
        if own < bar < np.inf and enough:
            worth[row] = bar
            if _best_of_row(block[row], price, worth[row], found[row], row) >= enough:
                bar = max(own, worth[row, 0])
                continue
            worth[row], found[row] = own, NOBODY
        _best_of_row(block[row], price, worth[row], found[row], row)
        bar = worth[row, 0] if found.shape[1] else np.inf


@compiled
def _best_of_row(
    scores: NDArray[Any], price: NDArray[Any], worth: Floats, found: Integers, shift: int
) -> int:
    """Put the best columns of a row into `found`, and return how many were put there, if only for a while.

    `worth` is a heap with the least on top. Columns are looked at closely only where one of the next `WIDTH` is above
    it. Of equals those seen first are kept; so that rows do not all keep the same ones, each begins further on.
    """
    keep, runs, put = len(found), -(-len(scores) // WIDTH), 0
    least = scores.dtype.type(worth[0]) if keep else scores.dtype.type(np.inf)
    for run in range(runs):
        start = (run + shift) % runs * WIDTH
        some, paid = scores[start : start + WIDTH], price[start : start + WIDTH]
        is_any = False
        for place in range(len(some)):
            is_any |= some[place] - paid[place] > least
        if not is_any:
            continue
        for place in range(len(some)):
            value = some[place] - paid[place]
            if value > worth[0]:
                at = 0
                while 2 * at + 1 < keep:
                    below = 2 * at + 1
                    if below + 1 < keep and worth[below + 1] < worth[below]:
                        below += 1
                    if worth[below] >= value:
                        break
                    worth[at], found[at] = worth[below], found[below]
                    at = below
                worth[at], found[at] = value, start + place
                put += 1
        least = scores.dtype.type(worth[0])
    return put


def _best_plain(
    block: NDArray[Any], price: NDArray[Any], worth: Floats, found: Integers, _enough: int
) -> None:
    """As `_best_compiled`, without numba; each row with its own bar."""
    keep = found.shape[1]
    if not keep or not len(block):
        return
    net = (block - price).astype(np.float64)
    best = np.argpartition(-net, keep - 1, axis=1)[:, :keep]
    value = np.take_along_axis(net, best, axis=1)
    is_above = value > worth
    found[is_above], worth[is_above] = best[is_above], value[is_above]
