"""Lists come in three forms that mean the same; what is wrong with one is said with the person's index."""

import numpy as np
import pytest
from scipy import sparse

import matchmaker as mm

MATRIX = np.array([[2, 1, 0], [1, 1, 2]])
MENTORS = [[0, 1], [], [1]]


def lists_of(mentee_preferences):
    problem = mm.Problem(None, mentee_preferences=mentee_preferences, mentor_preferences=MENTORS)
    lists = problem.mentee_lists
    return list(zip(lists.person.tolist(), lists.other.tolist(), lists.rank.tolist(), strict=True))


@pytest.mark.parametrize(
    "given",
    [
        [[1, 0], [[0, 1], 2]],
        [(1, [0]), ({0, 1}, np.int64(2))],
        MATRIX,
        np.array([[7, 5, -1], [3, 3, 40_000]]),
        sparse.csr_array(MATRIX),
        sparse.csr_matrix(([2, 1, -4, 1, 1, 2], [0, 1, 2, 0, 1, 2], [0, 3, 6]), shape=(2, 3)),
        sparse.csr_array(([1, 2, 2, 1, 1], [1, 0, 2, 1, 0], [0, 2, 5]), shape=(2, 3)),
    ],
)
def test_three_forms_mean_the_same(given):
    assert lists_of(given) == [(0, 0, 2), (0, 1, 1), (1, 0, 1), (1, 1, 1), (1, 2, 2)]


def test_ranks_far_apart_count_as_next_to_each_other():
    assert lists_of(np.array([[10**9, 1, 10**9], [0, 0, 5]])) == [(0, 0, 2), (0, 1, 1), (0, 2, 2), (1, 2, 1)]


def test_empty_lists_are_lists():
    assert lists_of([[], []]) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([[0]], "mentee_preferences has 1 lists for 2 people"),
        (7, "mentee_preferences must hold a list for each person, not 7"),
        ([[0], 1], "mentee_preferences[1] must be a list, not 1"),
        ([[0], "12"], "mentee_preferences[1] must be a list, not '12'"),
        ([[0], [1, "2"]], "mentee_preferences[1] lists '2', not an index"),
        ([[0], [[True]]], "mentee_preferences[1] lists True, not an index"),
        ([[0], [0.5]], "mentee_preferences[1] lists 0.5, not an index"),
        ([[0], [1, 3]], "mentee_preferences[1] lists 3, outside of 0 … 2"),
        ([[-1], [4]], "mentee_preferences[0] lists -1, outside of 0 … 2"),
        ([[0], [10**30]], f"mentee_preferences[1] lists {10**30}, too large a number"),
        ([[0], [2, [1, 2]]], "mentee_preferences[1] lists 2 twice"),
        (
            np.ones((2, 2), dtype=int),
            "mentee_preferences must have the shape (2, 3), a row a person, not (2, 2)",
        ),
        (np.ones((2, 3)), "mentee_preferences must hold ranks in whole numbers, not float64"),
        (
            sparse.csr_array(([1, 2], [2, 2], [0, 0, 2]), shape=(2, 3)),
            "mentee_preferences[1] lists 2 twice",
        ),
    ],
)
def test_what_is_wrong_is_said(given, message):
    with pytest.raises(mm.ProblemError) as caught:
        mm.Problem(np.zeros((2, 3)), mentee_preferences=given)
    assert str(caught.value) == message


def test_scores_may_only_be_left_out_with_both_lists():
    with pytest.raises(mm.ProblemError) as caught:
        mm.Problem(None, mentee_preferences=[[0]])
    assert str(caught.value) == "without scores, both mentee_preferences and mentor_preferences are needed"


def test_rows_of_mentor_preferences_are_mentors():
    problem = mm.Problem(np.zeros((2, 3)), mentor_preferences=np.array([[1, 2], [0, 0], [0, 1]]))
    assert problem.mentor_lists.person.tolist() == [0, 0, 2]
    assert problem.mentor_lists.other.tolist() == [0, 1, 1]


def test_lists_are_read_only_and_copied():
    matrix = MATRIX.copy()
    problem = mm.Problem(None, mentee_preferences=matrix, mentor_preferences=MENTORS)
    matrix[0, 0] = 9
    assert problem.mentee_lists.rank.tolist() == [2, 1, 1, 1, 2]
    with pytest.raises(ValueError, match="read-only"):
        problem.mentee_lists.rank[0] = 5


def test_fingerprint_notices_lists_and_not_their_form():
    def fingerprint(mentees, scores=None):
        return mm.Problem(scores, mentee_preferences=mentees, mentor_preferences=MENTORS).fingerprint()

    same = {fingerprint(MATRIX), fingerprint([[1, 0], [[0, 1], 2]]), fingerprint(sparse.csr_array(MATRIX))}
    assert len(same) == 1
    assert fingerprint([[1, 0], [0, 1, 2]]) not in same
    assert fingerprint(MATRIX, np.ones((2, 3))) not in same
