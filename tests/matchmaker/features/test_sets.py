"""Sets as features give what the dense kernels give, and what counting by hand gives."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import matchmaker as mm
from matchmaker import criteria, features

SETS = st.lists(st.sets(st.sampled_from(["law", "tax", "art", "dance", "heart"])), max_size=6)
WEEKS = st.lists(st.sets(st.integers(0, 335), max_size=12), min_size=1, max_size=3)
ZONES = st.sampled_from([0, 60, 330, 345, -600])


def product(block):
    return block.mentee @ block.mentor.T


@given(SETS, SETS)
def test_tags_without_rarity_are_coverage(needs, offers):
    (left, right), _values = criteria.incidence(needs, offers)
    found = product(features.tags(needs, offers, by_rarity=False))
    assert np.allclose(found, criteria.coverage(left, right), rtol=0, atol=1e-12)


@given(SETS, SETS)
def test_tags_weigh_what_few_have(needs, offers):
    everybody = [*needs, *offers]

    def counts(value):
        return 1 + math.log((1 + len(everybody)) / (1 + sum(value in person for person in everybody)))

    found = product(features.tags(needs, offers))
    for i, need in enumerate(needs):
        for j, offer in enumerate(offers):
            wanted = sum(map(counts, need))
            by_hand = sum(map(counts, need & offer)) / wanted if need else 0.0
            assert found[i, j] == pytest.approx(by_hand, abs=1e-12)


@given(SETS, SETS)
def test_sets_and_arrays_are_read_alike(needs, offers):
    (left, right), _values = criteria.incidence(needs, offers)
    from_sets = features.tags(needs, offers)
    for kind in (np.array, sparse.csr_array, lambda mask: mask.astype(int)):
        from_arrays = features.tags(kind(left), kind(right))
        assert np.array_equal(from_arrays.mentee, from_sets.mentee)
        assert np.array_equal(from_arrays.mentor, from_sets.mentor)


def test_tags_keep_no_column_that_changes_nothing():
    needs = [{"law", "tax", "rare"}, {"art"}]
    offers = [{"law", "tax", "dance"}, {"art"}]
    assert features.tags(needs, offers).mentee.shape == (2, 2)


@given(SETS, SETS)
def test_one_language_in_common_is_enough(mentees, mentors):
    found = product(features.languages(mentees, mentors))
    assert found.tolist() == [[float(bool(left & right)) for right in mentors] for left in mentees]


@given(SETS, SETS)
def test_languages_by_share_are_coverage(mentees, mentors):
    (left, right), _values = criteria.incidence(mentees, mentors)
    found = product(features.languages(mentees, mentors, one_is_enough=False))
    assert np.allclose(found, criteria.coverage(left, right), rtol=0, atol=1e-12)


def test_too_many_sets_of_languages_are_refused():
    many = [{f"a{i % 17}", f"b{i // 17}"} for i in range(257)]
    assert features.languages(many[:256], many).shape == (256, 257)
    with pytest.raises(mm.ProblemError, match="“languages” has 257 different levels of mentees and 257 of"):
        features.languages(many, many)


@given(SETS, st.data(), st.floats(0, 3))
def test_dislikes_in_common_less_what_is_offered(mentees, data, penalty):
    mentors, offers = data.draw(SETS), []
    offers = [data.draw(st.sets(st.sampled_from(["law", "tax", "art"]))) for _ in mentors]
    found = product(features.dislikes(mentees, mentors, offers, penalty=penalty))
    for i, disliked in enumerate(mentees):
        for j, (also, offered) in enumerate(zip(mentors, offers, strict=True)):
            by_hand = (len(disliked & also) - penalty * len(disliked & offered)) / max(len(disliked), 1)
            assert found[i, j] == pytest.approx(by_hand, abs=1e-12)


def test_dislikes_of_other_people_than_the_offers_are_refused():
    with pytest.raises(mm.ProblemError, match="2 mentors dislike something, 1 offer something"):
        features.dislikes([{"law"}], [set(), set()], [{"law"}])


@given(WEEKS, WEEKS, st.data())
def test_availability_is_the_share_of_the_free_quarters(mentees, mentors, data):
    weeks = [criteria.weekly_quarters(side, [data.draw(ZONES) for _ in side]) for side in (mentees, mentors)]
    found = product(features.availability(*weeks))
    assert np.allclose(found, criteria.coverage(*weeks), rtol=0, atol=1e-12)


@given(WEEKS, WEEKS)
def test_availability_by_hours_loses_nothing_from_hour_to_hour(mentees, mentors):
    weeks = [
        criteria.weekly_quarters(
            [{2 * (slot // 2) + k for slot in one for k in (0, 1)} for one in side], [60] * len(side)
        )
        for side in (mentees, mentors)
    ]
    found = features.availability(*weeks, quarters=4)
    assert np.allclose(product(found), criteria.coverage(*weeks), rtol=0, atol=1e-12)
    assert found.mentee.shape[1] <= 168


def test_availability_by_hours_leaves_out_half_hours():
    half, whole = criteria.weekly_quarters([[0, 2, 3], [0, 1, 2, 3]], [0, 0])
    assert product(features.availability(np.array([half]), np.array([whole]), quarters=4)).tolist() == [[1.0]]
    assert product(features.availability(np.array([whole]), np.array([half]), quarters=4)).tolist() == [[0.5]]


def test_availability_by_half_hours_has_half_the_columns():
    random = np.random.default_rng(1)
    side = [np.flatnonzero(random.random(336) < 0.5) for _ in range(40)]
    week = criteria.weekly_quarters(side, [0] * 40)
    assert features.availability(week, week).mentee.shape == (40, 336)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: features.tags(["law"], [set()]), r"needs\[0\] must be a set of values, not 'law'"),
        (lambda: features.tags([set(), 3], [set()]), r"needs\[1\] must be a set of values, not 3"),
        (lambda: features.tags([set()], [{7}]), r"offers\[0\] has the value 7, which is not a str"),
        (lambda: features.tags(np.eye(2), [set()]), "needs and offers must all be sets or all be arrays"),
        (lambda: features.tags(np.eye(2), np.eye(3)), r"must have equally many columns, not \[2, 3\]"),
        (lambda: features.tags(np.eye(2), np.ones(2)), r"offers must have the shape \[people, values\]"),
        (lambda: features.tags(np.eye(2), 2 * np.eye(2)), r"offers\[0, 0\] is 2.0, neither 0 nor 1"),
        (lambda: features.availability(np.eye(2), np.eye(2)), "must have 672 columns, not 2"),
        (
            lambda: features.availability(np.zeros((1, 672)), np.zeros((1, 672)), quarters=5),
            "slots of 5 quarters do not fill a week",
        ),
    ],
)
def test_what_are_no_sets_is_refused(make, message):
    with pytest.raises(mm.ProblemError, match=message):
        make()
