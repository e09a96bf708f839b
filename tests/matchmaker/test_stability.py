"""Pairs that block are exactly those who would both rather have each other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from tests.matchmaker.wishes import wishes


def answer(pairs):
    """An answer with these pairs, whoever may have found it."""
    solution = mm.solve(mm.Problem([[1.0]]))
    return mm.Solution(**{**vars(solution), "pairs": np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)})


@given(wishes(most_demand=2), st.data())
def test_blocking_pairs_are_those_that_the_lists_show(drawn, data):
    acceptable = drawn.acceptable()
    matchings = list(drawn._matchings(acceptable))
    pairs = data.draw(st.sampled_from(matchings))
    found = mm.blocking_pairs(drawn.problem(), answer(pairs))
    assert [tuple(pair) for pair in found.tolist()] == drawn.blocking(pairs, acceptable)


def test_partner_who_is_on_no_list_comes_after_all_who_are():
    problem = mm.Problem(np.ones((2, 1)), mentee_preferences=[[], [0]], mentor_preferences=[[1]])
    assert mm.blocking_pairs(problem, mm.solve(problem, seed=0)).tolist() in ([[1, 0]], [])
    assert mm.blocking_pairs(problem, answer({(0, 0)})).tolist() == [[1, 0]]


def test_forbidden_pairs_block_nothing():
    problem = mm.Problem([[2.0, 1.0]], forbidden={"kin": [(0, 0)]})
    assert mm.blocking_pairs(problem, mm.solve(problem)).tolist() == []


def test_best_total_can_be_blocked():
    problem = mm.Problem([[9.0, 8.0], [8.5, 1.0]])
    assert mm.blocking_pairs(problem, mm.solve(problem)).tolist() == [[0, 0]]


def test_only_places_that_are_not_pinned_can_be_given_up():
    problem = mm.Problem([[5.0, 1.0]], mentor_capacity=1, pinned=[(0, 1)])
    assert mm.blocking_pairs(problem, mm.solve(problem)).tolist() == []
