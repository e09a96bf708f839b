"""`python -m bench.matching`: the engine against its peers on the same instances; writes tables and plots to docs/engine."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.matching import report
from bench.matching.aims import aims
from bench.matching.environments import ROOT, python_of
from bench.matching.programme import BENCHMARKS, Benchmark, Contestant
from bench.matching.races import PATIENCE, Result, complaints, race

PAGES = ROOT / "docs" / "engine"
NAMES = [benchmark.name for benchmark in BENCHMARKS]


def main(argv: Sequence[str] | None = None, interpreter: Callable[[str], Path] = python_of) -> int:
    args = _parser().parse_args(argv)
    rounds = args.rounds or (1 if args.quick else 3)
    out = args.out or (None if args.quick else PAGES)
    results: list[Result] = []
    for benchmark in BENCHMARKS:
        if benchmark.name in args.only and _is_there(benchmark):
            entered = replace(benchmark, contestants=_contestants(benchmark, args.against))
            found = race(entered, _sizes(benchmark, args), rounds, interpreter, args.patience)
            if out:
                report.write(out, found, rounds)
            results += found
    wrong = complaints(results)
    if not args.quick:
        wrong += [f"missed: {aim.benchmark}: {aim.text}" for aim in aims(results) if not aim.is_reached]
    print(report.tables(results), *wrong, sep="\n")
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("bench matching", description=__doc__)
    parser.add_argument("--only", type=_names, default=NAMES, help=f"some of {','.join(NAMES)}")
    parser.add_argument("--sizes", type=_numbers, help="numbers of mentees, in place of the usual ones")
    parser.add_argument("--against", type=_list, help="some of the modules in peers, in place of all")
    parser.add_argument("--rounds", type=int, help="processes a contestant, of which the median counts (3)")
    parser.add_argument("--patience", type=int, default=PATIENCE, help=f"seconds for a peer ({PATIENCE})")
    parser.add_argument(
        "--quick", action="store_true", help="small sizes, nothing written: does it still run?"
    )
    parser.add_argument("--out", type=Path, help="the folder to write to (docs/engine; with --quick none)")
    return parser


def _list(given: str) -> list[str]:
    return given.split(",")


def _names(given: str) -> list[str]:
    chosen = _list(given)
    if unknown := set(chosen) - set(NAMES):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}")
    return chosen


def _numbers(given: str) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in given.replace("_", "").split(",")))


def _contestants(benchmark: Benchmark, against: list[str] | None) -> tuple[Contestant, ...]:
    return tuple(
        each for each in benchmark.contestants if each.is_ours or against is None or each.peer in against
    )


def _is_there(benchmark: Benchmark) -> bool:
    if benchmark.on and not (ROOT / benchmark.on).is_dir():
        print(f"  {benchmark.name} is left out: there are no people in {benchmark.on}.")
        return False
    return True


def _sizes(benchmark: Benchmark, args: argparse.Namespace) -> tuple[int, ...]:
    if benchmark.on:
        return benchmark.sizes
    return args.sizes or (benchmark.quick if args.quick else benchmark.sizes)


if __name__ == "__main__":
    sys.exit(main())
