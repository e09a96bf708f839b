"""The house keeps its own order: names, words, docstrings and templates without anything inline."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import allauth
import pytest

from tests.access.routes import all_routes

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TESTS = ROOT / "src", ROOT / "tests"
WEB = SOURCE / "rapport" / "web"
TEMPLATES = WEB / "templates"
DOORS = ("coordinator", "participant", "committee", "account", "public")

FORBIDDEN_NAMES = {
    "utils.py",
    "helpers.py",
    "mixins.py",
    "signals.py",
    "managers.py",
    "util.py",
    "common.py",
    "misc.py",
}
NEVER_SAID = {
    "admin",
    "administrator",
    "coach",
    "login",
    "notification",
    "pairing",
    "program",
    "programs",
    "project",
    "protégé",
    "scheme",
    "superuser",
    "tenant",
    "ticket",
    "user",
    "users",
    "username",
    "vetting",
    "workspace",
}
INLINE = re.compile(
    r"""(?ix) <style\b | \sstyle\s*= | <script\b(?![^>]*\bsrc\s*=) | \son[a-z]+\s*= | javascript: | \shx-on"""
)
TEXT_IN_TAG = re.compile(r"""\{%\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")
ATTRIBUTES_READ = re.compile(r"""\b(?:aria-label|title|alt|placeholder)\s*=\s*"([^"]*)\"""")


def modules() -> list[Path]:
    found = [*SOURCE.rglob("*.py"), *TESTS.rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("*.html"))


# -- the checks: each takes what it looks at, so that it can be shown something wrong -----------------------------------


def badly_opened(path: Path, text: str) -> Iterator[str]:
    docstring = ast.get_docstring(ast.parse(text))
    if docstring is None:
        yield f"{path} opens without a docstring"
    elif not docstring.split("\n\n", maxsplit=1)[0].rstrip().endswith((".", ":", "?")):
        yield f"{path} opens with something that is no sentence"


def inline_code(path: Path, text: str) -> Iterator[str]:
    for found in INLINE.findall(
        re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
    ):
        yield f"{path} holds {found.strip()}"


def said_in_template(text: str) -> str:
    """Return what people read of a template: text between the tags, translated strings, labels."""
    strings = [" ".join(parts) for parts in TEXT_IN_TAG.findall(text)] + ATTRIBUTES_READ.findall(text)
    blocks = re.findall(r"\{% blocktrans(?:late)?.*?%\}(.*?)\{% endblocktrans", text, flags=re.DOTALL)
    bare = re.sub(r"\{[%{#].*?[%}#]\}|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join([bare, *strings, *(re.sub(r"\{\{.*?\}\}|<[^>]*>", " ", block) for block in blocks)])


def said_in_code(text: str) -> str:
    """Return the sentences that a module has translated."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and node.args]
    return " ".join(
        str(argument.value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "gettext", "ngettext", "gettext_lazy")
        for argument in call.args
        if isinstance(argument, ast.Constant)
    )


def foreign_words(path: Path, said: str) -> Iterator[str]:
    told = said.casefold().replace("spreadsheet program", "")  # software has this spelling in Britain too
    for word in sorted(set(re.findall(r"[\w-]+", told)) & NEVER_SAID):
        yield f"{path} says “{word}”"


def each(check: object, paths: Iterable[Path]) -> list[str]:
    return [
        sentence
        for path in paths
        for sentence in check(path.relative_to(ROOT), path.read_text())  # type: ignore[operator]
    ]


# -- the house ----------------------------------------------------------------------------------------------------


def test_modules_open_with_a_sentence():
    assert each(badly_opened, modules()) == []


def test_no_module_has_a_name_that_says_nothing():
    assert [path for path in modules() if path.name in FORBIDDEN_NAMES] == []


def test_templates_hold_no_inline_code():
    assert each(inline_code, templates()) == []


def test_templates_speak_the_house_s_words():
    assert each(lambda path, text: foreign_words(path, said_in_template(text)), templates()) == []


def test_sentences_in_code_speak_the_house_s_words():
    source = [path for path in modules() if SOURCE in path.parents]
    assert each(lambda path, text: foreign_words(path, said_in_code(text)), source) == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_locks_name_no_host(lock):
    assert [line for line in lock.read_text().splitlines() if "://" in line] == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_locks_hold_a_hash_for_everything(lock):
    pins = [line for line in lock.read_text().splitlines() if re.match(r"[\w.\[\]-]+==", line)]
    assert [line for line in pins if not line.endswith("\\")] == []


def test_views_live_where_their_address_says():
    """`/coordinator/…` is answered by `web/coordinator/…`, and named `coordinator:…`."""
    strayed = []
    for route in all_routes():
        door = route.pattern.split("/")[1]
        if door in ("coordinator", "participant", "committee") and not route.name.startswith(f"{door}:"):
            strayed.append(route)
    assert strayed == []


def test_every_template_is_shown_by_its_own_door():
    """`coordinator/…html` is shown by a module of `web/coordinator`, or is a part of another page."""
    included = " ".join(path.read_text() for path in templates())
    orphans = [
        name
        for door in DOORS
        for path in (TEMPLATES / door).glob("*.html")
        if (name := f"{door}/{path.name}") not in included + _code_of(door)
        and name not in _pages_of_allauth()
    ]
    assert orphans == []


def test_no_door_shows_the_pages_of_another():
    borrowed = [
        (door, other) for door in DOORS for other in DOORS if door != other and f'"{other}/' in _code_of(door)
    ]
    assert borrowed == []


def _code_of(door: str) -> str:
    return " ".join(path.read_text() for path in (WEB / door).glob("*.py"))


def _pages_of_allauth() -> set[str]:
    """Return the names of allauth's own pages, which ours stand in for."""
    theirs = (Path(allauth.__file__).parent / "templates" / "account").glob("*.html")
    return {f"account/{path.name}" for path in theirs}


def test_tests_stand_where_their_subject_stands():
    """`tests/a/test_b.py` speaks of `src/…/a/b.py` or of the folder `a/b`; end-to-end tests have rooms of their own."""
    homeless = [
        path.relative_to(TESTS)
        for path in TESTS.rglob("test_*.py")
        if len(path.relative_to(TESTS).parts) > 1
        and path.relative_to(TESTS).parts[0] not in ("access", "e2e")
        and not _has_subject(path)
    ]
    assert homeless == []


def _has_subject(test: Path) -> bool:
    folder = test.relative_to(TESTS).parent
    rooms = [SOURCE / "rapport" / folder, SOURCE / folder]
    return any(room.is_dir() for room in rooms)


def test_nothing_names_the_machine_it_was_written_on():
    marks = ("/" + "work/", "/" + "root/", "/" + "home/")
    written = [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *(ROOT / "docs").rglob("*.md"), ROOT / "Makefile"]
    named = [
        path.relative_to(ROOT)
        for path in [*modules(), *templates(), *written]
        if any(mark in path.read_text() for mark in marks)
    ]
    assert named == []


# -- the checks notice what was planted ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<button hx-on:click="go()">',
    ],
)
def test_planted_inline_code_is_found(text):
    assert len(list(inline_code(Path("page.html"), text))) == 1


def test_script_with_an_address_is_no_inline_code():
    assert list(inline_code(Path("page.html"), '<script src="a.js" defer></script>{# onclick= #}')) == []


@pytest.mark.parametrize("text", ["x = 1", '"""No full stop"""', ""])
def test_planted_module_without_a_sentence_is_found(text):
    assert len(list(badly_opened(Path("x.py"), text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<p>Dear user</p>",
        '{% translate "Dear user" %}',
        "{% blocktranslate %}Dear user {{ name }}{% endblocktranslate %}",
        '<a aria-label="User">',
    ],
)
def test_planted_word_is_found_in_a_template(text):
    assert list(foreign_words(Path("page.html"), said_in_template(text))) == ["page.html says “user”"]


def test_names_in_code_are_no_words():
    assert (
        list(
            foreign_words(
                Path("page.html"), said_in_template("{{ request.user }}{% if user %}<b class=user>")
            )
        )
        == []
    )


def test_planted_word_is_found_in_code():
    assert list(foreign_words(Path("x.py"), said_in_code('_("Dear user")'))) == ["x.py says “user”"]
