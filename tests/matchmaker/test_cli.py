"""`python -m matchmaker`: the engine from files."""

import runpy
import sys

import numpy as np
import pytest
from scipy import sparse

from matchmaker.cli import BAD_INPUT, INVALID, OK, main
from matchmaker.version import VERSION

SCORES = ",Ann,Bob,Cy\nAda,3,1,2\nBen,5,4,0\nCleo,9,9,9\n"


@pytest.fixture
def write(tmp_path):
    def put(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return put


@pytest.fixture
def say(capsys):
    def run(*argv):
        code = main(argv)
        heard = capsys.readouterr()
        return code, heard.out, heard.err

    return run


def test_a_matrix_with_names_is_solved_and_its_pairs_are_named(write, say):
    code, out, err = say("solve", write("s.csv", SCORES))

    assert (code, out) == (OK, "mentee,mentor,score\nAda,Cy,2\nBen,Ann,5\nCleo,Bob,9\n")
    assert err.startswith("3 pairs for 3 mentees, 16 points, proven optimal")


def test_a_matrix_without_names_is_numbered(write, say):
    _code, out, _err = say("solve", write("s.csv", "1,2\n3,1\n"))

    assert out == "mentee,mentor,score\n0,1,2\n1,0,3\n"


def test_pairs_that_a_list_leaves_out_are_not_allowed(write, say):
    listed = "mentee,mentor,score\nAda,Ann,1\nBen,Ann,2\n"

    code, out, err = say("solve", write("s.csv", listed))

    assert (code, out) == (OK, "mentee,mentor,score\nBen,Ann,2\n")
    assert "Ada lacks 1: Ann is full" in err


def test_places_rules_and_pins_come_from_files(write, say):
    code, out, _err = say(
        "solve",
        write("s.csv", SCORES),
        *("--capacity", write("c.csv", "name,places\nBob,2\n")),
        *("--forbidden", write("f.csv", "mentee,mentor,rule\nBen,Ann,same team\n")),
        *("--pinned", write("p.csv", "mentee,mentor\nAda,Bob\n")),
    )

    assert code == OK
    assert out.splitlines()[1:] in (
        ["Ada,Bob,1", "Ben,Bob,4", "Cleo,Ann,9"],
        ["Ada,Bob,1", "Ben,Bob,4", "Cleo,Cy,9"],
    )


def test_npz_holds_what_a_problem_holds(tmp_path, say):
    path = tmp_path / "p.npz"
    np.savez(path, scores=[[1.0, 2.0]], forbidden=[[0, 1]], mentor_keys=["Ann", "Bob"], unmatched_value=0.5)

    assert say("solve", str(path))[1] == "mentee,mentor,score\n0,Ann,1\n"


@pytest.mark.parametrize("form", ["features", "sparse"])
def test_npz_may_hold_scores_that_are_no_matrix(tmp_path, say, form):
    path = tmp_path / "scores.npz"
    if form == "features":
        np.savez(path, mentee_features=[[0.5], [0.1]], mentor_features=[[1.0], [2.0]])
    else:
        sparse.save_npz(path, sparse.csr_array(np.array([[0.5, 1.0], [0.1, 0.0]])))
    assert say("solve", str(path))[1].splitlines() == ["mentee,mentor,score", "0,1,1", "1,0,0.1"]


def test_pairs_written_are_valid_and_others_are_told_what_is_wrong(write, say, tmp_path):
    scores, pairs = write("s.csv", SCORES), tmp_path / "pairs.csv"
    assert say("solve", scores, "--out", str(pairs))[:2] == (OK, "")

    assert say("check", scores, str(pairs))[:2] == (OK, "valid: 3 pairs, 16 points; the best is 16\n")
    twice = write("twice.csv", "mentee,mentor\nAda,Ann\nBen,Ann\n")
    assert say("check", scores, twice)[:2] == (INVALID, "mentor 0 has 2 pairs, but 1 places\n")


def test_a_mentee_hears_why(write, say):
    forbidden = write("f.csv", "mentee,mentor,rule\nBen,Ann,same team\n")

    _code, out, _err = say("explain", write("s.csv", SCORES), "--forbidden", forbidden, "--mentee", "Ben")

    assert out.splitlines() == [
        "Bob: 4, number 1 of this mentee's",
        "  or Cy: 0, all together would lose 4, now with Cleo",
        "  or Ann: 5, forbidden by same team, now with Ada",
    ]


def test_a_mentee_without_a_mentor_hears_so_by_row_or_name(write, say):
    scores = write("s.csv", ",Ann\nAda,3\nBen,5\n")

    by_row = say("explain", scores, "--mentee", "0")

    assert by_row == (OK, "no mentor\n  or Ann: 3, all together would lose 2, now with Ben\n", "")
    assert say("explain", scores, "--mentee", "Ada") == by_row


def test_a_mentor_who_is_pinned_to_somebody_else_cannot_be_had(write, say):
    pinned = write("p.csv", "mentee,mentor\n\nAda,Ann\n")

    _code, out, _err = say(
        "explain",
        write("s.csv", ",Ann,Bob,Cy\nAda,3,1,1\nBen,5,4,2\n"),
        "--pinned",
        pinned,
        "--mentee",
        "Ben",
    )

    assert out.splitlines() == [
        "Bob: 4, number 2 of this mentee's",
        "  or Ann: 5, cannot be had, now with Ada",
        "  or Cy: 2, all together would lose 2",
    ]


@pytest.mark.parametrize("name", ["Zoe", "3", "-1"])
def test_a_mentee_who_is_not_there_is_said(write, say, name):
    assert say("explain", write("s.csv", SCORES), f"--mentee={name}") == (
        BAD_INPUT,
        "",
        f"matchmaker: there is no mentee “{name}” in the scores\n",
    )


def test_a_place_can_be_worth_more_than_a_pair(write, say):
    code, out, err = say("solve", write("s.csv", ",Ann,Bob\nAda,3,1\nBen,5,4\n"), "--unmatched-value", "4.5")

    assert (code, out) == (OK, "mentee,mentor,score\nBen,Ann,5\n")
    assert err.splitlines()[1:] == ["  Ada lacks 1: scores too low"]


def test_arrays_that_a_problem_does_not_have_are_named(tmp_path, say):
    path = tmp_path / "p.npz"
    np.savez(path, score=[[1.0]], scores=[[1.0]])

    assert say("solve", str(path))[2] == (
        f"matchmaker: {path} may hold forbidden, mentee_demand, mentee_keys, mentor_capacity, mentor_keys, "
        "mentor_minimum, pinned, unmatched_value beside the scores; not score\n"
    )


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        (
            {"mentee_features": [[1.0]]},
            " must hold scores, or mentee_features and mentor_features, or a sparse matrix",
        ),
        (
            {"indices": [0], "indptr": [0, 1], "shape": [1, 1], "data": [1.0], "format": b"csc"},
            ": the sparse matrix must be in CSR form",
        ),
    ],
)
def test_arrays_that_are_no_scores_are_refused(tmp_path, say, arrays, sentence):
    path = tmp_path / "p.npz"
    np.savez(path, **arrays)

    assert say("solve", str(path)) == (BAD_INPUT, "", f"matchmaker: {path}{sentence}\n")


def test_arrays_without_names_or_other_fields_are_numbered(tmp_path, say):
    path = tmp_path / "p.npz"
    np.savez(path, scores=[[1.0, 2.0]])

    assert say("solve", str(path))[:2] == (OK, "mentee,mentor,score\n0,1,2\n")


def test_an_array_that_is_no_matrix_is_refused(tmp_path, say):
    path = tmp_path / "p.npz"
    np.savez(path, scores=[1.0, 2.0])

    assert say("solve", str(path)) == (
        BAD_INPUT,
        "",
        "matchmaker: scores must have the shape [n_mentees, n_mentors], not (2,)\n",
    )


def test_the_package_is_a_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["matchmaker", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("matchmaker", run_name="__main__")

    assert (ended.value.code, capsys.readouterr().out) == (0, f"{VERSION}\n")


def test_bench_compares_with_scipy(say):
    code, out, _err = say("bench", "--sizes", "8")

    assert code == OK
    assert [line.split()[0] for line in out.splitlines()] == ["people", "8"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        (",Ann\nAda,much\n", "row 2: “much” is no number"),
        (",Ann,Bob\nAda,1\n", "row 2: 1 scores, where there are 2 mentors"),
        ("mentee,mentor,score\nAda,Ann\n", "row 2: mentee, mentor and score are asked for, not 2 cells"),
        ("mentee,mentor,score\nAda,Ann,1\nAda,Ann,2\n", "row 3: the pair “Ada”, “Ann” is listed twice"),
        (",Ann\nAda,nan\n", "the score of the pair (0, 0) is nan"),
    ],
)
def test_scores_that_make_no_sense_are_named_by_row(write, say, text, sentence):
    code, out, err = say("solve", write("s.csv", text))

    assert (code, out) == (BAD_INPUT, "")
    assert sentence in err


@pytest.mark.parametrize(
    ("option", "text", "sentence"),
    [
        ("--pinned", "mentee,mentor\nZoe,Ann\n", "row 2: there is no mentee “Zoe” in the scores"),
        ("--forbidden", "Ada,Ann\n", "must begin with a row “mentee,mentor”"),
        ("--forbidden", "mentee,mentor\nAda\n", "row 2: mentee and mentor are asked for, not one cell"),
        ("--capacity", "name,places\nAnn,many\n", "row 2: “many” is no whole number"),
        ("--demand", "name,places\nZoe,1\n", "row 2: there is no “Zoe” in the scores"),
    ],
)
def test_files_beside_the_scores_are_checked_too(write, say, option, text, sentence):
    code, _out, err = say("solve", write("s.csv", SCORES), option, write("beside.csv", text))

    assert (code, sentence in err) == (BAD_INPUT, True), err


def test_what_is_not_there_is_said(say, tmp_path):
    code, _out, err = say("solve", str(tmp_path / "missing.csv"))

    assert (code, "missing.csv: No such file or directory" in err) == (BAD_INPUT, True)
    assert say("explain", "-", "--mentee", "x")[0] == BAD_INPUT


@pytest.mark.parametrize("command", [("check", "pairs.csv"), ("explain", "--mentee", "Ben")])
def test_only_solving_takes_an_objective(write, capsys, command):
    name, *rest = command
    with pytest.raises(SystemExit):
        main([name, write("s.csv", SCORES), *rest, "--objective", "floor"])

    assert "unrecognized arguments: --objective floor" in capsys.readouterr().err
