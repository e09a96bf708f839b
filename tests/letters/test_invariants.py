"""What must hold of letters is noticed when it does not."""

import pytest

from rapport.core import clock
from rapport.letters.choices import LetterState
from rapport.letters.invariants import INVARIANTS
from tests.breaking import overwrite, said_by


def test_sound_world_has_no_breach(cast):
    assert said_by(INVARIANTS) == []


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"sent_at": None}, "it is sent, but nobody knows when"),
        ({"state": LetterState.FAILED}, "it was sent, but says that it was not"),
        (
            {"state": LetterState.SENDING, "sent_at": None},
            "it is being sent, but nobody has claimed it",
        ),
        ({"claimed_at": clock.now()}, "it is claimed, but nobody sends it"),
        ({"is_secret": True}, "it is over, and its secret is still here"),
    ],
)
def test_letter_that_is_not_what_its_state_says(cast, columns, sentence):
    letter = cast.own.pair.letter
    overwrite(letter, **columns)

    assert said_by(INVARIANTS) == [f"letter {letter.public_id}: {sentence}"]
