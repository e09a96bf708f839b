"""`rapport match` from two files to a third, without a database, and its refusals in one sentence."""

import csv
import os
import random
import time
from pathlib import Path

import pytest

from rapport.cli import main
from rapport.tables import read_table

MENTORS = """\
Name,E-mail,offers,grade,company,places,free,zone,cleared
Ann,ann@example.org,law; tax,Senior,Acme,1,Mon 9-12,Europe/London,yes
Ben,Ben@Example.org,law,Lead,Beta,2,Tue 9-12,Europe/London,yes
Cy,cy@example.org,art,Lead,Acme,1,,,no
"""
MENTEES = """\
Name,E-mail,wants,grade,company,places,free,zone,cleared
Tom,tom@example.org,law,Junior,acme,,Mon 14:30-15:30,Asia/Kolkata,yes
Uma,uma@example.org,tax,Junior,Beta,1,,,YES
Vic,vic@example.org,art,Junior,Gamma,1,,,yes
"""
RULES = """\
[people]
places = "places"
availability = "free"
time_zone = "zone"
ready = "cleared"

[questions.grade]
kind = "scale"
options = ["Junior", "Senior", "Lead"]

[[criteria]]
kind = "shared_tags"
label = "Topics"
weight = 10
mentee_question = "wants"
mentor_question = "offers"

[[criteria]]
kind = "ordered_distance"
question = "grade"
weight = 2
from = 1
to = 1

[[criteria]]
kind = "availability"
weight = 1

[[rules]]
kind = "not_same"
label = "Not the same company"
question = "company"

[[rules]]
kind = "only_ready"
label = "Cleared people only"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with two spreadsheets and rules, in which the command is called."""
    monkeypatch.chdir(tmp_path)
    umask = os.umask(0o077)
    os.umask(umask)
    Path("mentors.csv").write_text(MENTORS, encoding="utf-8")
    Path("mentees.csv").write_text(MENTEES, encoding="utf-8")
    Path("rules.toml").write_text(RULES, encoding="utf-8")
    yield tmp_path
    os.umask(umask)


def match(*more, out="out.csv"):
    return main(["match", "mentors.csv", "mentees.csv", "--rules", "rules.toml", "--out", out, *more])


def proposals(path="out.csv"):
    table = read_table(Path(path).read_bytes())
    return [dict(zip(table.columns, row.values, strict=True)) for row in table.rows]


def test_proposals_come_with_reasons_and_the_unmatched_with_theirs(folder):
    assert match() == 0
    tom, uma, vic, cy = proposals()
    assert (tom["Mentor name"], tom["Score"], tom["Topics"], tom["Points"]) == ("Ben", "77", "10.0", "10.0")
    assert tom["Reasons"] == (
        "Tom wants help with law; Ben offers it. Ben is 2 steps above Tom on “Grade” (Junior → Lead). "
        "They are never free at the same time."
    )
    assert tom["Ruled out"] == "Ann (score 100, forbidden by “Not the same company”, has Uma)"
    assert (uma["Mentor"], uma["Points"]) == ("ann@example.org", "12.0")
    assert (vic["Outcome"], vic["Mentor name"], vic["Points"]) == ("proposal", "Ben", "0.0")
    assert (cy["Outcome"], cy["Mentor name"], cy["Reasons"]) == (
        "unmatched mentor",
        "Cy",
        "The rule “Not the same company” leaves out 1 of 3 mentees. Cy is not trained and cleared yet.",
    )


def test_a_column_says_who_waited_before_and_they_go_first_where_mentors_are_short(folder):
    scarce = MENTORS.replace("Beta,2", "Beta,0").replace(",no", ",yes")
    Path("mentors.csv").write_text(scarce, encoding="utf-8")
    waited = [
        line + end for line, end in zip(MENTEES.splitlines(), (",waited", ",", ",", ",yes"), strict=True)
    ]
    Path("mentees.csv").write_text("\n".join(waited), encoding="utf-8")
    unmatched = '[mentees]\nunmatched = "waited"\n[[criteria]]\nkind = "unmatched_before"\nweight = %d\n'
    taken = []
    for weight in (0, 50):
        Path("rules.toml").write_text(RULES + unmatched % weight, encoding="utf-8")
        assert match() == 0
        taken.append({row["Mentee name"] for row in proposals() if row["Outcome"] == "proposal"})

    assert [len(names) for names in taken] == [2, 2]
    assert "Vic" in taken[1]


def test_summary_and_progress_go_to_their_streams(folder, capsys):
    match()
    printed = capsys.readouterr()
    assert printed.out.splitlines()[:2] == [
        "3 proposals for 3 mentees and 3 mentors; 0 mentees and 1 mentor unmatched.",
        "Total 22 points. No other matching of these people scores higher.",
    ]
    assert printed.err.splitlines()[0] == "  0%  Comparing answers"
    assert printed.err.splitlines()[-1] == "100%  Done"


def test_quiet_says_nothing(folder, capsys):
    match("--quiet")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_workbook_holds_the_same(folder):
    match()
    match(out="out.xlsx")
    assert [row["Reasons"] for row in proposals("out.xlsx")] == [row["Reasons"] for row in proposals()]


def test_order_of_rows_changes_nothing(folder):
    match()
    before = Path("out.csv").read_bytes()
    for name in ("mentors.csv", "mentees.csv"):
        heading, *rows = Path(name).read_text(encoding="utf-8").splitlines()
        Path(name).write_text("\n".join([heading, *rows[::-1]]), encoding="utf-8")
    match()
    assert Path("out.csv").read_bytes() == before


def test_pins_and_exclusions_hold(folder, capsys):
    pairs = [("pins", "uma", "ann"), ("exclusions", "vic", "ben"), ("exclusions", "vic", "nobody")]
    tables = [
        f'[[{what}]]\nmentee = "{mentee}@example.org"\nmentor = "{mentor}@EXAMPLE.org"\n'
        for what, mentee, mentor in pairs
    ]
    Path("rules.toml").write_text("\n".join([RULES, *tables]), encoding="utf-8")
    match("--quiet")
    assert [(row["Mentee name"], row["Mentor name"], row["Pinned"]) for row in proposals()[:2]] == [
        ("Tom", "Ben", ""),
        ("Uma", "Ann", "yes"),
    ]
    assert proposals()[2]["Outcome"] == "unmatched mentee"
    assert capsys.readouterr().err == (
        "rapport: the exclusion of vic@example.org and nobody@example.org has no effect: "
        "they are not both in the files.\n"
    )


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("rules.toml", ("[people]", "[people"), "rules.toml is not valid TOML: "),
        (
            "rules.toml",
            ('kind = "not_same"', 'kind = "magic"'),
            "rules.toml: rule 1: the kind must be one of not_same,",
        ),
        (
            "rules.toml",
            ("weight = 10", "wait = 10"),
            "rules.toml: criterion 1 does not know “wait”; it knows kind,",
        ),
        (
            "rules.toml",
            ("weight = 10", 'weight = "x"'),
            "rules.toml: criterion 1: the weight must be a number.",
        ),
        ("rules.toml", ("from = 1\nto = 1", ""), "“Steps apart on a scale: Grade” must say from or to"),
        (
            "rules.toml",
            ('question = "company"', ""),
            "rules.toml: rule 1 needs “question”, or “mentee_question”",
        ),
        (
            "rules.toml",
            ('options = ["Junior"', 'options = [1, "Junior"'),
            "rules.toml: [questions.grade]: “options” must",
        ),
        (
            "mentors.csv",
            ("Name,E-mail,offers", "Name,E-mail,gives"),
            "mentors.csv: there is no column “offers” for “Offers”;",
        ),
        (
            "mentors.csv",
            ("ann@example.org", "ann"),
            "mentors.csv: row 2, column “E-mail”: “ann” is not an e-mail address.",
        ),
        (
            "mentors.csv",
            ("Mon 9-12", "whenever"),
            "mentors.csv: row 2, column “free”: “whenever” does not say when",
        ),
        (
            "mentors.csv",
            ("Europe/London", "Mars"),
            "mentors.csv: row 2, column “zone”: “Mars” is not a time zone.",
        ),
        (
            "mentees.csv",
            ("Beta,1", "Beta,one"),
            "mentees.csv: row 3, column “places”: “one” is not a number of places.",
        ),
        ("mentees.csv", ("uma@", "TOM@"), "mentees.csv: rows 2 and 3 are both tom@example.org."),
        ("mentees.csv", (MENTEES, ""), "We could not read this file: it is empty."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(folder, capsys, name, change, sentence):
    path = Path(name)
    path.write_text(path.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    assert match("--quiet") == 2
    error = capsys.readouterr().err
    assert error.startswith(f"rapport: {sentence}")
    assert error.count("\n") == 1
    assert not Path("out.csv").exists()


@pytest.mark.parametrize("missing", ["mentors.csv", "mentees.csv", "rules.toml"])
def test_missing_file_is_named(folder, capsys, missing):
    Path(missing).unlink()
    assert match() == 2
    assert capsys.readouterr().err == f"rapport: There is no file {missing}.\n"


def test_output_of_another_kind_is_refused(folder, capsys):
    assert match(out="out.txt") == 2
    assert capsys.readouterr().err == "rapport: out.txt: the output must end in .csv or .xlsx.\n"


def test_people_without_addresses_are_known_by_their_rows(folder):
    Path("a.csv").write_text("topic\nlaw\ntax\n", encoding="utf-8")
    Path("b.csv").write_text("topic\ntax\nlaw\n", encoding="utf-8")
    Path("rules.toml").write_text(
        '[[criteria]]\nkind = "same_category"\nquestion = "topic"\n', encoding="utf-8"
    )
    assert main(["match", "a.csv", "b.csv", "--rules", "rules.toml", "--out", "out.csv"]) == 0
    assert [(row["Mentee"], row["Mentor"]) for row in proposals()] == [("row 2", "row 3"), ("row 3", "row 2")]


# -- real data -----------------------------------------------------------------------------------------------

SAMPLE = Path(os.environ.get("RAPPORT_SHARED_DATA", "../shared/data")).resolve() / "mentor-match" / "large"
WORKED_RULES = Path(__file__).parents[3] / "docs" / "use" / "mentor-match.rules.toml"


@pytest.mark.prove
def test_mentor_match_sample_is_matched_as_well_as_possible(tmp_path, capsys, figure):
    if not SAMPLE.exists():
        message = f"No mentor-match sample in {SAMPLE}; set RAPPORT_SHARED_DATA to the folder above it."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
    began = time.monotonic()
    outcomes = [_matched(tmp_path, shuffled=shuffled) for shuffled in (False, True)]
    seconds = (time.monotonic() - began) / 2
    assert capsys.readouterr().out.splitlines()[1] == (
        "Total 9,712 points. No other matching of these people scores higher."
    )
    assert outcomes[0] == outcomes[1]
    rows = proposals(tmp_path / "out.csv")
    assert len([row for row in rows if row["Outcome"] == "proposal" and row["Reasons"]]) == 500
    assert sum(float(row["Points"]) for row in rows) == 9712
    figure(f"500 proposals, 9,712 points, {seconds:.1f} s a run, the same when rows are shuffled")


def _matched(folder, *, shuffled):
    paths = []
    for name in ("mentors.csv", "mentees.csv"):
        with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
            heading, *rows = csv.reader(file)
        if shuffled:
            random.Random(name).shuffle(rows)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heading, *rows])
        paths.append(str(folder / name))
    out = folder / "out.csv"
    assert main(["match", *paths, "--rules", str(WORKED_RULES), "--out", str(out)]) == 0
    return out.read_bytes()
