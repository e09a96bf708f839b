"""Public ids."""

import pytest

from rapport.core.ids import ALPHABET, LENGTH, is_public_id, new_public_id


def test_ids_are_twelve_characters_of_the_alphabet_and_differ():
    ids = {new_public_id() for _ in range(5_000)}
    assert len(ids) == 5_000
    assert {len(one) for one in ids} == {LENGTH}
    assert set("".join(ids)) == set(ALPHABET)


def test_every_place_takes_every_character():
    ids = [new_public_id() for _ in range(5_000)]
    assert [set(place) for place in zip(*ids, strict=True)] == [set(ALPHABET)] * LENGTH


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("7Kq2xwPmR4dt", True),
        ("7Kq2xwPmR4d", False),
        ("7Kq2xwPmR4d\x00", False),
        ("", False),
        ("l" * 12, False),
    ],
)
def test_only_what_could_have_been_given_is_an_id(text, answer):
    assert is_public_id(text) is answer
