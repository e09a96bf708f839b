"""Features of people who stand each on one of a few levels: categories with a table, steps on a scale."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from matchmaker import criteria
from matchmaker.arrays import Floats, Integers, frozen
from matchmaker.errors import ProblemError
from matchmaker.features.blocks import Block

MOST_LEVELS = 256
"""So many different levels one of the two sides may have: 2 kB a person."""


def categories(
    mentees: Sequence[Hashable],
    mentors: Sequence[Hashable],
    table: Mapping[tuple[Hashable, Hashable], float] | None = None,
    *,
    weight: float = 1.0,
    label: str = "categories",
    otherwise: float = 0.0,
) -> Block:
    """Return what the table says of the mentee's and the mentor's category.

    Parameters
    ----------
    mentees, mentors : sequence of n and of m categories
        None where unknown, which is worth 0.
    table : mapping from (of mentee, of mentor) to worth, optional
        Need not be symmetric. Without it the same category is worth 1.
    weight : float
    label : str
    otherwise : float
        What a pair of categories is worth that the table does not have.

    Raises
    ------
    ProblemError
        A worth that is not finite, naming its categories; more than 256 categories on each of the sides.

    Notes
    -----
    One column for each category of the side that has fewer of them: people of this side have a 1 in their own, those of
    the other their row or column of the table. The product picks one entry, so that it is exact to the bit. O((n + m)·c)
    time for c categories.
    """
    for pair, worth in (table or {}).items():
        if not np.isfinite(worth):
            raise ProblemError(f"“{label}” gives {pair} the worth {worth}")
    (of_mentees, mentee_level), (of_mentors, mentor_level) = _numbered(mentees), _numbered(mentors)
    worths = np.array(
        [[_worth(table, left, right, otherwise) for right in of_mentors] for left in of_mentees],
        dtype=np.float64,
    ).reshape(len(of_mentees), len(of_mentors))
    return Block(label, *chosen(mentee_level, mentor_level, worths, label), weight)


def ordered(
    mentees: Any,
    mentors: Any,
    steps: Sequence[tuple[float | None, float | None, float]],
    *,
    weight: float = 1.0,
    label: str = "ordered",
) -> Block:
    """Return what the distance from the mentee up to the mentor on a scale is worth, by `criteria.stepped`.

    Parameters
    ----------
    mentees, mentors : float array_like [n], [m]
        Positions on the scale; NaN where unknown, which is worth 0.
    steps : sequence of (from, to, worth)
        Bounds on mentor − mentee, both included, None being open. The first that fits counts; 0 if none does.
    weight : float
    label : str

    Raises
    ------
    ProblemError
        A step that ends before it begins; more than 256 different positions on each of the sides, as of a scale that is
        measured and not counted: round it first.

    Notes
    -----
    As `categories`, with the steps as the table: exact to the bit, for whole and for other numbers. O((n + m)·c) time for c
    positions of the side that has fewer.
    """
    left, right = np.asarray(mentees, dtype=np.float64), np.asarray(mentors, dtype=np.float64)
    for what, side in (("mentees", left), ("mentors", right)):
        if side.ndim != 1:
            raise ProblemError(f"{what} must have one position each, not the shape {side.shape}")
    (of_mentees, mentee_level), (of_mentors, mentor_level) = _positions(left), _positions(right)
    if min(len(of_mentees), len(of_mentors)) > MOST_LEVELS:
        raise _too_many(label, len(of_mentees), len(of_mentors))
    return Block(
        label,
        *chosen(mentee_level, mentor_level, criteria.stepped(of_mentees, of_mentors, steps), label),
        weight,
    )


def chosen(mentees: Integers, mentors: Integers, table: Floats, label: str) -> tuple[Floats, Floats]:
    """Return features whose product is the entry of `table` at the two levels; 0 where a level is −1.

    Parameters
    ----------
    mentees, mentors : int64 [n], [m]
        Rows and columns of `table`.
    table : float64 [a, b]
    label : str
        For the message.

    Returns
    -------
    float64 [n, min(a, b)], float64 [m, min(a, b)]

    Raises
    ------
    ProblemError
        Both a and b above 256.
    """
    if min(table.shape) > MOST_LEVELS:
        raise _too_many(label, *table.shape)
    if table.shape[0] <= table.shape[1]:
        return frozen(_one_hot(mentees, table.shape[0])), frozen(_rows(table.T, mentors))
    return frozen(_rows(table, mentees)), frozen(_one_hot(mentors, table.shape[1]))


def _too_many(label: str, of_mentees: int, of_mentors: int) -> ProblemError:
    return ProblemError(
        f"“{label}” has {of_mentees} different levels of mentees and {of_mentors} of mentors; "
        f"one of the sides may have {MOST_LEVELS} at most"
    )


def _one_hot(levels: Integers, size: int) -> Floats:
    columns = np.zeros((len(levels), size))
    known = np.flatnonzero(levels >= 0)
    columns[known, levels[known]] = 1.0
    return columns


def _rows(table: Floats, levels: Integers) -> Floats:
    with_unknown = np.concatenate((table, np.zeros((1, table.shape[1]))))
    taken: Floats = with_unknown[levels]
    return taken


def _numbered(side: Sequence[Hashable]) -> tuple[list[Hashable], Integers]:
    """Return the categories in the order in which they come, and the place of each person's; −1 for None."""
    place: dict[Hashable, int] = {}
    levels = [-1 if category is None else place.setdefault(category, len(place)) for category in side]
    return list(place), np.array(levels, dtype=np.int64)


def _positions(side: Floats) -> tuple[Floats, Integers]:
    known = ~np.isnan(side)
    places, index = np.unique(side[known], return_inverse=True)
    levels = np.full(len(side), -1, dtype=np.int64)
    levels[known] = index
    return places, levels


def _worth(
    table: Mapping[tuple[Hashable, Hashable], float] | None, left: Hashable, right: Hashable, otherwise: float
) -> float:
    return float(left == right) if table is None else table.get((left, right), otherwise)
