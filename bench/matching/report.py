"""Writes what a run found into the page of benchmarks: a table a benchmark, and a plot where sizes differ."""

import os
import platform
import re
import time
from itertools import groupby
from math import log
from pathlib import Path

from bench.matching.aims import aims, fastest_peer
from bench.matching.environments import ROOT
from bench.matching.plot import drawn
from bench.matching.races import Result, complaints

PAGE = ROOT / "docs" / "engine" / "benchmarks.md"
COLUMNS = ("mentees", "solver", "solving", "× fastest peer", "preparing", "peak memory")
TITLES = {
    "dense": "A score for every pair: seconds of solving by mentees",
    "sparse": "50 pairs a mentee: seconds of solving by mentees",
    "low_rank": "Features of length 64: seconds of solving by mentees",
}


def write(folder: Path, results: list[Result], rounds: int) -> None:
    """Put each benchmark that was run into its place of the page in `folder`, and leave the others."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / PAGE.name
    text = (page if page.exists() else PAGE).read_text(encoding="utf-8")
    for name, own in _by_benchmark(results):
        section = [_circumstances(rounds), _table(own), *_remarks(name, own)]
        if name in TITLES:
            plot = f"benchmarks-{name.replace('_', '-')}.svg"
            (folder / plot).write_text(drawn(TITLES[name], own), encoding="utf-8")
            section.insert(1, f"![{TITLES[name]}, both on log axes; the numbers are in the table]({plot})")
        text = _replaced(text, name, "\n\n".join(section))
    page.write_text(text, encoding="utf-8")


def tables(results: list[Result]) -> str:
    """Return all tables and remarks, for the terminal."""
    return "\n\n".join(
        part
        for name, own in _by_benchmark(results)
        for part in (f"{name}:", _table(own), *_remarks(name, own))
    )


def _by_benchmark(results: list[Result]) -> list[tuple[str, list[Result]]]:
    return [(name, list(own)) for name, own in groupby(results, key=lambda result: result.benchmark)]


def _replaced(text: str, name: str, section: str) -> str:
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    between = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    return between.sub(lambda _: f"{start}\n{section}\n{end}", text)


def _circumstances(rounds: int) -> str:
    day = time.strftime("%d %B %Y").lstrip("0")
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        f"Run on {day}; {os.cpu_count()} cores, Python {python}; medians of {rounds} unless said otherwise."
    )


def _table(results: list[Result]) -> str:
    rows = [COLUMNS, tuple("---:" if name != "solver" else "---" for name in COLUMNS)]
    for size, own in groupby(results, key=lambda result: result.size):
        in_order = sorted(own, key=lambda each: each.seconds if each.runs else float("inf"))
        rows += [_row(each, results, f"{size:,}" if not place else "") for place, each in enumerate(in_order)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(result: Result, results: list[Result], size: str) -> tuple[str, ...]:
    if not result.runs:
        return size, result.contestant.label, result.failure, "", "", ""
    label, comma, variant = result.contestant.label.partition(",")
    name = f"{label} {result.runs[0]['version']}{comma}{variant}"
    if result.contestant.is_ours:
        name = f"**{name}**"
    fastest = fastest_peer(result, results)
    share = f"{result.seconds / fastest.seconds:.2f}" if fastest else ""
    is_once = len(result.runs) < max(len(each.runs) for each in results)
    time_of = seconds(result.seconds) + (" (once)" if is_once else "")
    return (
        size,
        name,
        time_of,
        share,
        seconds(result.median("preparing")),
        f"{result.median('peak_mb'):,.0f} MB",
    )


def seconds(value: float) -> str:
    """Return a time with two or three digits that count."""
    for bound, factor, unit in ((1e-3, 1e6, "µs"), (1, 1e3, "ms")):
        if value < bound:
            return f"{value * factor:.3g} {unit}"
    return f"{value:,.3g} s" if value < 100 else f"{value:,.0f} s"


def _remarks(name: str, results: list[Result]) -> list[str]:
    """Return what else to say: the totals all agree on, our method, how time grows, and the aims."""
    ended = [result for result in results if result.runs]
    if not ended:
        return []
    if wrong := complaints(results):
        return ["\n".join(f"* **Wrong:** {complaint}." for complaint in wrong)]
    totals = {result.size: f"{result.runs[0]['total']:,} ({result.size:,})" for result in ended}
    own = [result for result in ended if result.contestant.is_ours]
    remarks = [f"Totals, the same for all solvers in all runs: {', '.join(totals.values())}."]
    methods = dict.fromkeys(run["method"] for result in own for run in result.runs)
    if methods:
        remarks.append(f"How matchmaker solved it: {'; '.join(methods)}.")
    if name == "low_rank" and len(own) > 1:
        remarks.append(_growth(own[0], own[-1]))
    remarks += [f"Aim: {aim.text}: {'reached' if aim.is_reached else '**missed**'}." for aim in aims(results)]
    return ["\n".join(f"* {remark}" for remark in remarks)]


def _growth(small: Result, large: Result) -> str:
    power = log(large.seconds / small.seconds) / log(large.size / small.size)
    return (
        f"From {small.size:,} to {large.size:,} mentees matchmaker takes {large.seconds / small.seconds:,.1f} times as "
        f"long, that is mentees to the power of {power:.2f}; the number of pairs grows to the power of 2."
    )
