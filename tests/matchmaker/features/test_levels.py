"""Tables and steps as features are exact to the bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker import criteria, features

LETTERS = st.lists(st.sampled_from([None, "a", "b", "c"]), max_size=6)
POSITIONS = st.lists(st.one_of(st.just(np.nan), st.integers(-4, 9), st.floats(-4, 9)), max_size=7)
BOUNDS = st.one_of(st.none(), st.integers(-3, 3))
STEPS = st.lists(
    st.tuples(BOUNDS, BOUNDS, st.floats(-9, 9)).filter(lambda step: None in step[:2] or step[0] <= step[1]),
    min_size=1,
    max_size=3,
)


def product(block):
    return block.mentee @ block.mentor.T


@given(
    LETTERS,
    LETTERS,
    st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.floats(-3, 3)),
    st.floats(-1, 1),
)
def test_categories_read_the_table(mentees, mentors, table, otherwise):
    found = product(features.categories(mentees, mentors, table, otherwise=otherwise))
    assert found.tolist() == [
        [0.0 if None in (left, right) else table.get((left, right), otherwise) for right in mentors]
        for left in mentees
    ]


@given(LETTERS, LETTERS)
def test_categories_without_a_table_are_the_same_or_not(mentees, mentors):
    found = product(features.categories(mentees, mentors))
    assert found.tolist() == [
        [float(left is not None and left == right) for right in mentors] for left in mentees
    ]


def test_table_need_not_be_symmetric():
    worths = {("nurse", "doctor"): 1.0, ("doctor", "nurse"): 0.25}
    found = product(features.categories(["nurse", "doctor"], ["nurse", "doctor"], worths))
    assert found.tolist() == [[0.0, 1.0], [0.25, 0.0]]


@given(POSITIONS, POSITIONS, STEPS)
def test_ordered_is_stepped(mentees, mentors, steps):
    left, right = np.array(mentees, dtype=float), np.array(mentors, dtype=float)
    assert np.array_equal(product(features.ordered(left, right, steps)), criteria.stepped(left, right, steps))


def test_smaller_side_decides_the_columns():
    many, few = np.arange(300.0), np.array([1.0, 2.0, np.nan])
    assert features.ordered(many, few, [(0, None, 1.0)]).mentee.shape == (300, 2)
    assert features.ordered(few, many, [(0, None, 1.0)]).mentee.shape == (3, 2)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: features.ordered(np.arange(257.0), np.arange(300.0), [(0, 1, 1.0)]),
            "“ordered” has 257 different levels of mentees and 300 of mentors; one of the sides may have 256",
        ),
        (lambda: features.categories(range(257), range(257)), "“categories” has 257 different levels"),
        (lambda: features.ordered([[1.0]], [1.0], [(0, 1, 1.0)]), r"mentees must have one position each"),
        (lambda: features.ordered([1.0], [1.0], [(2, 1, 1.0)]), "a step goes from 2 to 1"),
        (
            lambda: features.categories(["a"], ["b"], {("a", "b"): np.nan}),
            r"“categories” gives \('a', 'b'\) the worth nan",
        ),
    ],
)
def test_too_many_levels_and_bad_tables_are_refused(make, message):
    with pytest.raises(mm.ProblemError, match=message):
        make()
