"""Runs the contestants of a benchmark one at a time, in rounds, and holds their answers against each other."""

import json
import signal
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.matching import instances
from bench.matching.environments import ROOT, variables
from bench.matching.programme import Benchmark, Contestant

PATIENCE, PATIENCE_WITH_OURS = 180, 3600
LONGEST_MESSAGE = 80
GIVEN_UP = "–"


@dataclass
class Result:
    """How one contestant fared at one size: the runs that ended, and why there are no more."""

    benchmark: str
    size: int
    contestant: Contestant
    runs: list[dict[str, Any]] = field(default_factory=list)
    failure: str = ""

    def median(self, what: str) -> float:
        return statistics.median(run[what] for run in self.runs)

    @property
    def seconds(self) -> float:
        return self.median("seconds")


def race(
    benchmark: Benchmark,
    sizes: tuple[int, ...],
    rounds: int,
    python_of: Callable[[str], Path],
    patience: int = PATIENCE,
) -> list[Result]:
    """Run a benchmark, waiting `patience` seconds for a peer; who fails at one size is not asked at a larger one."""
    results: list[Result] = []
    given_up: dict[Contestant, str] = {}
    for size in sizes:
        entered = [
            Result(benchmark.name, size, each, failure=given_up.get(each, ""))
            for each in benchmark.contestants
        ]
        with _instance(benchmark, size) as path:
            for _ in range(1 if size in benchmark.once else rounds):
                for result in entered:
                    _run(result, path, python_of, patience)
        given_up |= {result.contestant: GIVEN_UP for result in entered if result.failure}
        results += entered
    return results


def complaints(results: list[Result]) -> list[str]:
    """Return what makes a run worthless: answers that differ, or ours without a proof."""
    found = []
    for benchmark, size in dict.fromkeys((result.benchmark, result.size) for result in results):
        own = [each for each in results if (each.benchmark, each.size) == (benchmark, size)]
        answers = {(each.contestant.label, run["total"], run["matched"]) for each in own for run in each.runs}
        if len({answer[1:] for answer in answers}) > 1:
            found.append(f"{benchmark} {size:,}: the answers differ: {sorted(answers)}")
        found += [
            f"{benchmark} {size:,}: {each.contestant.label} leaves a gap of {run['gap']:g}"
            for each in own
            for run in each.runs
            if run["gap"]
        ]
        found += [
            f"{benchmark} {size:,}: {each.contestant.label}: {each.failure}"
            for each in own
            if each.contestant.is_ours and each.failure not in {"", GIVEN_UP}
        ]
    return found


@contextmanager
def _instance(benchmark: Benchmark, size: int) -> Iterator[Path]:
    """Write the instance down once for all contestants."""
    if benchmark.on:
        yield (ROOT / benchmark.on).resolve()
        return
    with tempfile.TemporaryDirectory(prefix="bench-matching-") as folder:
        path = Path(folder) / f"{benchmark.name}.npz"
        instances.save(path, instances.make(benchmark.name, size))
        yield path


def _run(result: Result, path: Path, python_of: Callable[[str], Path], patience: int) -> None:
    """Run a contestant once more, unless it has failed before."""
    if result.failure:
        return
    each = result.contestant
    command = [python_of(each.peer), "-m", "bench.matching.contest"]
    patience = PATIENCE_WITH_OURS if each.is_ours else patience
    try:
        done = subprocess.run(
            [*command, each.peer, each.function, result.benchmark, path],
            cwd=ROOT, env=variables(), timeout=patience, capture_output=True, text=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        result.failure = f"more than {patience} s"
    else:
        said = _said(done)
        if "refused" in said:
            result.failure = said["refused"]
        else:
            result.runs.append(said)
    outcome = result.failure or f"{result.runs[-1]['seconds']:.3g} s"
    print(f"  {result.benchmark} {result.size:>7,} {each.label:<14} {outcome}", flush=True)


def _said(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    if done.returncode == 0:
        return dict(json.loads(done.stdout.splitlines()[-1]))
    if done.returncode < 0:
        return {"refused": f"crashed ({signal.Signals(-done.returncode).name})"}
    last = (done.stderr.strip() or "failed").splitlines()[-1]
    return {"refused": last.replace("|", "")[:LONGEST_MESSAGE]}
