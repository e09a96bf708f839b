"""The same spreadsheets through the platform and through `rapport match` give the same proposals."""

import csv
import io
import os
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rapport.cli import main
from rapport.matching.models import MatchRun
from rapport.matching.services.criteria import add_criterion, add_rule
from rapport.programmes.services import imports
from rapport.questionnaires.choices import QuestionKind
from tests import make
from tests.matching.cohorts import matched

RULES = Path(__file__).parents[2] / "docs" / "use" / "mentor-match.rules.toml"
GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
HEADINGS = ["first name", "last name", "email address", "grade", "organisation", "profession"]
STEPS = [
    {"from": 1, "to": 1, "points": 12},
    {"from": 2, "to": 2, "points": 6},
    {"to": 0, "points": -10},
]


def table_of_people(role: str, *, count: int, seed: int) -> bytes:
    """Make a spreadsheet in the layout of mentor-match, with many people alike, so that ties abound."""
    pick = random.Random(f"{role} {seed}")
    rows = [
        [
            role,
            f"{number:03}",
            f"{role}.{number:03}@example.org",
            pick.choice(GRADES),
            pick.choice(["Health", "Justice", "Tax", "Transport"]),
            pick.choice(["Policy", "Security", "Analysis"]),
        ]
        for number in range(count)
    ]
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    return text.getvalue().encode()


def shuffled(content: bytes, seed: int) -> bytes:
    heading, *rows = content.decode("utf-8-sig").splitlines()
    random.Random(seed).shuffle(rows)
    return "\n".join([heading, *rows]).encode()


def by_command(folder: Path, mentors: bytes, mentees: bytes) -> tuple[dict[str, str], float]:
    """Return who has whom by address, and the total, as the command says."""
    (folder / "mentors.csv").write_bytes(mentors)
    (folder / "mentees.csv").write_bytes(mentees)
    files = [str(folder / name) for name in ("mentors.csv", "mentees.csv")]
    out = folder / "proposals.csv"
    assert main(["match", *files, "--rules", str(RULES), "--out", str(out), "--quiet"]) == 0
    rows = [
        row for row in csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))) if row["Outcome"] == "proposal"
    ]
    return {row["Mentee"]: row["Mentor"] for row in rows}, round(sum(float(row["Points"]) for row in rows), 6)


def by_platform(mentors: bytes, mentees: bytes) -> tuple[dict[str, str], float, MatchRun]:
    """Import, set up and match as a coordinator does, and return the same."""
    cohort = make.make_cohort(state="matching")
    by = make.make_actor(programme=cohort.programme)
    for role, content in (("mentor", mentors), ("mentee", mentees)):
        _bring_in(cohort, role, content, by)
    for label, key, settings, weight in (
        ("Grade", "grade", {"steps": STEPS}, 1),
        ("Profession", "profession", {}, 10),
    ):
        kind = "ordered_distance" if settings else "same_category"
        add_criterion(
            cohort,
            by=by,
            kind=kind,
            label=label,
            weight=weight,
            mentee_question=key,
            mentor_question=key,
            settings=settings,
        )
    asked = {"mentee_question": "organisation", "mentor_question": "organisation", "settings": {}}
    add_rule(cohort, by=by, kind="not_same", label="Not the same organisation", **asked)
    run = matched(cohort, by)
    pairs = dict(
        run.proposals.values_list("mentee__profile__person__email", "mentor__profile__person__email")
    )
    return pairs, round(run.total, 6), run


def _bring_in(cohort, role, content, by):
    started = imports.start_import(cohort, role=role, file_name=f"{role}.csv", content=content, by=by)
    columns = [_as_asked(column) for column in imports.columns_of(started)]
    imports.set_columns(started, columns, by=by)
    imports.request_import(started, mode="all-or-nothing", by=by)
    assert imports.run_next_import()
    started.refresh_from_db()
    assert started.state == "done", started.outcome


def _as_asked(column):
    """Say what the three columns are that count; the guesses for the others stay."""
    if column.heading == "grade":
        return replace(column, use="question", kind=QuestionKind.SCALE, options=tuple(GRADES))
    if column.heading in {"organisation", "profession"}:
        return replace(column, use="question", kind=QuestionKind.SINGLE, options=())
    return column


def test_platform_and_command_agree_whatever_the_order_of_rows(db, tmp_path):
    mentors = table_of_people("mentor", count=40, seed=1)
    mentees = table_of_people("mentee", count=45, seed=1)
    expected = by_command(tmp_path, mentors, mentees)
    pairs, total, _run = by_platform(shuffled(mentors, 2), shuffled(mentees, 3))
    assert (pairs, total) == expected
    assert len(pairs) == 40


SAMPLE = Path(os.environ.get("RAPPORT_SHARED_DATA", "../shared/data")).resolve() / "mentor-match" / "large"


@pytest.mark.prove
def test_platform_and_command_agree_on_five_hundred_pairs(db, tmp_path, figure):
    if not SAMPLE.exists():
        message = f"No mentor-match sample in {SAMPLE}; set RAPPORT_SHARED_DATA to the folder above it."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    mentors, mentees = ((SAMPLE / f"{name}.csv").read_bytes() for name in ("mentors", "mentees"))
    expected = by_command(tmp_path, mentors, mentees)
    began = time.monotonic()
    pairs, total, run = by_platform(shuffled(mentors, 2), shuffled(mentees, 3))
    seconds = time.monotonic() - began
    assert (pairs, total, run.is_optimal) == (*expected, True)
    figure(
        f"platform and command agree: {len(pairs)} pairs, {total:g} points; imported and matched in {seconds:.1f} s"
    )
