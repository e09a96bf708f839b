"""What every template keeps to: nothing inline that the policy forbids, and a length one can read."""

import re
from pathlib import Path

import pytest

import rapport.web

TEMPLATES = Path(rapport.web.__file__).parent / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("**/*.html"))
FORBIDDEN = re.compile(r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
LONGEST = 150
BARE = {"is-done"}  # a stage behind us looks like any stage


def classes_in(source: str) -> set[str]:
    written = re.sub(r"{#.*?#}|{{.*?}}", "", re.sub(r"{%.*?%}", " ", source))
    names = {name for names in re.findall(r'class="([^"]*)"', written) for name in names.split()}
    return {name for name in names if not name.endswith("-")}  # the rest of it stood in a variable


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


def test_every_class_is_dressed_by_the_sheet() -> None:
    sheet = (TEMPLATES.parent / "static" / "rapport.css").read_text()
    worn = {name for page in PAGES for name in classes_in((TEMPLATES / page).read_text())}

    assert worn - set(re.findall(r"\.([a-z][\w-]*)", sheet)) == BARE


def test_a_class_that_nobody_dresses_is_found_out() -> None:
    assert classes_in('<p class="lead{% if warm %} lead--hot{% endif %} x-{{ kind }}">') == {
        "lead",
        "lead--hot",
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_template_can_be_read_at_a_sitting(page: str) -> None:
    assert len((TEMPLATES / page).read_text().splitlines()) <= LONGEST
