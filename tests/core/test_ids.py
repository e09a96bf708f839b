"""Public ids."""

from rapport.core.ids import ALPHABET, LENGTH, new_public_id


def test_ids_are_twelve_characters_of_the_alphabet_and_differ():
    ids = {new_public_id() for _ in range(5_000)}
    assert len(ids) == 5_000
    assert {len(one) for one in ids} == {LENGTH}
    assert set("".join(ids)) == set(ALPHABET)


def test_every_place_takes_every_character():
    ids = [new_public_id() for _ in range(5_000)]
    assert [set(place) for place in zip(*ids, strict=True)] == [set(ALPHABET)] * LENGTH
