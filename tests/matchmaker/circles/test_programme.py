"""Programmes are solved in whole numbers, and say when they cannot be."""

import numpy as np
from scipy import sparse

from matchmaker.circles.programme import Programme, corner, drawn, heaviest


def programme(rows, least, most, low=None, high=None):
    """A programme with columns from 0 to 1 unless said otherwise."""
    amount = sparse.csr_array(np.array(rows, dtype=np.int64))
    columns = amount.shape[1]
    return Programme(
        amount=amount,
        least=np.array(least),
        most=np.array(most),
        low=np.zeros(columns, dtype=np.int64) if low is None else np.array(low),
        high=np.ones(columns, dtype=np.int64) if high is None else np.array(high),
    )


def test_heaviest_takes_what_weighs_most():
    one_of_two = programme([[1, 1]], [0], [1])
    assert heaviest(one_of_two, np.array([3, 5]), 1).tolist() == [0, 1]
    assert corner(one_of_two, np.array([5, 3])).tolist() == [1, 0]


def test_nothing_free_is_an_answer_or_none():
    fixed = programme([[1, 1]], [1], [2], low=[1, 1], high=[1, 1])
    assert heaviest(fixed, np.array([3, 5]), 1).tolist() == [1, 1]
    assert heaviest(programme([[1, 1]], [0], [1], low=[1, 1], high=[1, 1]), np.array([3, 5]), 1) is None


def test_what_cannot_be_has_no_answer():
    assert heaviest(programme([[1, 1]], [3], [3]), np.array([1, 1]), 1) is None
    assert corner(programme([[1, 1]], [2], [1]), np.array([1, 1])) is None


def test_lots_decide_among_equals_alone():
    two_of_three = programme([[1, 1, 1]], [0], [2])
    weight = np.array([4, 4, 9])
    assert drawn(two_of_three, weight, 1, np.array([1, 0, 1]), np.array([1, 2**20, 1])).tolist() == [0, 1, 1]
    assert drawn(two_of_three, np.array([5, 4, 9]), 1, np.array([1, 0, 1]), np.array([1, 9, 1])).tolist() == [
        1,
        0,
        1,
    ]
