"""Random public ids: what people see in addresses instead of row numbers."""

import secrets

ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
TYPED = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH, GROUP = 20, 5


def new_public_id() -> str:
    """Return 12 characters without look-alikes: 69 bits, so a guess finds nothing.

    One random number is drawn and written in the alphabet: ten times as quick as drawing each character, which
    counts where an import makes 80,000 rows.
    """
    number = secrets.randbelow(len(ALPHABET) ** LENGTH)
    characters = []
    for _place in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[at])
    return "".join(characters)


def new_code() -> str:
    """Return 20 characters to be typed from paper, in groups of five, small letters and digits alone: 99 bits."""
    drawn = [secrets.choice(TYPED) for _place in range(CODE_LENGTH)]
    return "-".join("".join(drawn[start : start + GROUP]) for start in range(0, CODE_LENGTH, GROUP))


def as_code(typed: str) -> str:
    """Return what somebody typed as `new_code` writes it, whichever way they grouped it."""
    letters = [letter for letter in typed.lower() if letter.isalnum()]
    return "-".join("".join(letters[start : start + GROUP]) for start in range(0, len(letters), GROUP))


def is_public_id(text: str) -> bool:
    """Whether `text` can be a public id at all; what cannot is not looked up, as no database takes every text."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)
