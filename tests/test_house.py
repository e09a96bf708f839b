"""What a newcomer meets first: the commands, and locks that tie nobody to a registry."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[1]


def test_make_alone_lists_every_command():
    printed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert [line.split()[1] for line in printed.splitlines()] == phony


LOCKS = sorted([*(ROOT / "requirements").glob("*.lock"), *(ROOT / "bench").rglob("*.lock")])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_names_versions_and_hashes_and_no_registry(lock):
    text = lock.read_text()
    assert "://" not in text
    pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))


def test_what_runs_rapport_is_a_part_of_what_develops_it():
    run, dev = (set(_pins(ROOT / "requirements" / f"{name}.lock")) for name in ("run", "dev"))
    assert run - dev == set()


def test_what_runs_rapport_at_scale_adds_to_what_runs_it():
    run, scale = (set(_pins(ROOT / "requirements" / f"{name}.lock")) for name in ("run", "scale"))
    assert run - scale == set()


def test_no_file_keeps_the_marks_of_an_unfinished_merge():
    listed = subprocess.run(
        ["git", "grep", "-lE", "^(<{7}|>{7}) "], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert listed.stdout == ""


def test_no_fixture_hides_the_browsers_name():
    """A test that asks for one of these opens a page, and runs only where there is a browser."""
    hiding = re.compile(r"@pytest\.fixture[^\n]*\ndef (page|browser|context|new_context)\(")
    files = (ROOT / "tests").rglob("*.py")
    assert [path.name for path in files if hiding.search(path.read_text())] == []


def _pins(lock):
    return re.findall(r"^([a-z0-9][^ ;]*==[^ ;]*)", lock.read_text(), re.MULTILINE)
