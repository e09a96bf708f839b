"""Features of places on the earth: how far two people live from each other."""

from typing import Any

import numpy as np

from matchmaker.arrays import Floats, Integers, Mask
from matchmaker.errors import ProblemError
from matchmaker.features.blocks import Block
from matchmaker.features.levels import MOST_LEVELS, chosen

EARTH_KM = 6371.0
"""The mean radius."""

MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0


def distance(
    mentees: Any, mentors: Any, *, reach_km: float, weight: float = 1.0, label: str = "distance"
) -> Block:
    """Return 1 − (d / reach)², d being the straight line between two places: 1 at the same, 0 at the reach.

    Parameters
    ----------
    mentees, mentors : float array_like [n, 2], [m, 2]
        Latitude and longitude in degrees; NaN where unknown, which is worth 0.
    reach_km : float
        How far is too far. Beyond it the part is below zero, and goes on falling.
    weight : float
    label : str

    Raises
    ------
    ProblemError
        Wrong shapes, or the first place that is not on the earth; a reach that is not above zero.

    Notes
    -----
    The way over the ground is no inner product; the square of the straight way through it is, d² = |u|² + |v|² − 2·u·v for
    points in space: 5 features for any number of places. At 100 km the two differ by a metre. The points are taken
    from the middle of them all, so that nothing cancels for people who live close together. O(n + m).
    """
    if not (np.isfinite(reach_km) and reach_km > 0):
        raise ProblemError(f"reach_km must be above zero, not {reach_km}")
    (left, left_known), (right, right_known) = _points(mentees, "mentees"), _points(mentors, "mentors")
    known = np.concatenate((left[left_known], right[right_known]))
    middle = (known.min(axis=0) + known.max(axis=0)) / 2.0 if len(known) else np.zeros(3)
    left, right = ((side - middle) * (EARTH_KM / reach_km) for side in (left, right))
    of_mentees = np.column_stack((1.0 - _squares(left), -np.ones(len(left)), 2.0 * left))
    of_mentors = np.column_stack((np.ones(len(right)), _squares(right), right))
    of_mentees[~left_known], of_mentors[~right_known] = 0.0, 0.0
    return Block(label, of_mentees, of_mentors, weight)


def nearness(
    mentees: Any, mentors: Any, *, half_km: float, weight: float = 1.0, label: str = "nearness"
) -> Block:
    """Return 2^(−(d / half)²), d being the way over the ground: 1 at the same place, a half at `half_km`, never below 0.

    Parameters
    ----------
    mentees, mentors : float array_like [n, 2], [m, 2]
        As for `distance`; on one of the sides at most 256 different places, such as towns, sites or campuses.
    half_km : float
        The distance that is worth half.
    weight : float
    label : str

    Raises
    ------
    ProblemError
        As `distance`; more than 256 different places on each of the sides.

    Notes
    -----
    A bell curve over the ground has too many dimensions, but few places make a table, as in `categories`. The way over the
    ground is the haversine formula's, from the straight line c between points at distance 1 from the middle of the
    earth: 2·R·arcsin(c / 2). O((n + m)·p) time for p places of the side that has fewer.
    """
    if not (np.isfinite(half_km) and half_km > 0):
        raise ProblemError(f"half_km must be above zero, not {half_km}")
    of_mentees, mentee_place = _distinct(*_points(mentees, "mentees"))
    of_mentors, mentor_place = _distinct(*_points(mentors, "mentors"))
    if min(len(of_mentees), len(of_mentors)) > MOST_LEVELS:
        raise ProblemError(
            f"“{label}” has {len(of_mentees)} different places of mentees and {len(of_mentors)} of mentors; "
            f"one of the sides may have {MOST_LEVELS} at most: round them, or take distance()"
        )
    lines = sum((of_mentees[:, None, axis] - of_mentors[None, :, axis]) ** 2 for axis in range(3))
    ways = 2.0 * EARTH_KM * np.arcsin(np.minimum(np.sqrt(lines) / 2.0, 1.0))
    return Block(label, *chosen(mentee_place, mentor_place, np.exp2(-((ways / half_km) ** 2)), label), weight)


def _points(given: Any, what: str) -> tuple[Floats, Mask]:
    """Return points at distance 1 from the middle of the earth, and whose is known; float64 [people, 3], bool [people]."""
    array = np.asarray(given, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != 2:  # noqa: PLR2004
        raise ProblemError(f"{what} must have a latitude and a longitude each, not the shape {array.shape}")
    known: Mask = np.logical_not(np.isnan(array).any(axis=1))
    outside = known & (np.abs(array) > (MOST_LATITUDE, MOST_LONGITUDE)).any(axis=1)
    if outside.any():
        first = int(outside.argmax())
        raise ProblemError(f"{what}[{first}] is at {tuple(array[first].tolist())}, which is not on the earth")
    latitude, longitude = np.radians(array).T
    points = np.column_stack(
        (np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude))
    )
    return np.where(known[:, None], points, 0.0), known


def _squares(points: Floats) -> Floats:
    squares: Floats = (points**2).sum(axis=1)
    return squares


def _distinct(points: Floats, known: Mask) -> tuple[Floats, Integers]:
    places, index = np.unique(points[known], axis=0, return_inverse=True)
    levels = np.full(len(points), -1, dtype=np.int64)
    levels[known] = index.reshape(-1)
    return places, levels
