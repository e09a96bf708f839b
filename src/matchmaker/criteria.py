"""Kernels: what two people have in common, as a share between 0 and 1 for every pair at once."""

from collections.abc import Iterable, Sequence

import numpy as np

from matchmaker.arrays import Floats, Mask
from matchmaker.errors import ProblemError

QUARTERS_A_WEEK = 7 * 24 * 4
HOURS_A_DAY = 24.0


def incidence(*sides: Sequence[Iterable[str]]) -> tuple[list[Mask], list[str]]:
    """Return, for each side, which person has which value, and the values in order.

    Parameters
    ----------
    *sides : sequence of n, m, … sets of values

    Returns
    -------
    list of bool [n, v], bool [m, v], … and the v values, sorted
    """
    values = sorted({value for side in sides for person in side for value in person})
    column = {value: index for index, value in enumerate(values)}
    masks = []
    for side in sides:
        mask = np.zeros((len(side), len(values)), dtype=np.bool_)
        for row, person in enumerate(side):
            mask[row, [column[value] for value in person]] = True
        masks.append(mask)
    return masks, values


def common(left: Mask, right: Mask) -> Floats:
    """Return how many values each pair has in common; float64 [n, m] of whole numbers; O(n·m·v)."""
    return np.asarray(left.astype(np.float64) @ right.astype(np.float64).T)


def alike(mentees: Sequence[str], mentors: Sequence[str]) -> Mask:
    """Return which pairs have the same value, of one a person; bool [n, m]; O(n·m)."""
    number: dict[str, int] = {}
    left, right = (
        np.array([number.setdefault(value, len(number)) for value in side]) for side in (mentees, mentors)
    )
    same: Mask = left[:, None] == right[None, :]
    return same


def coverage(needs: Mask, offers: Mask) -> Floats:
    """Return the share of each mentee's needs that each mentor offers; float64 [n, m].

    Not symmetric, unlike Jaccard's index: what a mentor offers beyond the need neither helps nor harms. 0 for
    those who need nothing.
    """
    wanted = needs.sum(axis=1, keepdims=True)
    covered: Floats = common(needs, offers) / np.maximum(wanted, 1)
    return covered


def stepped(
    mentees: Floats, mentors: Floats, steps: Sequence[tuple[float | None, float | None, float]]
) -> Floats:
    """Return what the distance on a scale is worth; float64 [n, m].

    Parameters
    ----------
    mentees, mentors : float64 [n], [m]
        Positions on the scale; NaN where unknown, which is worth 0.
    steps : sequence of (from, to, worth)
        Bounds on mentor − mentee, both included, None being open. The first that fits counts; 0 if none does.

    Raises
    ------
    ProblemError
        A step that ends before it begins.
    """
    for start, end, _ in steps:
        if start is not None and end is not None and start > end:
            raise ProblemError(f"a step goes from {start:g} to {end:g}, which holds nothing")
    (left, row), (right, column) = (np.unique(side, return_inverse=True) for side in (mentees, mentors))
    distance = right[None, :] - left[:, None]
    fits = [
        (distance >= (-np.inf if start is None else start)) & (distance <= (np.inf if end is None else end))
        for start, end, _ in steps
    ]
    table = np.select(fits, [np.float64(worth) for _, _, worth in steps], default=0.0).astype(np.float64)
    return table[row[:, None], column[None, :]]


def weekly_quarters(half_hours: Sequence[Iterable[int]], offsets: Sequence[int]) -> Mask:
    """Return the quarters of an hour of the week, in UTC, at which each person is free; bool [n, 672].

    Parameters
    ----------
    half_hours : sequence of n sets of half-hours of the local week, 0 being Monday 00:00–00:30
    offsets : sequence of n minutes that local time is ahead of UTC, counted in whole quarters

    Notes
    -----
    Quarters, since some time zones are 45 minutes off the hour. The week is a ring: Sunday night in Auckland is Sunday
    noon in UTC, and Monday morning there is still Sunday.
    """
    free = np.zeros((len(half_hours), QUARTERS_A_WEEK), dtype=np.bool_)
    for row, (slots, offset) in enumerate(zip(half_hours, offsets, strict=True)):
        starts = 2 * np.fromiter(slots, dtype=np.int64) - offset // 15
        free[row, np.concatenate((starts, starts + 1)) % QUARTERS_A_WEEK] = True
    return free


def hours_apart(mentee_offsets: Sequence[int], mentor_offsets: Sequence[int]) -> Floats:
    """Return the hours between the clocks of each pair, the short way round, 0 to 12; float64 [n, m]."""
    left, right = np.array(mentee_offsets, dtype=np.float64), np.array(mentor_offsets, dtype=np.float64)
    hours = np.abs(left[:, None] - right[None, :]) / 60.0 % HOURS_A_DAY
    shorter: Floats = np.minimum(hours, HOURS_A_DAY - hours)
    return shorter
