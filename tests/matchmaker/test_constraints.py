"""Rules say the same in every form, of a matrix and of what is never formed, and are sorted by name."""

import numpy as np
import pytest
from scipy import sparse

import matchmaker as mm
from matchmaker.constraints import any_mask, any_pairs, named_masks, named_pairs, pair_indices

SHAPE = (2, 3)
MASK = np.array([[False, True, False], [False, False, True]])
FORMS = [MASK, MASK.tolist(), sparse.csr_array(MASK), sparse.coo_array(MASK * 7), [(1, 2), (0, 1)]]


@pytest.mark.parametrize("given", FORMS)
def test_rule_of_a_matrix_is_the_same_in_every_form(given):
    rules = named_masks({"kin": given}, SHAPE)
    assert {name: (mask.dtype, mask.tolist()) for name, mask in rules.items()} == {
        "kin": (bool, MASK.tolist())
    }


@pytest.mark.parametrize("given", FORMS)
def test_rule_without_a_matrix_is_the_same_in_every_form(given):
    rules = named_pairs({"kin": given}, SHAPE)
    assert {name: rule.pairs().tolist() for name, rule in rules.items()} == {"kin": [[0, 1], [1, 2]]}
    assert rules["kin"].to_dense().tolist() == MASK.tolist()


@pytest.mark.parametrize("read", [named_masks, named_pairs])
def test_nothing_forbidden_makes_no_rule(read):
    assert read(None, SHAPE) == {}


@pytest.mark.parametrize("read", [named_masks, named_pairs])
def test_rule_without_a_name_is_called_forbidden(read):
    assert list(read([(0, 1)], SHAPE)) == ["forbidden"]


@pytest.mark.parametrize("read", [named_masks, named_pairs])
def test_rules_are_sorted_by_name_as_text(read):
    assert list(read({"kin": [], 2: [], 10: []}, SHAPE)) == ["10", "2", "kin"]
    assert list(read({2: [], 10: []}, SHAPE)) == ["10", "2"]


@pytest.mark.parametrize("read", [named_masks, named_pairs])
@pytest.mark.parametrize("given", [MASK.T, sparse.csr_array(MASK.T)])
def test_mask_of_another_shape_is_refused_with_the_rule_and_both_shapes(read, given):
    with pytest.raises(mm.ProblemError) as caught:
        read({"kin": given}, SHAPE)
    assert str(caught.value) == "rule “kin” has the shape (3, 2), the scores have (2, 3)"


@pytest.mark.parametrize("read", [named_masks, named_pairs])
def test_pair_outside_is_refused_with_the_rule(read):
    with pytest.raises(mm.ProblemError) as caught:
        read({"kin": [(0, 1), (1, 3)]}, SHAPE)
    assert str(caught.value) == "rule “kin” names the pair (1, 3), outside of (2, 3)"


def test_mask_is_a_copy_that_cannot_be_written_to():
    given = MASK.copy()
    mask = named_masks({"kin": given}, SHAPE)["kin"]
    given[0, 0] = True
    assert (mask[0, 0], mask.flags.writeable) == (False, False)


def test_any_mask_joins_what_each_rule_forbids():
    rules = named_masks({"kin": [(0, 1)], "colleagues": [(1, 2)]}, SHAPE)
    assert any_mask(rules, SHAPE).tolist() == MASK.tolist()


def test_any_mask_without_rules_forbids_nothing():
    joined = any_mask({}, SHAPE)
    assert (joined.shape, joined.dtype, joined.any()) == (SHAPE, bool, False)


def test_any_pairs_joins_what_each_rule_forbids():
    joined = any_pairs(named_pairs({"kin": [(0, 1)], "colleagues": [(1, 2)]}, SHAPE))
    assert [[joined[mentee, mentor] for mentor in range(3)] for mentee in range(2)] == MASK.tolist()


@pytest.mark.parametrize("given", [[], np.zeros((0, 2)), np.zeros((3, 0), dtype=int)])
def test_no_pairs_have_two_columns_all_the_same(given):
    pairs = pair_indices(given, SHAPE, "pinned")
    assert (pairs.shape, pairs.dtype) == ((0, 2), np.int64)


def test_pairs_are_a_copy_in_64_bits():
    given = np.array([[1, 2], [0, 0]], dtype=np.int32)
    pairs = pair_indices(given, SHAPE, "pinned")
    given[0, 0] = 0
    assert (pairs.tolist(), pairs.dtype) == ([[1, 2], [0, 0]], np.int64)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([(0, 1), (1, -1)], "pinned names the pair (1, -1), outside of (2, 3)"),
        ([(0, 1), (-1, 0), (2, 0)], "pinned names the pair (-1, 0), outside of (2, 3)"),
        ([(0, 1), (2, 0)], "pinned names the pair (2, 0), outside of (2, 3)"),
        ([0, 1], "pinned must be whole numbers of shape [k, 2], not int64 (2,)"),
        ([[0, 1, 2]], "pinned must be whole numbers of shape [k, 2], not int64 (1, 3)"),
        ([[[0, 1]]], "pinned must be whole numbers of shape [k, 2], not int64 (1, 1, 2)"),
        ([(0.0, 1.0)], "pinned must be whole numbers of shape [k, 2], not float64 (1, 2)"),
    ],
)
def test_first_pair_that_is_none_is_named(given, message):
    with pytest.raises(mm.ProblemError) as caught:
        pair_indices(given, SHAPE, "pinned")
    assert str(caught.value) == message
