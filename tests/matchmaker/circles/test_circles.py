"""Circles are what trying everything finds, keep their caps, and leave ties to the lots alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import matchmaker as mm
from matchmaker.circles import Cap, circles, flow, programme, solving, validate_circles
from matchmaker.solvers.ties import lots_of
from tests.matchmaker.circles.oracle import any_caps, instances, kept_answers, nested_caps
from tests.matchmaker.oracle import pairs_of, shuffled, worth


def check_against_everything(problem, caps, smallest):
    """Solve, compare with all answers, and return the solution; None if there is no answer."""
    found = kept_answers(problem, caps, smallest)
    if not found:
        with pytest.raises(mm.ProblemError, match=r"cannot be had together|pinned mentees of group"):
            circles(problem, caps, smallest=smallest, seed=5)
        return None
    solution = circles(problem, caps, smallest=smallest, seed=5)
    validate_circles(problem, caps, solution, smallest=smallest)
    pairs = pairs_of(solution)
    best = max((worth(problem, one), len(one)) for one in found)
    assert (worth(problem, pairs), len(pairs)) == best
    lots = lots_of(*problem.hashes(5))
    equals = [one for one in found if (worth(problem, one), len(one)) == best]
    assert sum(int(lots[pair]) for pair in pairs) == max(
        sum(int(lots[pair]) for pair in one) for one in equals
    )
    assert solution.gap == 0
    return solution


@given(instances(nested_caps))
def test_nested_caps_without_a_size_are_a_flow(instance):
    problem, caps, _ = instance
    solution = check_against_everything(problem, caps, 0)
    assert solution is None or solution.method == flow.METHOD


@given(instances(nested_caps))
def test_circles_of_a_smallest_size_are_the_best(instance):
    check_against_everything(*instance)


@given(instances(any_caps))
def test_caps_that_need_not_nest_are_kept(instance):
    check_against_everything(*instance)


@pytest.mark.parametrize("caps", [nested_caps, any_caps])
@given(data=st.data())
def test_order_of_rows_changes_no_pair(caps, data):
    problem, given_caps, smallest = data.draw(instances(caps))
    if not kept_answers(problem, given_caps, smallest):
        return
    n, m = problem.shape
    rows, columns = data.draw(st.permutations(range(n))), data.draw(st.permutations(range(m)))
    moved = [Cap(cap.groups[rows], cap.most, cap.name) for cap in given_caps]
    other = circles(shuffled(problem, rows, columns), moved[::-1], smallest=smallest, seed=3)
    assert {(rows[i], columns[j]) for i, j in pairs_of(other)} == pairs_of(
        circles(problem, given_caps, smallest=smallest, seed=3)
    )


@given(instances(nested_caps))
def test_any_start_is_perfected_to_the_optimum(instance):
    """What the linear programme leaves undone is put right in whole numbers: here it has done nothing."""
    problem, caps, _ = instance
    found = kept_answers(problem, caps, 0)
    if problem.mentor_minimum.any() or not found:
        return
    places = solving.places_of(problem, caps, *(np.arange(size) for size in problem.shape))
    nesting = solving.nesting_of(places.groups, places.shape[2], np.full(problem.shape[0], fill_value=True))
    network = flow._network(places, nesting)
    nothing = flow._flow(places, np.zeros(len(places.mentees), dtype=np.int64))
    best = flow.perfected(network, flow._costs(network, places.weight), nothing)
    made = best.flow[: len(places.mentees)] > 0
    pairs = {*zip(places.mentees[made].tolist(), places.mentors[made].tolist(), strict=True)}
    pairs |= {tuple(pair) for pair in problem.pinned.tolist()}
    assert worth(problem, pairs) == max(worth(problem, one) for one in found)
    assert best.slack == 0


def test_without_caps_it_is_the_best_total():
    random = np.random.default_rng(0)
    problem = mm.Problem(random.random((40, 8)), mentor_capacity=random.integers(4, 9, 8))
    solution, plain = circles(problem), mm.solve(problem)
    assert np.array_equal(solution.pairs, plain.pairs)
    assert (solution.total, solution.gap, solution.objective) == (plain.total, 0.0, "circles")


@pytest.mark.parametrize("smallest", [0, 4])
def test_departments_within_faculties_are_mixed(smallest):
    random = np.random.default_rng(1)
    department = random.integers(0, 12, 90)
    liked = random.random((12, 15))[department]
    problem = mm.Problem(liked + 0.1 * random.random((90, 15)), mentor_capacity=random.integers(4, 9, 15))
    caps = [Cap(department, 2, "department"), Cap(department // 4, 3, "faculty")]
    solution = circles(problem, caps, smallest=smallest)
    validate_circles(problem, caps, solution, smallest=smallest)
    assert solution.gap == 0
    assert solution.total < mm.solve(problem).total
    with pytest.raises(mm.InvalidSolution, match="of “department”, which allows 2"):
        validate_circles(problem, caps, mm.solve(problem))


def test_small_circles_are_put_together():
    problem = mm.Problem([[1.0, 0.9], [1.0, 0.9], [0.0, 1.0], [0.0, 1.0]], mentor_capacity=4)
    assert pairs_of(circles(problem)) == {(0, 0), (1, 0), (2, 1), (3, 1)}
    assert pairs_of(circles(problem, smallest=3)) == {(0, 1), (1, 1), (2, 1), (3, 1)}
    assert circles(problem, smallest=3).method == programme.METHOD
    assert circles(problem, smallest=2).method == flow.METHOD


def test_nobody_is_in_a_circle_that_cannot_be_large_enough():
    problem = mm.Problem([[1.0], [1.0]], mentor_capacity=2)
    assert len(circles(problem, smallest=3).pairs) == 0


def test_pinned_mentees_count():
    problem = mm.Problem(np.ones((4, 2)), mentor_capacity=4, pinned=[(0, 0)])
    caps = [Cap(np.array([5, 5, 5, -1]), 1, "department")]
    solution = circles(problem, caps)
    validate_circles(problem, caps, solution)
    assert len(solution.pairs) == 3
    assert circles(problem, caps, smallest=2).pairs.tolist() == [[0, 0], [3, 0]]


def test_groups_that_are_never_too_many_need_not_nest():
    problem = mm.Problem(np.random.default_rng(2).random((6, 2)), mentor_capacity=3)
    crossing = [Cap(np.array([0, 0, 0, 0, 1, 1]), 1, "region"), Cap(np.array([0, 1, 0, 1, 0, 1]), 3, "year")]
    assert circles(problem, crossing).method == flow.METHOD
    tighter = [crossing[0], Cap(crossing[1].groups, 1, "year")]
    assert circles(problem, tighter).method == programme.METHOD


def test_hash_covers_the_caps_and_the_size():
    problem, cap = mm.Problem(np.ones((3, 2)), mentor_capacity=2), Cap(np.array([0, 0, 1]), 1, "year")
    hashes = {
        circles(problem, *given, smallest=smallest).input_hash
        for given in ((), ([cap],), ([Cap(cap.groups, 2, "year")],), ([Cap(cap.groups, 1, "team")],))
        for smallest in (0, 1)
    }
    assert len(hashes) == 8


def test_scores_from_features_need_no_matrix_of_ones_own():
    random = np.random.default_rng(4)
    needs, offers = (
        [set(random.choice(list("abcdefgh"), 3).tolist()) for _ in range(people)] for people in (24, 4)
    )
    block = mm.features.tags(needs, offers, weight=5.0)
    scores = mm.LowRank(*mm.features.combined([block]))
    caps = [Cap(np.arange(24) % 6, 1, "department")]
    low_rank = mm.Problem(scores, mentor_capacity=5)
    dense = mm.Problem(block.weight * block.mentee @ block.mentor.T, mentor_capacity=5)
    listed = mm.Problem(sparse.csr_array(dense.scores), mentor_capacity=5, unmatched_value=0.1)
    for problem in (low_rank, listed):
        solution = circles(problem, caps)
        validate_circles(problem, caps, solution)
        assert solution.total == circles(dense, caps).total
    assert circles(low_rank, caps).pairs.tolist() == circles(dense, caps).pairs.tolist()


def test_nobody_to_match_is_an_empty_solution():
    solution = circles(mm.Problem(np.zeros((3, 0))), [Cap(np.zeros(3, dtype=int), 1)])
    assert (solution.pairs.shape, solution.total, solution.gap) == ((0, 2), 0.0, 0.0)


ONES = mm.Problem(np.ones((3, 2)), mentor_capacity=3, mentor_minimum=[2, 0], pinned=[(2, 1)])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Cap(np.array([0.5]), 1),
            "the groups of “group” must be a whole number a mentee, not float64",
        ),
        (lambda: Cap(np.array([[1]]), 1), r"not int64 \(1, 1\)"),
        (lambda: Cap(np.array([0, -2]), 1, "year"), "“year” puts mentee 1 in the group -2, below −1"),
        (lambda: Cap(np.array([0]), 0), "“group” must allow 1 or more in a circle, not 0"),
        (lambda: Cap(np.array([0]), True), "“group” must allow 1 or more in a circle, not True"),
        (lambda: Cap(np.array([0]), 1.5), "not 1.5"),
        (
            lambda: circles(ONES, [Cap(np.zeros(2, dtype=int), 1)]),
            "“group” has groups for 2 mentees, there are 3",
        ),
        (lambda: circles(ONES, smallest=-1), "smallest must be a whole number from 0 on, not -1"),
        (lambda: circles(ONES, smallest=2.5), "smallest must be a whole number from 0 on, not 2.5"),
        (
            lambda: circles(mm.Problem(np.ones((2, 2)), mentee_demand=[1, 2])),
            "circles are for one mentor a mentee: mentee 1 asks for 2",
        ),
        (
            lambda: circles(
                mm.Problem(np.ones((2, 1)), mentor_capacity=2, pinned=[(0, 0), (1, 0)]),
                [Cap(np.array([4, 4]), 1, "year")],
            ),
            "mentor 0 has 2 pinned mentees of group 4 of “year”, which allows 1",
        ),
        (
            lambda: circles(ONES, [Cap(np.array([1, 1, -1]), 1)]),
            "within the caps and the places, the minimums cannot be had together for mentors 0$",
        ),
        (
            lambda: circles(
                mm.Problem(np.ones((4, 1)), mentor_capacity=4, mentor_minimum=3),
                [Cap(np.array([0, 0, 1, 1]), 1, "region"), Cap(np.array([0, 1, 0, 1]), 1, "year")],
            ),
            "the minimums cannot be had together for mentors 0$",
        ),
        (lambda: circles(ONES, smallest=4), "circles of 4 or more cannot be had together for mentors 0, 1$"),
        (
            lambda: circles(
                mm.Problem(np.ones((9, 9)), mentor_minimum=1),
                [],
                smallest=2,
            ),
            "for mentors 0, 1, 2, 3, 4, 5, 6, 7 and 1 more",
        ),
    ],
)
def test_what_cannot_be_is_refused(make, message):
    with pytest.raises(mm.ProblemError, match=message):
        make()


@pytest.mark.parametrize(
    ("caps", "smallest", "message"),
    [
        (
            [Cap(np.arange(300) % 2, 1, "a"), Cap(np.arange(300) // 2 % 2, 1, "b")],
            0,
            "caps that do not nest take an integer programme, for 20000 open pairs at most; here are 30000",
        ),
        ([], 7, "circles of a smallest size take an integer programme"),
    ],
)
def test_large_programmes_are_refused(caps, smallest, message):
    problem = mm.Problem(np.random.default_rng(0).random((300, 100)), mentor_capacity=6)
    with pytest.raises(mm.ProblemError, match=message):
        circles(problem, caps, smallest=smallest)
