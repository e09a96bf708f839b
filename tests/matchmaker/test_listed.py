"""Problems that are no matrix, or too large for one: the same answer as the matrix gives, on every way to it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

import matchmaker as mm
from matchmaker import solvers
from matchmaker.solvers.listed import (
    auction,
    bidding,
    columns,
    distances,
    forced,
    graph,
    labels,
    optimum,
    pricing,
    ranking,
)
from matchmaker.solvers.listed.places import Places
from matchmaker.solvers.listed.solving import solve_listed
from tests.matchmaker.oracle import problems

LOW_RANK = np.random.default_rng(5).integers(0, 40, (2, 90, 6)) / 100
COMPILED = (auction, bidding, distances, forced, graph, labels, optimum)


def answer(solution):
    return solution.pairs.tolist(), solution.total, solution.bonus, solution.gap, solution.stages


def low_rank(**settings):
    return mm.Problem(mm.LowRank(*LOW_RANK), **settings)


def closed(shape, share=0.2, seed=0):
    return np.argwhere(np.random.default_rng(seed).random(shape) < share)


@given(problems(), st.sampled_from(("total", "participation")), st.integers(5, 60))
def test_listing_finds_what_the_matrix_gives(problem, objective, block):
    if objective == "participation" and (problem.mentee_demand > 1).any():
        return
    ours, matrix = (
        solve_listed(problem, objective, 0, block=block),
        solvers._solve_dense(problem, objective, 0),
    )
    mm.validate(problem, ours)
    assert answer(ours) == answer(matrix)


@given(problems())
def test_prices_are_those_of_the_matrix(problem):
    if problem.mentor_minimum.any():
        return
    ours, matrix = solve_listed(problem, "total", 0), solvers._solve_dense(problem, "total", 0)
    assert ours.mentor_prices.tolist() == matrix.mentor_prices.tolist()


@pytest.mark.parametrize("objective", solvers.OBJECTIVES)
def test_sparse_scores_are_a_matrix_with_a_rule(objective):
    scores = np.where(np.random.default_rng(1).random((12, 9)) < 0.4, 0.5, 0.0)
    given_sparse = mm.Problem(sparse.csr_array(scores), mentor_capacity=2)
    as_matrix = mm.Problem(scores, mentor_capacity=2, forbidden={"not listed": scores == 0})
    ours = mm.solve(given_sparse, objective)
    mm.validate(given_sparse, ours)
    assert ours.pairs.tolist() == mm.solve(as_matrix, objective).pairs.tolist()
    assert ours.input_hash == given_sparse.fingerprint()


def test_sparse_scores_keep_rules_pins_and_last_times_pairs():
    rng = np.random.default_rng(8)
    scores = np.where(rng.random((40, 30)) < 0.4, rng.integers(1, 9, (40, 30)) / 8, 0.0)
    listed = sparse.csr_array(scores)
    pins, last = np.argwhere(scores)[[3, 90]], np.argwhere(scores)[[5, 40, 77, 150]]
    problem = mm.Problem(
        listed,
        forbidden={"kin": np.argwhere(scores)[7::9]},
        pinned=pins,
        previous=last,
        stickiness=0.3,
        unmatched_value=0.25,
        mentor_capacity=2,
    )
    ours = mm.solve(problem)
    mm.validate(problem, ours)
    assert answer(ours) == answer(mm.solve(problem.dense()))


def test_a_stored_zero_is_listed():
    problem = mm.Problem(sparse.csr_array((np.zeros(1), ([0], [1])), shape=(1, 2)))
    assert mm.solve(problem).pairs.tolist() == [[0, 1]]


def test_explanations_of_low_rank_scores_are_those_of_the_matrix():
    problem = low_rank(forbidden={"kin": closed((90, 90))}, mentor_capacity=2)
    solution = mm.solve(problem)
    assert mm.explain(problem, solution, 3) == mm.explain(problem.dense(), solution, 3)
    assert mm.unmatched(problem, solution) == mm.unmatched(problem.dense(), solution)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"mentor_capacity": 3, "mentee_demand": np.arange(90) % 2},
        {"forbidden": {"kin": closed((90, 90))}, "pinned": [[0, 0], [7, 3]]},
        {"mentor_minimum": np.arange(90) % 3 // 2, "forbidden": closed((90, 90))},
        {"previous": closed((90, 90), 0.01), "stickiness": 0.05, "unmatched_value": 0.3},
        {"mentor_capacity": 2, "mentee_demand": 2},
    ],
)
def test_low_rank_scores_give_what_their_matrix_gives(settings):
    if "pinned" in settings:
        settings |= {"forbidden": {"kin": [pair for pair in closed((90, 90)).tolist() if pair != [0, 0]]}}
        settings["forbidden"]["kin"] = [
            pair for pair in settings["forbidden"]["kin"] if pair not in settings["pinned"]
        ]
    problem = low_rank(**settings)
    ours, matrix = (
        solve_listed(problem, "total", 4),
        solvers._solve_dense(problem.dense(), "total", 4),
    )
    mm.validate(problem, ours)
    assert answer(ours) == answer(matrix)


@pytest.mark.parametrize("scores", [np.ones((70, 60)), np.random.default_rng(3).integers(0, 4, (70, 60))])
def test_many_ties_are_broken_as_in_the_matrix(scores):
    problem = mm.Problem(scores, mentor_capacity=np.arange(60) % 3, forbidden=closed((70, 60)))
    assert answer(solve_listed(problem, "total", 9)) == answer(solvers._solve_dense(problem, "total", 9))


def test_what_single_precision_cannot_tell_apart_is_found(monkeypatch):
    monkeypatch.setattr(columns, "AT_FIRST", 1)
    monkeypatch.setattr(columns, "A_ROUND", 2)
    mentors = np.column_stack((np.full(40, 1000.0), np.arange(40) / 10**6))
    problem = mm.Problem(mm.LowRank(np.ones((30, 2)), mentors))
    solution = mm.solve(problem)
    assert sorted(solution.pairs[:, 1].tolist()) == list(range(10, 40))
    assert solution.gap == 0


def test_pair_that_is_just_worth_it_is_found_behind_those_that_are_just_not():
    """Single precision takes all for worth as much as an empty place; ninety-eight are worth a little less."""
    mentors = np.column_stack((np.full(100, 1000.0), (np.arange(100) - 98) / 10**6))
    problem = mm.Problem(mm.LowRank(np.ones((1, 2)), mentors), unmatched_value=1000.0)
    ours = mm.solve(problem)
    assert answer(ours) == answer(mm.solve(problem.dense()))
    assert (ours.pairs.tolist(), ours.total) == ([[0, 99]], 1000.000001)


def test_too_many_ties_to_list_leave_a_certified_gap(monkeypatch):
    monkeypatch.setattr(columns, "MOST_TIES", 10)
    solution = solve_listed(mm.Problem(np.ones((70, 60))), "total", 0)
    assert solution.total == 60.0 <= solution.upper_bound < 60.01


def test_pairs_weighed_at_a_time_make_no_difference():
    problem = low_rank(mentor_capacity=2)
    first, *others = (solve_listed(problem, "total", 0, block=block) for block in (1, 100, 1000, 10**6))
    for other in others:
        assert answer(other) == answer(first)
        assert other.mentor_prices.tobytes() == first.mentor_prices.tobytes()


def test_order_of_people_makes_no_difference():
    order = np.random.default_rng(2).permutation(90)
    names = [f"person {index}" for index in range(90)]
    one = low_rank(mentee_keys=names, mentor_keys=names)
    other = mm.Problem(
        mm.LowRank(LOW_RANK[0][order], LOW_RANK[1]),
        mentee_keys=[names[index] for index in order],
        mentor_keys=names,
    )
    shuffled = mm.solve(other).pairs
    shuffled = np.column_stack((order[shuffled[:, 0]], shuffled[:, 1]))
    assert shuffled[np.argsort(shuffled[:, 0])].tolist() == mm.solve(one).pairs.tolist()


@given(problems(with_pins=False), st.randoms(use_true_random=False))
def test_exchanges_lead_from_any_start_to_the_same_optimum(problem, random):
    problem = problem.replaced(mentor_minimum=0)
    places = Places.of(problem)
    listed = places.graph(places.weighed(np.argwhere(np.ones(problem.shape, dtype=bool))))
    ours = optimum.optimum_of(listed, start=any_holding(listed, random))
    other = optimum.optimum_of(listed)
    assert (ours.value, ours.prices.tolist()) == (other.value, other.prices.tolist())
    assert optimum.bound_of(listed, ours.prices, ours.values) == ours.value


@given(problems(with_pins=False))
def test_forced_pairs_are_in_every_optimum(problem):
    places = Places.of(problem)
    listed = places.graph(places.weighed(np.argwhere(np.ones(problem.shape, dtype=bool))))
    _certain, open_to, left = optimum.all_optima(listed, optimum.optimum_of(listed))
    taken, others, rest = forced.without_forced(left)
    assert sorted([*taken, *others]) == sorted({*taken, *others})
    for seed in range(3):
        lots = np.random.default_rng(seed).integers(1, 100, len(open_to))
        drawn = optimum.optimum_of(left._replace(weight=lots)).held
        assert set(taken) <= set(drawn)
        beside = optimum.optimum_of(rest._replace(weight=lots[others])).held
        assert lots[taken].sum() + lots[others[beside]].sum() == lots[drawn].sum()


def test_a_chain_of_pairs_is_forced_from_its_end():
    chain = graph.graph_of(
        np.array([0, 1, 1, 2, 2]),
        np.array([0, 0, 1, 1, 2]),
        np.ones(5, dtype=np.int64),
        demand=np.ones(3, dtype=np.int64),
        capacity=np.ones(3, dtype=np.int64),
        mentee_minimum=np.ones(3, dtype=np.int64),
    )
    taken, others, _rest = forced.without_forced(chain)
    assert (taken.tolist(), others.tolist()) == ([0, 2, 4], [])


def any_holding(listed, random):
    """Edges within the places, most of them, taken as they come."""
    demand, capacity, held = listed.demand.copy(), listed.capacity.copy(), []
    for edge in random.sample(range(len(listed.mentor)), len(listed.mentor)):
        mentee, mentor = listed.mentee[edge], listed.mentor[edge]
        if demand[mentee] and capacity[mentor] and random.random() < 0.7:
            demand[mentee] -= 1
            capacity[mentor] -= 1
            held.append(edge)
    return np.array(sorted(held), dtype=np.int64)


def test_exchanges_run_as_plain_python_too(monkeypatch):
    for module in COMPILED:
        for name, function in vars(module).items():
            monkeypatch.setattr(module, name, getattr(function, "py_func", function))
    problem = mm.Problem(
        [[3.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 3.0]], mentee_demand=2, mentor_capacity=2
    )
    places = Places.of(problem)
    listed = places.graph(places.weighed(np.argwhere(np.ones((3, 3), dtype=bool))))
    worst = np.flatnonzero(np.isin(problem.scores.ravel(), [0.0, 1.0]))
    found = optimum.optimum_of(listed, start=worst)
    assert listed.pairs(found.held).tolist() == [[0, 0], [0, 1], [1, 1], [1, 2], [2, 0], [2, 2]]


def test_most_matched_of_a_large_problem_is_for_one_mentor_a_mentee(monkeypatch):
    monkeypatch.setattr(solvers, "LARGEST_MATRIX", 0)
    with pytest.raises(mm.ProblemError) as caught:
        mm.solve(low_rank(mentee_demand=2), "participation")
    assert str(caught.value) == "“participation” of a problem this large is for one mentor a mentee"


def test_scores_too_far_apart_for_bonuses_are_an_error():
    people = np.ones((200, 1))
    with pytest.raises(mm.ProblemError) as caught:
        mm.solve(mm.Problem(mm.LowRank(people * 4e6, people)), "participation")
    assert str(caught.value) == "the scores are too far apart to put the most matched first"


def test_a_deadline_leaves_a_certified_gap(monkeypatch):
    monkeypatch.setattr(columns, "AT_FIRST", 1)
    problem = low_rank()
    stopped = mm.solve(problem, time_limit=0.0)
    mm.validate(problem, stopped)
    best = mm.solve(problem)
    assert stopped.gap > 0 == best.gap
    assert stopped.upper_bound >= best.total > stopped.total


def test_a_deadline_in_time_changes_nothing():
    assert answer(mm.solve(low_rank(), time_limit=60.0)) == answer(mm.solve(low_rank()))


def test_progress_is_heard_and_can_end_the_work():
    heard = []

    def stop(share):
        heard.append(share)
        if share >= 0.2:
            raise KeyboardInterrupt

    for problem in (low_rank(), mm.Problem(np.eye(3))):
        heard.clear()
        with pytest.raises(KeyboardInterrupt):
            mm.solve(problem, progress=stop)
        assert heard == sorted(heard)


def test_unmet_minimums_are_an_error():
    with pytest.raises(mm.ProblemError, match="minimums"):
        mm.solve(low_rank(mentor_minimum=2, mentor_capacity=2))


def test_a_problem_too_large_for_a_matrix_says_so(monkeypatch):
    monkeypatch.setattr("matchmaker.problem.LARGEST_MATRIX", 8000)
    with pytest.raises(mm.ProblemError, match="8100 pairs as a matrix; there may be 8000 at most"):
        mm.solve(low_rank(), "leximin")


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ((np.ones((2, 3)), np.ones((2, 4))), "3 columns, mentor_features 4"),
        ((np.array([[0.0, np.nan]]), np.ones((1, 2))), r"mentee_features: \[0, 1\] is nan"),
        ((np.ones(3), np.ones((2, 4))), "mentee_features must have two dimensions"),
    ],
)
def test_bad_features_are_named(features, message):
    with pytest.raises(mm.ProblemError, match=message):
        mm.LowRank(*features)


def test_a_bad_listed_score_is_named():
    with pytest.raises(mm.ProblemError, match=r"pair \(1, 0\) is inf"):
        mm.Problem(sparse.csr_array(np.array([[1.0, 0.0], [np.inf, 2.0]])))


def test_a_listed_score_from_a_matrix_of_products_has_the_same_bits():
    scores = mm.LowRank(*LOW_RANK)
    one_by_one = [scores[i, j] for i in range(9) for j in range(90)]
    assert one_by_one == scores.to_dense()[:9].ravel().tolist()


def test_the_best_of_rows_are_the_same_without_the_compiler():
    block = (LOW_RANK[0] @ LOW_RANK[1].T).astype(np.float32)
    price = np.linspace(0, 0.1, 90).astype(np.float32)
    found = []
    for search in (pricing._best_compiled, pricing._best_plain):
        worth, best = np.full((90, 5), 0.2), np.full((90, 5), -1)
        search(block, price, worth, best, 0)
        found.append((np.sort(worth, axis=1).tolist(), np.sort(best, axis=1).tolist()))
    assert found[0] == found[1]


@pytest.mark.parametrize("step", [0.0, 0.01, -0.01], ids=["alike", "rising", "falling"])
def test_of_each_row_enough_of_the_best_are_found_where_that_will_do(step):
    scores = np.random.default_rng(5).random((60, 200)) + step * np.arange(60)[:, None]
    bar = scores.min(axis=1) + 0.5
    pairs, best = pricing.best_of_rows(
        pricing.Blocks(mm.Problem(scores)), np.zeros(200), bar, keep=12, enough=6
    )
    assert best.tolist() == scores.max(axis=1).tolist()
    rows = [pairs[pairs[:, 0] == row, 1] for row in range(60)]
    assert all(6 <= len(kept) <= 12 for kept in rows)
    for row, kept in enumerate(rows):
        assert sorted(scores[row, kept]) == sorted(scores[row])[-len(kept) :]


def test_a_row_with_fewer_above_its_bar_than_will_do_gives_these():
    scores = np.array([[0.9, 0.8, 0.7, 0.6], [0.1, 0.9, 0.2, 0.3], [0.1, 0.1, 0.1, 0.1]])
    pairs, best = pricing.best_of_rows(
        pricing.Blocks(mm.Problem(scores)), np.zeros(4), np.full(3, 0.25), keep=3, enough=2
    )
    assert pairs.tolist() == [[0, 0], [0, 1], [0, 2], [1, 1], [1, 3]]
    assert best.tolist() == [0.9, 0.9, 0.25]


def test_the_loops_run_as_plain_python_too(monkeypatch):
    compiled = mm.solve(low_rank(mentor_capacity=2))
    for module in COMPILED:
        for name, function in vars(module).items():
            if hasattr(function, "py_func"):
                monkeypatch.setattr(module, name, function.py_func)
    monkeypatch.setattr(pricing, "numba", lambda: None)
    plain = solve_listed(low_rank(mentor_capacity=2), "total", 0)
    assert answer(replace(plain, method=compiled.method)) == answer(compiled)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_totals_equal_those_of_scipy_at_size(seed):
    from scipy.optimize import linear_sum_assignment

    rng = np.random.default_rng(seed)
    centres, sides = rng.random((6, 8)), rng.integers(0, 6, (2, 160))
    features = centres[sides] + 0.05 * rng.random((2, 160, 8))
    problem = mm.Problem(mm.LowRank(*features))
    whole = problem.dense().whole_scores()
    rows, held = linear_sum_assignment(whole, maximize=True)
    assert problem.whole_scores_of(mm.solve(problem).pairs).sum() == whole[rows, held].sum()


@pytest.mark.parametrize(
    "scores",
    [np.eye(90), sparse.csr_array(np.eye(90)), mm.LowRank(*LOW_RANK)],
    ids=("dense", "sparse", "low-rank"),
)
def test_a_problem_with_one_thing_replaced_keeps_the_rest(scores):
    problem = mm.Problem(
        scores,
        forbidden={"no": [[1, 2]]},
        pinned=[[4, 4]],
        mentor_capacity=2,
        previous=[[5, 5]],
        stickiness=0.5,
    )
    assert problem.replaced().fingerprint() == problem.fingerprint()
    other = problem.replaced(mentor_capacity=3)
    assert other.mentor_capacity[0] == 3
    assert other.replaced(mentor_capacity=2).fingerprint() == problem.fingerprint()


@pytest.mark.parametrize("unit", [1, 3])
@pytest.mark.parametrize("largest", [9, 2**55], ids=["one-number", "three-keys"])
def test_ranking_has_each_mentees_heaviest_pairs_first(unit, largest):
    rng = np.random.default_rng(4)
    mentee = np.sort(rng.integers(0, 12, 60))
    weight = rng.integers(0, largest, 60) * unit
    listed = graph.graph_of(mentee, np.arange(60), weight, demand=np.ones(12, int), capacity=np.ones(60, int))

    ranked = ranking.ranking_of(listed, ranking.heaviest_first(listed, unit), unit)

    assert ranked.edge.tolist() == sorted(range(60), key=lambda edge: (mentee[edge], -weight[edge], edge))
    assert ranked.mentor.tolist() == ranked.edge.tolist()
    assert ranked.weight.tolist() == (weight[ranked.edge] // unit).tolist()


@given(problems(with_pins=False), st.integers(1, 4))
def test_auction_of_single_places_ends_where_that_of_several_does(problem, step):
    """Both leave nobody who would gain more than a step by another bid."""
    places = Places.of(problem.replaced(mentor_minimum=0, mentor_capacity=1, mentee_demand=1))
    listed = places.graph(places.weighed(np.argwhere(np.ones(problem.shape, dtype=bool))))
    ranked = ranking.ranking_of(listed, ranking.heaviest_first(listed, 1))
    for make in (bidding.bidding_of, bidding.several_bidding):
        bid = make(listed, ranked, np.zeros(problem.shape[1], dtype=np.int64))
        bid.bid(step)
        held = bid.held()
        net = listed.weight - bid.price[listed.mentor]
        best = np.zeros(problem.shape[0], dtype=np.int64)
        np.maximum.at(best, listed.mentee, net)
        got = np.zeros_like(best)
        got[listed.mentee[held]] = net[held]
        assert (got >= best - step).all()
        assert len(np.unique(listed.mentor[held])) == len(held) == (~bid.has_room()).sum()
