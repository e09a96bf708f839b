"""Planted violations are caught, all of them at once."""

from dataclasses import replace

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.circles import Cap, circles, validate_circles

PROBLEM = mm.Problem(np.ones((6, 2)), mentor_capacity=4)
CAPS = [
    Cap(np.array([0, 0, 1, 1, -1, -1]), 1, "department"),
    Cap(np.array([0, 0, 0, 0, -1, -1]), 2, "faculty"),
]


def planted(pairs):
    pairs = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return replace(circles(PROBLEM, CAPS), pairs=pairs, total=float(len(pairs)), stages=(), upper_bound=6.0)


def violations(pairs, smallest=0):
    with pytest.raises(mm.InvalidSolution) as caught:
        validate_circles(PROBLEM, CAPS, planted(pairs), smallest=smallest)
    return caught.value.violations


def test_good_circles_pass():
    validate_circles(PROBLEM, CAPS, planted([(0, 0), (1, 1), (2, 0), (3, 1), (4, 0), (5, 0)]), smallest=2)


def test_nobody_at_all_passes():
    validate_circles(PROBLEM, CAPS, planted([]), smallest=4)


def test_each_group_that_is_too_many_is_named():
    assert violations([(0, 0), (1, 0), (2, 0), (4, 0)]) == [
        "the circle of mentor 0 has 2 mentees of group 0 of “department”, which allows 1",
        "the circle of mentor 0 has 3 mentees of group 0 of “faculty”, which allows 2",
    ]


def test_small_circles_are_named():
    assert violations([(0, 0), (2, 0), (4, 1)], smallest=2) == [
        "the circle of mentor 1 has 1 mentees, fewer than 2"
    ]


def test_what_the_problem_forbids_is_listed_beside():
    assert violations([(0, 0), (0, 1), (1, 1)]) == [
        "mentee 0 has 2 pairs, but 1 places",
        "the circle of mentor 1 has 2 mentees of group 0 of “department”, which allows 1",
    ]


def test_pairs_out_of_range_are_named():
    assert violations([(0, 0), (7, 0)]) == ["pair (7, 0) is outside of (6, 2)"]
