"""Keeps text from becoming a live formula in a spreadsheet program, and takes the guard off again.

A cell whose text begins with = + - @ is run as a formula by the common programs, also behind spaces or
control characters and in the full-width forms of East Asian keyboards. In CSV the guard is an apostrophe.
It is set after a semicolon, tab or line break inside a cell as well: programs set to a country that writes
decimal commas split our rows at semicolons and know nothing of our quotation marks. XLSX has a type for text
and needs no guard.
"""

import re

_SIGNS = "=+\\-@＝＋－＠﹢﹣﹦﹫−"
_SEPARATORS = frozenset(";\t\r\n")
_SKIPPED = r";\s'\"\x00-\x1f\u200b\u2060\ufeff"
# A whole run of skipped characters before a sign; looking behind keeps this linear in the length of the text.
_RUN = re.compile(rf"(?<![{_SKIPPED}])[{_SKIPPED}]*+(?=[{_SIGNS}])")
_HAS_SIGN = re.compile(f"[{_SIGNS}]")


def disarm(text: str) -> str:
    """An apostrophe before every sign that could start a formula; other text unchanged."""
    return _RUN.sub(_guarded, text) if _HAS_SIGN.search(text) else text


def revive(text: str) -> str:
    """What `disarm` was given, so that a file we wrote can be read back unchanged."""
    return _RUN.sub(_unguarded, text) if "'" in text else text


def _guarded(run: re.Match[str]) -> str:
    return f"{run[0]}'" if _starts_a_cell(run) else run[0]


def _unguarded(run: re.Match[str]) -> str:
    return run[0][:-1] if _starts_a_cell(run) and run[0].endswith("'") else run[0]


def _starts_a_cell(run: re.Match[str]) -> bool:
    return run.start() == 0 or not _SEPARATORS.isdisjoint(run[0])
