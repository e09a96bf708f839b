"""Problems are checked when made, say what is wrong and where, and never change."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import matchmaker as mm
from tests.matchmaker.oracle import answers, problems

GOOD = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scores": [1.0]}, "scores must have the shape [n_mentees, n_mentors], not (1,)"),
        ({"scores": [[1.0, np.nan]]}, "the score of the pair (0, 1) is nan"),
        ({"mentee_demand": 1.5}, "mentee_demand must be whole numbers, not float64"),
        ({"mentee_demand": [1, 1]}, "mentee_demand must be one number or have the shape (3,), not (2,)"),
        ({"mentor_capacity": [1, -2]}, "mentor_capacity[1] is -2, less than nothing"),
        ({"mentee_demand": [1, 3, 1]}, "mentee 1 asks for 3 mentors, there are 2"),
        (
            {"forbidden": np.zeros((2, 2), dtype=bool)},
            "rule “forbidden” has the shape (2, 2), the scores have (3, 2)",
        ),
        ({"forbidden": {"kin": [(0, 2)]}}, "rule “kin” names the pair (0, 2), outside of (3, 2)"),
        (
            {"forbidden": [[1, 2, 3]]},
            "rule “forbidden” must be whole numbers of shape [k, 2], not int64 (1, 3)",
        ),
        ({"pinned": [(3, 0)]}, "pinned names the pair (3, 0), outside of (3, 2)"),
        ({"pinned": [(0, 0), (0, 0)]}, "the pair (0, 0) is pinned twice"),
        ({"pinned": [(0, 0), (1, 0)]}, "mentor 0 has 2 pinned pairs, but 1 places"),
        ({"pinned": [(0, 0)], "forbidden": {"kin": [(0, 0)]}}, "the pinned pair (0, 0) is forbidden by kin"),
        ({"unmatched_value": np.inf}, "unmatched_value must be a finite number, not inf"),
        (
            {"unmatched_value": -1e12},
            "scores lie up to 1e+12 from unmatched_value: sums at six decimals are not exact",
        ),
        ({"mentor_minimum": [0, 2]}, "mentor 1 must have 2 mentees, but has 1 places"),
        (
            {"mentor_minimum": 1, "mentee_demand": [1, 0, 0], "forbidden": [(0, 1)]},
            "mentor 1 must have 1 mentees beside the pins, but at most 0 can be had",
        ),
        (
            {"mentor_minimum": [1, 1], "mentee_demand": [1, 0, 0]},
            "mentors 0, 1 together must have 2 mentees beside the pins, but at most 1 can be had",
        ),
        ({"previous": [(0, 1), (0, 1)]}, "previous has the pair (0, 1) twice"),
        ({"previous": [(0, 2)]}, "previous names the pair (0, 2), outside of (3, 2)"),
        ({"stickiness": -1.0}, "stickiness must be finite and not below zero, not -1"),
        ({"stickiness": [1.0, 2.0]}, "stickiness must be one number or have the shape (0,), not (2,)"),
        ({"mentee_keys": ["a", "b"]}, "mentee_keys has 2 keys for 3 people"),
        ({"mentor_keys": ["a", "a"]}, "mentor_keys[0] and mentor_keys[1] are the same"),
    ],
)
def test_problem_names_what_is_wrong(arguments, message):
    with pytest.raises(mm.ProblemError) as caught:
        mm.Problem(**{"scores": GOOD, **arguments})
    assert str(caught.value) == message


def test_problem_copies_its_arrays():
    scores = GOOD.copy()
    problem = mm.Problem(scores)
    scores[0, 0] = 99
    assert problem.scores[0, 0] == 1.0


def test_problem_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        mm.Problem(GOOD).scores[0, 0] = 2


def test_mask_sparse_and_pairs_say_the_same():
    mask = np.array([[True, False], [False, False], [False, True]])
    same = [mask, sparse.csr_array(mask), [(0, 0), (2, 1)]]
    assert len({mm.Problem(GOOD, forbidden={"kin": each}).fingerprint() for each in same}) == 1


def test_fingerprint_notices_a_score():
    assert mm.Problem(GOOD).fingerprint() != mm.Problem(GOOD + 1e-6).fingerprint()


def test_fingerprint_notices_a_score_anywhere_in_a_large_matrix():
    scores = np.zeros((800, 800))
    changed_at = [(0, 0), (799, 799)]
    fingerprints = {mm.Problem(scores).fingerprint()}
    for place in changed_at:
        other = scores.copy()
        other[place] = 1.0
        fingerprints.add(mm.Problem(other).fingerprint())
    assert len(fingerprints) == 3


def test_matrix_is_dense_already():
    problem = mm.Problem(GOOD)
    assert problem.dense() is problem


def test_rule_of_pairs_without_a_score_has_its_name_to_itself():
    with pytest.raises(mm.ProblemError) as caught:
        mm.Problem(sparse.csr_array(GOOD), forbidden={"not listed": [(0, 0)]})
    assert str(caught.value) == "“not listed” is the rule of pairs without a score; call yours otherwise"


def test_fingerprint_notices_the_name_of_a_rule():
    one, other = (mm.Problem(GOOD, forbidden={name: [(0, 0)]}) for name in ("kin", "colleagues"))
    assert one.fingerprint() != other.fingerprint()


def test_fingerprint_notices_minimums_and_last_time():
    problems = [
        mm.Problem(GOOD),
        mm.Problem(GOOD, mentor_minimum=1),
        mm.Problem(GOOD, previous=[(0, 0)]),
        mm.Problem(GOOD, previous=[(0, 0)], stickiness=0.5),
    ]
    assert len({problem.fingerprint() for problem in problems}) == 4


@given(problems(largest=4), st.data())
def test_minimums_are_refused_exactly_if_no_answer_meets_them(problem, data):
    minimum = np.array([data.draw(st.integers(0, places)) for places in problem.mentor_capacity], dtype=int)
    counts = [
        np.bincount([j for _, j in pairs], minlength=problem.shape[1])
        for pairs in answers(problem.replaced(mentor_minimum=0))
    ]
    if any((count >= minimum).all() for count in counts):
        problem.replaced(mentor_minimum=minimum)
        return
    with pytest.raises(mm.ProblemError, match=r"must have \d+ mentees beside the pins") as caught:
        problem.replaced(mentor_minimum=minimum)
    named = [int(index) for index in re.findall(r"\d+", str(caught.value).split("must have")[0])]
    assert all(count[named].sum() < minimum[named].sum() for count in counts)
