"""Marks of what somebody has seen, so that nobody writes over what they have not."""

import hashlib
import json
from collections.abc import Iterable, Sequence


def mark_of(rows: Iterable[Sequence[str]]) -> str:
    """Return a short text that is another one as soon as any word of the rows, or their order, is."""
    words = json.dumps([list(row) for row in rows])
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
