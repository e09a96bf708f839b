"""Random public ids: what people see in addresses instead of row numbers."""

import secrets

ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12


def new_public_id() -> str:
    """Return 12 characters without look-alikes: 69 bits, so a guess finds nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
