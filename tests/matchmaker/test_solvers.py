"""Solutions are valid, exactly optimal, proven, and the same in whatever order the rows come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.residual import Residual
from matchmaker.solvers.exact import optimum_of, perfected
from matchmaker.solvers.ties import lots_of
from matchmaker.weights import weights_of
from tests.matchmaker.oracle import answers, best, pairs_of, problems, shuffled, worth


@given(problems())
def test_solve_finds_the_best_answer_with_the_most_pairs(problem):
    solution = mm.solve(problem)
    pairs = pairs_of(solution)
    assert (worth(problem, pairs), len(pairs)) == best(problem)
    assert (
        round((solution.total + solution.bonus) * 10**6)
        == worth(problem, pairs) + len(pairs) * problem.whole_unmatched_value()
    )


@given(problems())
def test_solution_is_valid(problem):
    mm.validate(problem, mm.solve(problem))


@given(problems())
def test_optimum_is_proven(problem):
    assert mm.solve(problem).gap == 0


@given(problems(largest=5), st.randoms(use_true_random=False))
def test_order_of_rows_changes_neither_total_nor_pairs(problem, random):
    n, m = problem.shape
    rows, columns = random.sample(range(n), n), random.sample(range(m), m)
    solution, other = mm.solve(problem, seed=3), mm.solve(shuffled(problem, rows, columns), seed=3)
    assert other.total == solution.total
    assert {(rows[i], columns[j]) for i, j in pairs_of(other)} == pairs_of(solution)


@given(problems())
def test_price_is_the_gain_of_one_more_place(problem):
    solution = mm.solve(problem)
    for mentor in range(problem.shape[1]):
        capacity = problem.mentor_capacity.copy()
        capacity[mentor] += 1
        wider = problem.replaced(mentor_capacity=capacity)
        gain = (best(wider)[0] - best(problem)[0]) / 10**6
        assert solution.mentor_prices[mentor] == gain


@given(problems(with_pins=False), st.data())
def test_any_start_is_perfected_to_the_optimum(problem, data):
    start = data.draw(st.sampled_from(sorted(answers(problem), key=sorted)))
    weights = weights_of(problem)
    residual, _ = perfected(weights, np.array(sorted(start), dtype=np.int64).reshape(-1, 2))
    pairs = {tuple(pair) for pair in residual.held.tolist()}
    assert (worth(problem, pairs), len(pairs)) == best(problem)


def test_unfinished_matching_shows_a_cycle():
    weights = weights_of(mm.Problem([[1.0]]))
    _, cycle = Residual(weights, np.zeros((0, 2), dtype=np.int64)).from_outside()
    assert sorted(cycle) == [0, 1]


def test_same_mentor_is_never_given_twice_to_one_mentee():
    solution = mm.solve(mm.Problem([[9.0, 1.0]], mentee_demand=2, mentor_capacity=2))
    assert solution.pairs.tolist() == [[0, 0], [0, 1]]


def test_pair_below_the_unmatched_value_is_left_out():
    assert mm.solve(mm.Problem([[0.5]], unmatched_value=0.6)).pairs.tolist() == []


def test_pair_at_the_unmatched_value_is_made():
    assert mm.solve(mm.Problem([[0.0]])).pairs.tolist() == [[0, 0]]


def test_seed_decides_between_equals():
    equal = mm.Problem(np.ones((6, 6)))
    assert {tuple(map(tuple, mm.solve(equal, seed=seed).pairs.tolist())) for seed in range(8)} != {
        tuple(map(tuple, mm.solve(equal, seed=0).pairs.tolist()))
    }


def test_pin_takes_its_places_before_anything_is_solved():
    solution = mm.solve(mm.Problem([[1.0, 5.0], [2.0, 9.0]], pinned=[(0, 1)]))
    assert solution.pairs.tolist() == [[0, 1], [1, 0]]
    assert solution.total == 7.0


def test_nobody_to_match_is_an_empty_solution():
    solution = mm.solve(mm.Problem(np.zeros((3, 0))))
    assert (solution.pairs.shape, solution.total, solution.gap) == ((0, 2), 0.0, 0.0)


@pytest.mark.parametrize("stickiness", [0.2, 0.7])
def test_gap_of_a_total_with_a_bonus_is_nothing_but_a_gap(stickiness):
    """0.1 + 0.2 is not 0.3 in floating point."""
    assert mm.solve(mm.Problem([[0.1]], previous=[(0, 0)], stickiness=stickiness)).gap == 0


def test_unknown_objective_is_refused():
    with pytest.raises(mm.ProblemError, match="unknown objective “best”; there is: total"):
        mm.solve(mm.Problem([[1.0]]), objective="best")


def test_larger_demand_is_solved_exactly():
    random = np.random.default_rng(5)
    problem = mm.Problem(random.random((60, 40)), mentee_demand=3, mentor_capacity=4)
    solution = mm.solve(problem)
    mm.validate(problem, solution)
    assert (len(solution.pairs), solution.gap) == (160, 0.0)


@given(problems(), st.integers(0, 9))
def test_among_equals_the_greatest_sum_of_lots_is_chosen(problem, seed):
    lots = lots_of(*problem.hashes(seed))
    pinned = {tuple(pair) for pair in problem.pinned.tolist()}

    def sum_of_lots(pairs):
        return sum(int(lots[pair]) for pair in pairs - pinned)

    optimum = best(problem)
    equals = [pairs for pairs in answers(problem) if (worth(problem, pairs), len(pairs)) == optimum]
    chosen = pairs_of(mm.solve(problem, seed=seed))
    assert sum_of_lots(chosen) == max(sum_of_lots(pairs) for pairs in equals)


def test_unmatched_value_that_leaves_nobody_out_changes_no_pair():
    random = np.random.default_rng(7)
    scores = random.integers(0, 4, (40, 40))
    outcomes = {
        mm.solve(mm.Problem(scores, unmatched_value=value)).pairs.tobytes() for value in (0.0, -1.0, -25.0)
    }
    assert len(outcomes) == 1


def test_lots_are_the_same_on_every_computer():
    problem = mm.Problem(np.zeros((2, 2)), mentee_keys=["tom", "uma"], mentor_keys=["ann", "ben"])
    assert lots_of(*problem.hashes(0)).tolist() == [[1549396316, 1909858967], [1220604542, 1929124506]]


@given(problems(with_pins=False), st.randoms(use_true_random=False))
def test_exchanges_lead_from_any_start_to_the_optimum(problem, random):
    weights = weights_of(problem.replaced(mentor_minimum=0))
    demand, capacity, start = weights.demand.copy(), weights.capacity.copy(), []
    is_open = np.argwhere(weights.is_open).tolist()
    for mentee, mentor in random.sample(is_open, len(is_open)):
        if demand[mentee] and capacity[mentor] and random.random() < 0.7:
            demand[mentee] -= 1
            capacity[mentor] -= 1
            start.append((mentee, mentor))
    ours = optimum_of(weights, np.array(start, dtype=np.int64).reshape(-1, 2))
    assert (ours.value, ours.slack) == (optimum_of(weights).value, 0)
