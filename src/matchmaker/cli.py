"""`python -m matchmaker solve|check|explain|bench`: the engine from files, for whoever writes no Python."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from matchmaker.checks import validate
from matchmaker.errors import InvalidSolution, ProblemError
from matchmaker.explanations import Alternative, explain
from matchmaker.files import Table, problem_of, read_table, write_pairs
from matchmaker.obstacles import unmatched
from matchmaker.problem import Problem
from matchmaker.solution import Solution
from matchmaker.solvers import OBJECTIVES, solve
from matchmaker.version import VERSION

OK, INVALID, BAD_INPUT = 0, 1, 2

EXAMPLES = """\
examples:
  python -m matchmaker solve scores.csv --capacity 3 --out pairs.csv
  python -m matchmaker check scores.csv pairs.csv --capacity 3
  python -m matchmaker explain scores.csv --capacity 3 --mentee Ada

SCORES is a CSV matrix (a row a mentee; names in the first row and column are welcome), a CSV with the
columns mentee,mentor,score (pairs that are not listed are not allowed), or npz with arrays named as
matchmaker.Problem names them: scores, or a sparse matrix as scipy saves it, or mentee_features and
mentor_features, whose product the scores are and which may be of 100,000 people on each side.

exit codes: 0 done, 1 the pairs are not valid (check), 2 the input is not right"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what is wrong with the input becomes one sentence."""
    args = _parser().parse_args(argv)
    try:
        exit_code: int = args.run(args)
    except ProblemError as error:
        print(f"matchmaker: {error}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"matchmaker: {error.filename}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "matchmaker",
        description="Match mentees with mentors, with a proof.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    solving = _add_problem(_command(commands, _solve, "find the best matching"))
    solving.add_argument("--objective", choices=OBJECTIVES, default=OBJECTIVES[0])
    solving.add_argument(
        "--time-limit",
        type=float,
        help="seconds after which a large problem is answered with the gap to the best",
    )
    solving.add_argument("--out", type=Path, help="where the pairs go, as CSV (else they are printed)")
    _add_problem(_command(commands, _check, "say whether pairs are a valid matching")).add_argument(
        "pairs", type=Path, help="CSV with the columns mentee,mentor"
    )
    _add_problem(_command(commands, _explain, "say why a mentee has this mentor")).add_argument(
        "--mentee", required=True, help="the mentee's name, or their row from 0"
    )
    bench = _command(commands, _bench, "time the engine on random scores, beside scipy's assignment")
    bench.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000], help="people on each side")
    return parser


def _command(commands: Any, run: Any, description: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        run.__name__.strip("_"), help=description, description=f"{description.capitalize()}."
    )
    parser.set_defaults(run=run)
    return parser


def _add_problem(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("scores", type=Path, help="CSV matrix, CSV of pairs, or npz")
    parser.add_argument("--demand", default="1", help="mentors a mentee: a number, or CSV name,places (1)")
    parser.add_argument("--capacity", default="1", help="mentees a mentor: a number, or CSV name,places (1)")
    parser.add_argument("--forbidden", type=Path, help="CSV mentee,mentor,rule: pairs that must never be")
    parser.add_argument("--pinned", type=Path, help="CSV mentee,mentor: pairs that must be in the answer")
    parser.add_argument("--unmatched-value", type=float, help="pairs that score less are left out (0)")
    parser.add_argument("--seed", type=int, default=0, help="decides between equally good matchings (0)")
    return parser


def _read(args: argparse.Namespace) -> tuple[Table, Problem]:
    table = read_table(args.scores)
    problem = problem_of(
        table,
        demand=args.demand,
        capacity=args.capacity,
        forbidden=args.forbidden,
        pinned=args.pinned,
        unmatched_value=args.unmatched_value,
    )
    return table, problem


def _solve(args: argparse.Namespace) -> int:
    _table, problem = _read(args)
    solution = solve(problem, args.objective, args.seed, time_limit=args.time_limit)
    validate(problem, solution)
    if args.out is None:
        write_pairs(sys.stdout, problem, solution)
    else:
        with args.out.open("w", newline="", encoding="utf-8") as file:
            write_pairs(file, problem, solution)
    print(_summary(problem, solution), file=sys.stderr)
    for obstacle in unmatched(problem, solution):
        stands = [
            *obstacle.rules,
            *(f"{problem.mentor_keys[mentor]} is full" for mentor in obstacle.full_mentors),
            *(["scores too low"] if obstacle.is_score_too_low else []),
        ]
        print(
            f"  {problem.mentee_keys[obstacle.mentee]} lacks {obstacle.missing}: {', '.join(stands)}",
            file=sys.stderr,
        )
    return OK


def _summary(problem: Problem, solution: Solution) -> str:
    proof = "proven optimal" if solution.gap == 0 else f"at most {solution.gap:g} below the best"
    return (
        f"{len(solution.pairs)} pairs for {problem.shape[0]} mentees, {solution.total:.10g} points, {proof}, "
        f"{solution.seconds:.2f} s, {solution.method}"
    )


def _check(args: argparse.Namespace) -> int:
    table, problem = _read(args)
    pairs, _third = table.pairs(args.pairs)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    total = float(problem.scores[pairs[:, 0], pairs[:, 1]].sum())
    best = solve(problem, seed=args.seed)
    given = Solution(
        pairs=pairs,
        total=total,
        upper_bound=max(total, best.upper_bound),
        mentor_prices=best.mentor_prices,
        mentee_values=best.mentee_values,
        method="given",
        version=VERSION,
        input_hash=problem.fingerprint(),
        objective="total",
        seed=args.seed,
        seconds=0.0,
    )
    try:
        validate(problem, given)
    except InvalidSolution as error:
        for violation in error.violations:
            print(violation)
        return INVALID
    print(f"valid: {len(pairs)} pairs, {total:.10g} points; the best is {best.total:.10g}")
    return OK


def _explain(args: argparse.Namespace) -> int:
    _table, problem = _read(args)
    solution = solve(problem, seed=args.seed)
    explanation = explain(problem, solution, _mentee(problem, args.mentee))
    for mentor, rank in zip(explanation.mentors, explanation.ranks, strict=True):
        score = problem.scores[explanation.mentee, mentor]
        print(f"{problem.mentor_keys[mentor]}: {score:g}, number {rank} of this mentee's")
    if not explanation.mentors:
        print("no mentor")
    for other in (*explanation.alternatives, *explanation.ruled_out):
        print(f"  or {_alternative(problem, other)}")
    return OK


def _mentee(problem: Problem, name: str) -> int:
    if name in problem.mentee_keys:
        return problem.mentee_keys.index(name)
    if name.isdigit() and int(name) < problem.shape[0]:
        return int(name)
    raise ProblemError(f"there is no mentee “{name}” in the scores")


def _alternative(problem: Problem, other: Alternative) -> str:
    words = [f"{problem.mentor_keys[other.mentor]}: {other.score:g}"]
    if other.forbidden_by:
        words.append(f"forbidden by {', '.join(other.forbidden_by)}")
    elif other.regret is None:
        words.append("cannot be had")
    else:
        words.append(f"all together would lose {other.regret:g}")
    if other.held_by:
        words.append(f"now with {', '.join(problem.mentee_keys[mentee] for mentee in other.held_by)}")
    return ", ".join(words)


def _bench(args: argparse.Namespace) -> int:
    print(
        f"{'people':>8}{'matchmaker':>12}{'scipy':>10}{'ratio':>8}   seconds, one run of random whole scores"
    )
    for size in args.sizes:
        scores = np.random.default_rng(size).integers(1, 10**6, (size, size)).astype(np.float64)
        started = time.perf_counter()
        solution = solve(Problem(scores))
        ours = time.perf_counter() - started
        started = time.perf_counter()
        rows, columns = linear_sum_assignment(scores, maximize=True)
        theirs = time.perf_counter() - started
        if solution.total != scores[rows, columns].sum():
            raise AssertionError(f"totals differ: {solution.total} and {scores[rows, columns].sum()}")
        print(f"{size:>8}{ours:>12.3f}{theirs:>10.3f}{ours / theirs:>8.1f}")
    return OK
