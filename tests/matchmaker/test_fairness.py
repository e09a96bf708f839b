"""Figures of how evenly mentees are served, and that no small group can be worked out from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.fairness import FEWEST


def served(*scores, **more):
    """A solution in which mentee i has scores[i]."""
    problem = mm.Problem(np.diag(scores), forbidden=~np.eye(len(scores), dtype=bool), **more)
    return problem, mm.solve(problem)


def test_figures_of_four_mentees():
    assert mm.fairness(*served(1.0, 2.0, 3.0, 4.0)).overall == mm.Spread(
        people=4,
        minimum=1.0,
        fifth_percentile=pytest.approx(1.15),
        mean=2.5,
        gini=0.25,
        jain=pytest.approx(100 / 120),
        unmatched=0.0,
    )


def test_equal_shares_are_even_and_one_for_all_is_not():
    even, uneven = mm.fairness(*served(3.0, 3.0)).overall, mm.fairness(*served(0.0, 0.0, 0.0, 6.0)).overall
    assert (even.gini, even.jain) == (0.0, 1.0)
    assert (uneven.gini, uneven.jain) == (0.75, 0.25)


def test_nothing_for_anybody_is_even():
    spread = mm.fairness(*served(0.0, 0.0)).overall
    assert (spread.gini, spread.jain) == (0.0, 1.0)


def test_inequality_of_scores_below_zero_is_not_given():
    spread = mm.fairness(*served(-1.0, 2.0, unmatched_value=-5.0)).overall
    assert (spread.minimum, spread.gini, spread.jain) == (-1.0, None, None)


def test_unmatched_mentee_has_the_unmatched_value():
    spread = mm.fairness(*served(0.25, 2.0, unmatched_value=0.5)).overall
    assert (spread.minimum, spread.mean, spread.unmatched) == (0.5, 1.25, 0.5)


def test_mean_counts_empty_places_and_best_does_not():
    problem = mm.Problem([[4.0, 2.0, 9.0]], mentee_demand=3, forbidden=[(0, 2)])
    solution = mm.solve(problem)
    assert mm.fairness(problem, solution).overall.mean == 2.0
    assert mm.fairness(problem, solution, measure="best").overall.mean == 4.0


def test_best_of_nobody_is_the_unmatched_value():
    problem, solution = served(0.25, 2.0, unmatched_value=0.5)
    assert mm.fairness(problem, solution, measure="best").overall.minimum == 0.5


def test_who_asks_for_nobody_is_not_counted():
    problem, solution = served(1.0, 2.0, mentee_demand=np.array([0, 1]))
    assert mm.fairness(problem, solution).overall.people == 1
    nobody, empty = served(1.0, mentee_demand=0)
    assert mm.fairness(nobody, empty) == mm.Fairness(None, {})


def groups_shown(*sizes):
    labels = [None if name == "-" else name for name, size in sizes for _ in range(size)]
    report = mm.fairness(*served(*np.arange(1.0, len(labels) + 1)), groups=labels)
    return {group for group, spread in report.by_group.items() if spread is not None}


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([("a", 5), ("b", 6)], {"a", "b"}),
        ([("a", 4), ("b", 6), ("c", 7)], {"c"}),
        ([("a", 4), ("b", 1), ("c", 7)], {"c"}),
        ([("a", 1), ("b", 7), ("c", 7)], {"c"}),
        ([("-", 1), ("a", 5), ("b", 9)], {"b"}),
        ([("-", 5), ("a", 5), ("b", 9)], {"a", "b"}),
        ([("a", 2), ("b", 9)], set()),
    ],
)
def test_small_groups_are_withheld_with_as_many_others_as_hide_them(sizes, shown):
    assert groups_shown(*sizes) == shown


@given(st.lists(st.sampled_from(["a", "b", "c", "d", None]), min_size=FEWEST, max_size=40))
def test_nobody_can_be_found_by_taking_groups_from_the_whole(labels):
    report = mm.fairness(*served(*np.arange(1.0, len(labels) + 1)), groups=labels)
    sizes = [spread.people for spread in report.by_group.values() if spread is not None]
    rest = report.overall.people - sum(sizes)
    assert all(size >= FEWEST for size in sizes)
    assert rest == 0 or rest >= FEWEST


def test_group_has_its_own_figures():
    report = mm.fairness(*served(*[1.0] * 5, *[3.0] * 5), groups=["b"] * 5 + ["a"] * 5)
    assert [(group, spread.mean) for group, spread in report.by_group.items()] == [("a", 3.0), ("b", 1.0)]


def test_labels_must_be_as_many_as_mentees():
    with pytest.raises(mm.ProblemError, match="groups has 1 labels for 2 mentees"):
        mm.fairness(*served(1.0, 2.0), groups=["a"])


def test_unknown_measure_is_refused():
    with pytest.raises(mm.ProblemError, match="unknown measure “median”; there is: mean, best"):
        mm.fairness(*served(1.0), measure="median")
