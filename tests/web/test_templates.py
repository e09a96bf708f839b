"""What every template keeps to: nothing inline that the policy forbids, and a length one can read."""

import re
from pathlib import Path

import pytest

import rapport.web

TEMPLATES = Path(rapport.web.__file__).parent / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("**/*.html"))
FORBIDDEN = re.compile(r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
LONGEST = 150


def forbidden_in(source: str) -> list[str]:
    return FORBIDDEN.findall(source)


@pytest.mark.parametrize("page", PAGES)
def test_no_template_writes_a_script_or_a_style_inline(page: str) -> None:
    assert forbidden_in((TEMPLATES / page).read_text()) == []


@pytest.mark.parametrize(
    "planted",
    ['<p style="color:red">', "<script>go()</script>", '<a onclick="go()">', '<a href="javascript:go()">'],
)
def test_an_inline_script_or_style_is_found_out(planted: str) -> None:
    assert len(forbidden_in(planted)) == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_template_can_be_read_at_a_sitting(page: str) -> None:
    assert len((TEMPLATES / page).read_text().splitlines()) <= LONGEST
