"""Latent dimensions come close to the cosine of words, say how close, and do not depend on who stands first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import matchmaker as mm
from matchmaker import features
from matchmaker.texts import TextModel

WORDS = ["kidney", "heart", "liver", "tax", "law", "courts", "dance", "paint", "music", "clay"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), min_size=1, max_size=7)


def product(block):
    return block.mentee @ block.mentor.T


def many(people, seed=0):
    random = np.random.default_rng(seed)
    subjects = random.dirichlet(np.full(300, 0.02), 12)
    return [
        " ".join(f"word{w}" for w in random.choice(300, 12, p=subjects[random.integers(12)]))
        for _ in range(people)
    ]


@given(TEXTS, TEXTS)
def test_with_all_dimensions_it_is_the_cosine(mentees, mentors):
    found = product(features.text(mentees, mentors))
    assert np.allclose(found, TextModel(mentees, mentors).similarity(), rtol=0, atol=1e-9)


@given(TEXTS, TEXTS, st.integers(1, 9))
def test_no_pair_is_off_by_more_than_the_first_value_left_out(mentees, mentors, dimensions):
    model = TextModel(mentees, mentors)
    block = features.text(mentees, mentors, dimensions=dimensions)
    assert block.mentee.shape[1] <= dimensions
    everybody = sparse.vstack((model.mentees, model.mentors)).toarray()
    sizes = np.append(np.linalg.svd(everybody, compute_uv=False), np.zeros(dimensions + 1))
    off = np.abs(product(block) - model.similarity()).max()
    assert off <= sizes[dimensions] ** 2 + 1e-9


def test_few_people_with_many_words_are_compared_exactly():
    texts = [" ".join(f"word{i * k}" for k in range(1, 9)) for i in range(1, 7)]
    found = product(features.text(texts[:3], texts[3:], dimensions=6))
    assert np.allclose(found, TextModel(texts[:3], texts[3:]).similarity(), rtol=0, atol=1e-12)


def test_dimensions_of_many_texts_are_those_of_a_dense_decomposition():
    texts = many(150)
    block = features.text(texts[:100], texts[100:], dimensions=10)
    model = TextModel(texts[:100], texts[100:])
    left, sizes, _right = np.linalg.svd(sparse.vstack((model.mentees, model.mentors)).toarray())
    closest = (left[:, :10] * sizes[:10] ** 2) @ left[:, :10].T
    assert np.allclose(product(block), closest[:100, 100:], rtol=0, atol=1e-9)


def test_same_texts_give_the_same_bits_whoever_stands_first():
    texts = many(90)
    block = features.text(texts[:60], texts[60:], dimensions=8)
    for _ in range(2):
        again = features.text(texts[:60][::-1], texts[60:][::-1], dimensions=8)
        assert again.mentee[::-1].tobytes() == block.mentee.tobytes()
        assert again.mentor[::-1].tobytes() == block.mentor.tobytes()


def test_equal_subjects_all_find_a_dimension():
    """Singular values that are equal are where a start vector that is too regular would miss some."""
    texts = [f"one{i} two{i} three{i}" for i in range(12) for _ in range(4)]
    block = features.text(texts[::2], texts[1::2], dimensions=12)
    assert np.allclose(product(block), TextModel(texts[::2], texts[1::2]).similarity(), rtol=0, atol=1e-9)


def test_largest_entry_of_each_direction_is_above_zero():
    texts = many(60)
    block = features.text(texts, texts, dimensions=5)
    strength = TextModel(texts, texts).mentees.T @ block.mentee
    assert (np.take_along_axis(strength, np.abs(strength).argmax(axis=0)[None], axis=0) > 0).all()


def test_no_dimensions_are_refused():
    with pytest.raises(mm.ProblemError, match="“text” has 0 dimensions, less than one"):
        features.text(["law"], ["law"], dimensions=0)


def test_texts_that_say_nothing_have_no_features():
    assert features.text(["", "the"], [""]).mentee.shape == (2, 0)
