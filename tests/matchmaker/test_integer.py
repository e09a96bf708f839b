"""The integer programme for conditions that no flow can hold, where there is little or nothing to decide."""

import numpy as np
import pytest
from scipy import sparse

import matchmaker as mm
from matchmaker.solvers.integer import LOT_UNIT, Rows, drawn, heaviest, near_optima
from matchmaker.weights import weights_of

NOBODY = np.zeros((0, 2), dtype=np.int64)
EQUAL = mm.Problem([[1.0, 1.0], [1.0, 1.0]])
CLOSED = mm.Problem([[1.0, 1.0], [1.0, 1.0]], forbidden=np.ones((2, 2), dtype=bool))


def at_least(first, least):
    """The condition that so many of the first mentee's pairs are made, or none."""
    amount = sparse.csr_array(np.array([[first, first, 0, 0]]))
    return Rows(amount=amount, least=np.array([least]), unit=np.array([1]))


@pytest.mark.parametrize(("least", "found"), [(0, []), (1, None)])
def test_nothing_open_is_nobody_or_impossible(least, found):
    pairs = heaviest(weights_of(CLOSED), at_least(1, least))
    assert (None if pairs is None else pairs.tolist()) == found


def test_condition_that_cannot_be_met_is_said():
    assert heaviest(weights_of(EQUAL), at_least(1, 2)) is None


def test_condition_that_can_be_met_is():
    problem = mm.Problem([[1.0], [5.0]])
    rows = Rows(amount=sparse.csr_array(np.array([[1, 0]])), least=np.array([1]), unit=np.array([1]))
    assert heaviest(weights_of(problem), rows).tolist() == [[0, 0]]


def test_nothing_open_has_no_pair_that_must_or_can_be():
    must, can = near_optima(weights_of(CLOSED), at_least(1, 0), 0)
    assert (must.any(), can.any()) == (False, False)


def test_lots_choose_among_equals_and_nothing_else():
    weights, lots = weights_of(EQUAL), np.array([[1, 2], [2, 1]]) * LOT_UNIT
    pairs = np.array([(0, 0), (1, 1)])
    assert sorted(drawn(weights, at_least(1, 1), pairs, lots).tolist()) == [[0, 1], [1, 0]]
    alone = weights_of(mm.Problem([[2.0, 1.0], [1.0, 2.0]]))
    assert sorted(drawn(alone, at_least(1, 1), pairs, lots).tolist()) == [[0, 0], [1, 1]]
    assert drawn(weights_of(CLOSED), at_least(1, 0), NOBODY, lots).tolist() == []
