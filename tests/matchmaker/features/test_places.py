"""Distances as features are what geometry says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker import features

PLACES = st.lists(
    st.one_of(st.just((np.nan, 0.0)), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
    min_size=1,
    max_size=5,
)
PUNE, MUMBAI, DELHI = (18.52, 73.86), (19.08, 72.88), (28.61, 77.21)


def product(block):
    return block.mentee @ block.mentor.T


def way(one, other):
    """Kilometres over the ground, by the haversine formula."""
    (a, b), (c, d) = ([math.radians(angle) for angle in place] for place in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def straight(one, other):
    """Kilometres through the ground."""
    return 2 * 6371 * math.sin(way(one, other) / 2 / 6371)


@given(PLACES, PLACES, st.floats(100, 30000))
def test_distance_falls_with_the_square(mentees, mentors, reach):
    found = product(features.distance(mentees, mentors, reach_km=reach))
    for i, one in enumerate(mentees):
        for j, other in enumerate(mentors):
            known = not np.isnan([one, other]).any()
            by_hand = 1 - (straight(one, other) / reach) ** 2 if known else 0.0
            assert found[i, j] == pytest.approx(by_hand, rel=1e-9, abs=1e-9)


@given(PLACES, PLACES, st.floats(10, 9000))
def test_nearness_halves_at_its_distance(mentees, mentors, half):
    found = product(features.nearness(mentees, mentors, half_km=half))
    for i, one in enumerate(mentees):
        for j, other in enumerate(mentors):
            known = not np.isnan([one, other]).any()
            by_hand = 2 ** -((way(one, other) / half) ** 2) if known else 0.0
            assert found[i, j] == pytest.approx(by_hand, abs=1e-9)


def test_neighbours_are_told_apart():
    street, next_street = (18.5200, 73.8600), (18.5209, 73.8600)
    found = product(features.distance([street], [street, next_street], reach_km=1))
    assert found[0, 0] == pytest.approx(1.0, abs=1e-12)
    assert found[0, 1] == pytest.approx(1 - way(street, next_street) ** 2, abs=1e-9)


def test_nearer_is_worth_more():
    for block in (
        features.distance([PUNE], [PUNE, MUMBAI, DELHI], reach_km=2000),
        features.nearness([PUNE], [PUNE, MUMBAI, DELHI], half_km=150),
    ):
        here, near, far = product(block)[0]
        assert here == pytest.approx(1)
        assert here > near > far > 0


def test_nobody_whose_place_is_known_is_worth_nothing():
    nowhere = [(np.nan, np.nan)]
    assert product(features.distance(nowhere, nowhere, reach_km=1)).tolist() == [[0.0]]
    assert product(features.nearness(nowhere, nowhere, half_km=1)).tolist() == [[0.0]]


@pytest.mark.parametrize("make", [features.distance, features.nearness])
@pytest.mark.parametrize(
    ("places", "message"),
    [
        ([(18.5, 73.9), (91.0, 0.0)], r"mentees\[1\] is at \(91.0, 0.0\), which is not on the earth"),
        ([(0.0, -181.0)], r"mentees\[0\] is at"),
        ([18.5, 73.9], r"mentees must have a latitude and a longitude each, not the shape \(2,\)"),
    ],
)
def test_what_is_not_on_the_earth_is_refused(make, places, message):
    with pytest.raises(mm.ProblemError, match=message):
        make(places, [PUNE], **{"reach_km" if make is features.distance else "half_km": 10})


@pytest.mark.parametrize("kilometres", [0, -1, np.nan, np.inf])
def test_distances_must_be_above_zero(kilometres):
    with pytest.raises(mm.ProblemError, match="reach_km must be above zero"):
        features.distance([PUNE], [PUNE], reach_km=kilometres)
    with pytest.raises(mm.ProblemError, match="half_km must be above zero"):
        features.nearness([PUNE], [PUNE], half_km=kilometres)


def test_too_many_places_are_refused():
    many = np.column_stack((np.linspace(-60, 60, 257), np.zeros(257)))
    assert features.nearness(many, many[:256], half_km=100).mentee.shape == (257, 256)
    with pytest.raises(mm.ProblemError, match=r"257 of mentors; .*: round them, or take distance\(\)"):
        features.nearness(many, many, half_km=100)
