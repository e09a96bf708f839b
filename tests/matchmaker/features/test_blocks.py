"""Parts add up to the score, and what is no block is refused by name."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker import criteria, features

WORDS = ("law", "tax", "art", "dance", "kidney", "heart")
SETS = st.sets(st.sampled_from(WORDS))
WEIGHTS = st.floats(-20, 20)


@st.composite
def everything(draw):
    """Blocks of every kind about the same few people."""
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 5))

    def each(values, people):
        return draw(st.lists(values, min_size=people, max_size=people))

    def both(values):
        return each(values, n), each(values, m)

    texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
    level = st.one_of(st.just(np.nan), st.integers(-3, 9).map(float))
    place = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
    weeks = [
        criteria.weekly_quarters(each(st.sets(st.integers(0, 335), max_size=8), size), [0] * size)
        for size in (n, m)
    ]
    blocks = [
        features.tags(*both(SETS)),
        features.languages(*both(SETS)),
        features.dislikes(*both(SETS), each(SETS, m)),
        features.categories(*both(st.sampled_from([None, "a", "b"])), {("a", "b"): 0.25}),
        features.ordered(*both(level), [(1, 2, 1.0), (None, 0, -0.5)]),
        features.text(*both(texts), dimensions=draw(st.integers(1, 8))),
        features.availability(*weeks),
        features.distance(*both(place), reach_km=20000),
        features.nearness(*both(place), half_km=500),
    ]
    return [replace(block, weight=draw(WEIGHTS)) for block in blocks]


@given(everything())
def test_parts_add_up_to_the_score(blocks):
    mentee_features, mentor_features = features.combined(blocks)
    n, m = blocks[0].shape
    pairs = np.argwhere(np.ones((n, m), dtype=bool))
    found = features.parts(blocks, pairs)
    assert found.shape == (n * m, len(blocks))
    assert np.abs(found.sum(axis=1) - (mentee_features @ mentor_features.T).ravel()).max() <= 1e-9
    for part, block in zip(found.T, blocks, strict=True):
        assert np.abs(part - block.weight * (block.mentee @ block.mentor.T).ravel()).max() <= 1e-9


def test_parts_of_more_pairs_than_a_piece_holds():
    block = features.Block("x", np.arange(200.0)[:, None], np.arange(100.0)[:, None])
    pairs = np.argwhere(np.ones((200, 100), dtype=bool))
    assert np.array_equal(features.parts([block], pairs)[:, 0], pairs[:, 0] * pairs[:, 1])


def test_arrays_are_read_only_and_the_given_ones_are_not_touched():
    given_features = np.ones((2, 1))
    block = features.Block("x", given_features, np.ones((3, 1)), 2.0)
    given_features[0, 0] = 5.0
    assert block.mentee[0, 0] == 1.0
    assert replace(block, weight=3.0).mentee is block.mentee
    for array in (block.mentee, block.mentor, *features.combined([block]), features.parts([block], [(0, 0)])):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1.0
    assert block.shape == (2, 3)


def test_no_pairs_have_no_parts():
    block = features.Block("x", np.ones((2, 1)), np.ones((2, 1)))
    assert features.parts([block], []).shape == (0, 1)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: features.Block("x", np.ones(3), np.ones((2, 1))),
            "mentee features of “x” must have two dim",
        ),
        (lambda: features.Block("x", np.ones((2, 1)), [[1.0], [np.inf]]), r"“x”: \[1, 0\] is inf"),
        (lambda: features.Block("x", np.ones((2, 1)), np.ones((2, 2))), "“x” has 1 features a mentee, but 2"),
        (lambda: features.Block("x", np.ones((2, 1)), np.ones((2, 1)), np.nan), "the weight of “x” is nan"),
        (lambda: features.combined([]), "there are no blocks"),
        (
            lambda: features.combined([features.tags([set()], [set()]), features.tags([set()], [set()])]),
            "two blocks are called “tags”",
        ),
        (
            lambda: features.combined([features.tags([set()], [set()]), features.languages([], [set()])]),
            r"“languages” is about \(0, 1\) people, “tags” about \(1, 1\)",
        ),
        (
            lambda: features.parts([features.tags([set()], [set()])], [(0, 0), (0, 1)]),
            r"pairs names the pair \(0, 1\), outside of \(1, 1\)",
        ),
    ],
)
def test_what_is_no_block_is_refused(make, message):
    with pytest.raises(mm.ProblemError, match=message):
        make()
