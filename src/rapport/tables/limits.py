"""How large a table may be before we refuse it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The defaults bound one read to a few seconds and a few hundred megabytes, whatever is sent."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 150_000_000
    rows: int = 50_000
    columns: int = 200
    cell_characters: int = 32_000
