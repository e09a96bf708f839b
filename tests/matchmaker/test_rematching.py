"""At most so many changes: the best total that keeps the rest, and what each step of the trade costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker import rematching
from tests.matchmaker.oracle import answers, pairs_of, problems, shuffled, worth


def best_within(problem, changes):
    """The best (worth, pairs) of the answers with at most so many changes; None if there is none."""
    last = {tuple(pair) for pair in problem.previous.tolist()}
    return max(
        ((worth(problem, pairs), len(pairs)) for pairs in answers(problem) if len(last - pairs) <= changes),
        default=None,
    )


@given(problems(), st.data())
def test_rematch_finds_the_best_with_so_few_changes(problem, data):
    problem = problem.replaced(stickiness=0.0)
    most = data.draw(st.integers(0, len(problem.previous)))
    best = best_within(problem, most)
    if best is None:
        with pytest.raises(mm.ProblemError, match="previous pairs cannot stay"):
            mm.rematch(problem, most)
        return
    found = mm.rematch(problem, most)
    pairs = pairs_of(found.solution)
    mm.validate(problem, found.solution)
    assert (worth(problem, pairs), len(pairs)) == best
    assert found.changes == len({tuple(pair) for pair in problem.previous.tolist()} - pairs) <= most
    assert found.solution.gap == 0


@given(problems(), st.data())
def test_steps_are_the_best_for_their_changes(problem, data):
    problem = problem.replaced(stickiness=0.0)
    most = data.draw(st.integers(0, len(problem.previous)))
    if best_within(problem, most) is None:
        return
    found = mm.rematch(problem, most)
    empty = problem.whole_unmatched_value()
    for step in found.steps:
        best, pairs = best_within(problem, step.changes)
        assert round(step.total * 10**6) - empty * pairs == best
    assert [step.changes for step in found.steps] == sorted({step.changes for step in found.steps})


@given(problems(largest=3), st.data())
def test_order_of_rows_changes_no_pair(problem, data):
    problem = problem.replaced(stickiness=0.0)
    most = data.draw(st.integers(0, len(problem.previous)))
    if best_within(problem, most) is None:
        return
    n, m = problem.shape
    rows, columns = data.draw(st.permutations(range(n))), data.draw(st.permutations(range(m)))
    other = mm.rematch(shuffled(problem, rows, columns), most, seed=3).solution
    assert {(rows[i], columns[j]) for i, j in pairs_of(other)} == pairs_of(
        mm.rematch(problem, most, seed=3).solution
    )


RING = mm.Problem(
    [[5.0, 7.0, 0.0, 0.0], [0.0, 5.0, 7.0, 0.0], [7.0, 0.0, 5.0, 0.0], [0.0, 0.0, 9.0, 8.5]],
    previous=[(0, 0), (1, 1), (2, 2), (3, 3)],
)


def test_step_between_two_corners_is_found():
    """All three of the ring move or none does: with one change less, nothing of it can."""
    totals = {most: mm.rematch(RING, most).solution.total for most in range(5)}
    assert totals == {0: 23.5, 1: 23.5, 2: 23.5, 3: 29.5, 4: 29.5}


def test_step_between_two_corners_that_is_too_large_to_find_has_a_certified_gap(monkeypatch):
    monkeypatch.setattr(rematching, "LARGEST_PROGRAMME", 0)
    found = mm.rematch(RING, 2)
    mm.validate(RING, found.solution)
    assert (found.changes, found.solution.total, found.solution.upper_bound) == (0, 23.5, 27.5)


def test_bonus_is_rounded_where_sums_would_not_be_exact(monkeypatch):
    monkeypatch.setattr(rematching, "LARGEST_SUM", 0)
    assert [mm.rematch(RING, most).solution.total for most in range(5)] == [23.5, 23.5, 23.5, 29.5, 29.5]


def test_steps_say_what_each_costs():
    assert mm.rematch(RING, 0).steps == (
        mm.Step(changes=0, total=23.5, stickiness=None),
        mm.Step(changes=3, total=29.5, stickiness=0.0),
    )


def test_too_few_changes_are_refused():
    problem = mm.Problem([[1.0, 2.0]], previous=[(0, 0)], forbidden={"kin": [(0, 0)]})
    with pytest.raises(
        mm.ProblemError, match="1 of 1 previous pairs cannot stay: most_changes must be 1 or more"
    ):
        mm.rematch(problem, 0)


def test_bonus_beside_is_refused():
    with pytest.raises(mm.ProblemError, match="leave stickiness out"):
        mm.rematch(RING.replaced(stickiness=1.0), 1)


def test_fewer_than_no_changes_are_refused():
    with pytest.raises(mm.ProblemError, match="most_changes is -1, less than none"):
        mm.rematch(RING, -1)


def test_larger_problem_meets_its_bound():
    random = np.random.default_rng(3)
    scores = random.random((60, 60))
    before = mm.solve(mm.Problem(scores)).pairs
    problem = mm.Problem(scores + random.normal(0, 0.05, (60, 60)), previous=before)
    found = mm.rematch(problem, 7)
    assert (found.changes, found.solution.gap) == (7, 0.0)
