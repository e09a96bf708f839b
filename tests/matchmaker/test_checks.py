"""The check sees every way in which a solution can break its problem."""

from dataclasses import replace

import numpy as np
import pytest

import matchmaker as mm

PROBLEM = mm.Problem(
    [[4.0, 1.0, -1.0], [2.0, 3.0, 5.0]],
    forbidden={"kin": [(1, 2)], "colleagues": [(1, 2), (0, 1)]},
    pinned=[(0, 0)],
)
SOLUTION = mm.solve(PROBLEM)


def violations(pairs, **changes):
    changed = replace(SOLUTION, pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2), **changes)
    with pytest.raises(mm.InvalidSolution) as caught:
        mm.validate(PROBLEM, changed)
    return caught.value.violations


def test_solution_of_the_solver_passes():
    assert SOLUTION.pairs.tolist() == [[0, 0], [1, 1]]
    mm.validate(PROBLEM, SOLUTION)


def test_pair_out_of_range():
    assert violations([(0, 0), (1, 3)]) == ["pair (1, 3) is outside of (2, 3)"]


def test_unsorted_pairs():
    assert violations([(1, 1), (0, 0)]) == ["pairs are not sorted"]


def test_repeated_pair_also_takes_too_many_places():
    assert violations([(0, 0), (1, 1), (1, 1)], total=10.0, upper_bound=10.0) == [
        "pair (1, 1) stands twice",
        "mentee 1 has 2 pairs, but 1 places",
        "mentor 1 has 2 pairs, but 1 places",
    ]


def test_forbidden_pair_names_each_rule():
    assert violations([(0, 0), (1, 2)], total=9.0, upper_bound=9.0) == [
        "pair (1, 2) is forbidden by colleagues",
        "pair (1, 2) is forbidden by kin",
    ]


def test_low_pair_and_missing_pin():
    assert violations([(0, 2), (1, 1)], total=2.0) == [
        "pair (0, 2) scores -1, less than 0",
        "pinned pair (0, 0) is left out",
    ]


def test_wrong_total():
    assert violations([(0, 0), (1, 1)], total=7.5, upper_bound=7.5) == [
        "the total is given as 7.5, the scores add up to 7"
    ]


def test_bound_below_the_total():
    assert violations([(0, 0), (1, 1)], upper_bound=6.0) == ["the upper bound 6 is below the total 7"]


def test_minimum_that_is_not_met_and_bonus_that_is_not_kept():
    problem = mm.Problem([[4.0, 1.0]], mentor_minimum=[0, 1], previous=[(0, 1)], stickiness=2.0)
    solution = mm.solve(problem)
    assert (solution.pairs.tolist(), solution.total, solution.bonus) == ([[0, 1]], 1.0, 2.0)
    wrong = replace(solution, pairs=np.array([(0, 0)]), total=4.0, upper_bound=6.0)
    with pytest.raises(mm.InvalidSolution) as caught:
        mm.validate(problem, wrong)
    assert caught.value.violations == [
        "mentor 1 has 0 pairs, but must have 1",
        "the bonus is given as 2, those kept add up to 0",
    ]


def test_stage_that_says_too_much():
    solution = mm.solve(PROBLEM, "participation")
    low = mm.Stage("mentees matched", 3.0, 2.0)
    with pytest.raises(mm.InvalidSolution) as caught:
        mm.validate(PROBLEM, replace(solution, stages=(low, *solution.stages[1:])))
    assert caught.value.violations == [
        "the upper bound 2 of “mentees matched” is below 3",
        "3 mentees are said to be matched, 2 are",
    ]
