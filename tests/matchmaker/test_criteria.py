"""Each kernel says of two people what a person would say."""

import numpy as np
import pytest

import matchmaker as mm
from matchmaker import criteria
from matchmaker.texts import TextModel


def test_coverage_counts_needs_not_offers():
    (needs, offers), values = criteria.incidence([{"law", "tax"}, {"law"}, set()], [{"law", "art", "dance"}])
    assert values == ["art", "dance", "law", "tax"]
    assert criteria.coverage(needs, offers).tolist() == [[0.5], [1.0], [0.0]]


def test_stepped_takes_the_first_step_that_fits():
    worth = criteria.stepped(
        np.array([2.0, np.nan]),
        np.array([1.0, 2.0, 3.0, 4.0, 5.0]),
        [(1, 1, 12.0), (2, 2, 6.0), (None, 0, -10.0)],
    )
    assert worth.tolist() == [[-10.0, -10.0, 12.0, 6.0, 0.0], [0.0] * 5]


def test_stepped_refuses_an_empty_step():
    with pytest.raises(mm.ProblemError, match="a step goes from 4 to 2, which holds nothing"):
        criteria.stepped(np.zeros(1), np.zeros(1), [(4, 2, 1.0)])


def test_weekly_quarters_shift_into_one_clock():
    delhi, london = criteria.weekly_quarters([[36, 37], [25, 26, 27]], [330, 0])
    assert np.flatnonzero(delhi).tolist() == [50, 51, 52, 53]
    assert int((delhi & london).sum()) == 4


def test_weekly_quarters_wrap_at_the_end_of_the_week():
    assert np.flatnonzero(criteria.weekly_quarters([[0]], [60])[0]).tolist() == [668, 669]


def test_weekly_quarters_of_nobody_free_are_empty():
    assert not criteria.weekly_quarters([[]], [0]).any()


def test_hours_apart_go_the_short_way_round():
    assert criteria.hours_apart([-600, 0], [780, 345]).tolist() == [[1.0, 8.25], [11.0, 5.75]]


def test_texts_on_the_same_subject_are_closer():
    model = TextModel(["I want to learn pharmacology"], ["Pharmacology and dosing", "Cooking for parties"])
    similarity = model.similarity()
    assert similarity[0, 0] > similarity[0, 1] == 0.0
    assert model.shared_words(0, 0) == ["pharmacology"]


def test_the_same_text_is_wholly_similar():
    assert TextModel(["Kidneys, kidneys and livers"], ["kidneys KIDNEYS livers"]).similarity()[
        0, 0
    ] == pytest.approx(1)


def test_texts_that_say_nothing_are_not_similar():
    assert TextModel(["", "the and"], ["", "the"]).similarity().tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_order_of_people_changes_no_similarity():
    texts = [f"word{i % 3} other{i % 5} third{i}" for i in range(12)]
    forward, backward = TextModel(texts[:6], texts[6:]), TextModel(texts[5::-1], texts[:5:-1])
    assert np.array_equal(forward.similarity(), backward.similarity()[::-1, ::-1])
