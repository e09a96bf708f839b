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
    return violations_of(PROBLEM, SOLUTION, pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2), **changes)


def violations_of(problem, solution, **changes):
    with pytest.raises(mm.InvalidSolution) as caught:
        mm.validate(problem, replace(solution, **changes))
    return caught.value.violations


def test_solution_of_the_solver_passes():
    assert SOLUTION.pairs.tolist() == [[0, 0], [1, 1]]
    mm.validate(PROBLEM, SOLUTION)


@pytest.mark.parametrize("objective", ["total", "participation", "floor", "fair", "leximin", "stable"])
def test_solution_to_every_objective_passes(objective):
    problem = mm.Problem(
        [[4.0, 1.0], [2.0, 3.0], [2.5, 0.0]], mentor_minimum=[0, 1], previous=[(2, 0)], stickiness=0.5
    )
    if objective == "stable":
        problem = mm.Problem([[4.0, 1.0], [2.0, 3.0], [2.5, 0.0]])
    mm.validate(problem, mm.solve(problem, objective))


def test_pairs_out_of_range_are_all_named_and_nothing_else():
    assert violations([(2, 0), (-1, 0), (0, -1), (1, 3), (0, 0), (0, 0)]) == [
        "pair (2, 0) is outside of (2, 3)",
        "pair (-1, 0) is outside of (2, 3)",
        "pair (0, -1) is outside of (2, 3)",
        "pair (1, 3) is outside of (2, 3)",
    ]


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
    assert violations_of(problem, solution, pairs=np.array([(0, 0)]), total=4.0, upper_bound=6.0) == [
        "mentor 1 has 0 pairs, but must have 1",
        "the bonus is given as 2, those kept add up to 0",
    ]


def test_bonus_that_is_kept_but_not_given():
    problem = mm.Problem([[4.0, 1.0]], previous=[(0, 0), (0, 1)], stickiness=[2.0, 8.0])
    solution = mm.solve(problem)
    assert (solution.pairs.tolist(), solution.total, solution.bonus) == ([[0, 1]], 1.0, 8.0)
    assert violations_of(problem, solution, bonus=0.0) == ["the bonus is given as 0, those kept add up to 8"]


def test_bound_below_the_total_with_its_bonus():
    problem = mm.Problem([[4.0]], previous=[(0, 0)], stickiness=2.0)
    assert violations_of(problem, mm.solve(problem), upper_bound=5.0) == [
        "the upper bound 5 is below the total 6"
    ]


def test_sum_that_is_no_number():
    nothing = float("nan")
    assert violations([(0, 0), (1, 1)], total=nothing, bonus=nothing, upper_bound=nothing) == [
        "the total is given as nan, the scores add up to 7",
        "the bonus is given as nan, those kept add up to 0",
        "the upper bound nan is below the total nan",
    ]


# -- what rounding may do: a millionth, and a millionth more for every pair in a sum --------------------------


def answer(scores, pairs, **changes):
    """A problem without bounds of its own, and an answer to it with these pairs."""
    problem = mm.Problem(scores)
    pairs = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return problem, replace(mm.solve(problem), **{"pairs": pairs, "upper_bound": 9.0, **changes})


@pytest.mark.parametrize("score", [0.0, -1e-6])
def test_pair_that_is_worth_an_empty_place_but_for_rounding_passes(score):
    mm.validate(*answer([[score]], [(0, 0)], total=0.0))


def test_pair_that_scores_too_low_by_more_than_rounding():
    assert violations_of(*answer([[-2e-6]], [(0, 0)], total=0.0)) == [
        "pair (0, 0) scores -2e-06, less than 0"
    ]


@pytest.mark.parametrize(("pairs", "off"), [([], 1e-6), ([(0, 0)], 1.5e-6), ([(0, 0)], -1.5e-6)])
def test_sums_that_are_off_by_rounding_pass(pairs, off):
    mm.validate(*answer([[0.0]], pairs, total=off, bonus=off))


@pytest.mark.parametrize(("pairs", "off"), [([], 1.5e-6), ([(0, 0)], 2.5e-6)])
def test_sums_that_are_off_by_more_than_rounding(pairs, off):
    assert violations_of(*answer([[0.0]], pairs, total=off, bonus=off)) == [
        f"the total is given as {off:g}, the scores add up to 0",
        f"the bonus is given as {off:g}, those kept add up to 0",
    ]


def test_bound_below_the_total_by_rounding_passes():
    mm.validate(*answer([[0.0]], [], upper_bound=-1e-6))


# -- stages ---------------------------------------------------------------------------------------------------


def test_stage_that_says_too_much():
    solution = mm.solve(PROBLEM, "participation")
    low = mm.Stage("mentees matched", 3.0, 2.0)
    assert violations_of(PROBLEM, solution, stages=(low, *solution.stages[1:])) == [
        "the upper bound 2 of “mentees matched” is below 3",
        "3 mentees are said to be matched, 2 are",
    ]


def test_stage_in_the_middle_that_says_too_much():
    stages = (
        mm.Stage("mentees matched", 2.0, 2.0),
        mm.Stage("lowest score", 3.0, 1.0),
        mm.Stage("total", 7.0, 7.0),
    )
    assert violations_of(PROBLEM, SOLUTION, stages=stages) == [
        "the upper bound 1 of “lowest score” is below 3"
    ]


def test_stage_with_a_bound_that_is_no_number():
    stages = (mm.Stage("lowest score", 3.0, float("nan")), mm.Stage("total", 7.0, 7.0))
    assert violations_of(PROBLEM, SOLUTION, stages=stages) == [
        "the upper bound nan of “lowest score” is below 3"
    ]


def test_stage_with_a_bound_below_its_value_by_rounding_passes():
    stages = (mm.Stage("lowest score", 0.0, -1e-6), mm.Stage("total", 7.0, 7.0))
    mm.validate(PROBLEM, replace(SOLUTION, stages=stages))


# -- stable ---------------------------------------------------------------------------------------------------


def test_stable_solution_with_a_pair_on_no_list_and_a_pair_that_blocks():
    problem = mm.Problem(
        np.ones((2, 2)), mentee_preferences=[[0], [1, 0]], mentor_preferences=[[0, 1], [1]], pinned=[(1, 1)]
    )
    solution = mm.solve(problem, "stable")
    assert solution.pairs.tolist() == [[0, 0], [1, 1]]
    assert violations_of(problem, solution, pairs=np.array([(0, 1), (1, 1)])) == [
        "mentor 1 has 2 pairs, but 1 places",
        "pair (0, 1) is on no list",
        "pair (0, 0) blocks",
    ]
