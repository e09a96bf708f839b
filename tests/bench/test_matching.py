"""The benchmark of the engine: it runs, and it notices what is wrong."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from bench.matching.__main__ import main
from bench.matching.aims import aims
from bench.matching.instances import MAKERS, judge, make
from bench.matching.programme import Contestant
from bench.matching.races import Result, complaints
from bench.matching.report import PAGE

pytestmark = pytest.mark.once

OURS, PEER = Contestant("matchmaker", "ours", "dense"), Contestant("scipy", "scipy", "dense")


def test_a_run_writes_its_sections_of_the_page_and_bears_that_a_peer_is_missing(tmp_path):
    options = ["--only", "dense,stable", "--against", "scipy,munkres", "--sizes", "60", "--rounds", "1"]
    assert main([*options, "--out", str(tmp_path)], interpreter=lambda _: Path(sys.executable)) == 0
    page = (tmp_path / PAGE.name).read_text(encoding="utf-8")
    assert [_solvers(_section(page, name)) for name in ("dense", "stable")] == [
        ["matchmaker", "munkres", "scipy"],
        ["matchmaker"],
    ]
    assert _section(page, "sparse") == _section(PAGE.read_text(encoding="utf-8"), "sparse")
    assert "| munkres | ModuleNotFoundError: No module named 'munkres' |" in page
    drawing = ET.parse(tmp_path / "benchmarks-dense.svg").getroot()
    assert len(drawing.findall("{*}polyline")) == 2


@pytest.mark.parametrize("kind", MAKERS)
def test_an_instance_is_the_same_each_time(kind):
    first, second = make(kind, 60), make(kind, 60)
    assert [np.array_equal(first[name], second[name]) for name in first] == [True] * len(second)


@pytest.mark.parametrize(
    ("kind", "pairs"),
    [
        ("dense", [[0, 1], [0, 2]]),
        ("dense", [[0, 1], [2, 1]]),
        ("sparse", [[0, 0]]),
        ("sparse", [[mentee, mentee] for mentee in range(200)]),
        ("places", [[mentee, 0] for mentee in range(7)]),
        ("stable", [[0, 0]]),
        ("sample", [[0, 0]]),
    ],
)
def test_the_judge_refuses_what_is_no_answer(kind, pairs):
    instance = make(kind, 200)
    if kind == "sample":
        instance["mentors"][0]["organisation"] = instance["mentees"][0]["organisation"]
    with pytest.raises(ValueError, match=r"\w"):
        judge(kind, instance, np.array(pairs))


def test_the_judge_sees_two_who_would_rather_have_each_other():
    instance = {
        "mentee_lists": np.array([[0, 1], [1, 0]]),
        "mentor_indptr": np.array([0, 2, 4]),
        "mentor_lists": np.array([0, 1, 1, 0]),
    }
    assert judge("stable", instance, np.array([[0, 0], [1, 1]])) == 2
    with pytest.raises(ValueError, match="would rather"):
        judge("stable", instance, np.array([[0, 1], [1, 0]]))


def test_answers_that_differ_and_gaps_spoil_a_run():
    results = [_result(OURS, total=7, gap=1.0), _result(PEER, total=8)]
    assert complaints(results) == [
        "dense 5,000: the answers differ: [('matchmaker', 7, 1), ('scipy', 8, 1)]",
        "dense 5,000: matchmaker leaves a gap of 1",
    ]


def test_a_failure_of_a_peer_is_borne_and_one_of_ours_is_not():
    refused = {"failure": "more than 300 s", "ended": False}
    assert complaints([_result(OURS), _result(PEER, **refused)]) == []
    assert complaints([_result(OURS, **refused), _result(PEER)]) == [
        "dense 5,000: matchmaker: more than 300 s"
    ]


@pytest.mark.parametrize(("seconds", "is_reached"), [(1.2, True), (1.3, False)])
def test_an_aim_is_held_against_the_fastest_peer(seconds, is_reached):
    slow = Contestant("slow", "slow", "dense")
    results = [_result(OURS, seconds=seconds), _result(PEER, seconds=1.0), _result(slow, seconds=9.0)]
    assert [aim.is_reached for aim in aims(results)] == [is_reached]


def _result(contestant, *, seconds=1.0, total=7, gap=None, failure="", ended=True):
    run = {"seconds": seconds, "total": total, "matched": 1, "gap": gap}
    return Result("dense", 5_000, contestant, [run] if ended else [], failure)


def _section(page, name):
    return page.partition(f"<!-- {name} -->")[2].partition(f"<!-- end of {name} -->")[0]


def _solvers(section):
    rows = [line.split("|") for line in section.splitlines() if line.startswith("|")]
    return sorted(row[2].split()[0].strip("*") for row in rows[2:])
