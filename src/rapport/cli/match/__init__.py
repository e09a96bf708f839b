"""`rapport match`: matches two spreadsheets without a server or a database."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapport.cli import platform
from rapport.cli.outcomes import BAD_INPUT, OK, CommandRefusedError

if TYPE_CHECKING:
    from rapport.matching.engine_adapter import MatchInput, MatchResult

EXAMPLES = """\
examples:
  rapport match mentors.csv mentees.csv --rules rules.toml --out proposals.csv
  rapport match mentors.xlsx mentees.xlsx --rules rules.toml --out proposals.xlsx --seed 7

What goes into the rules file stands in docs/use/match-command.md, with a worked file beside it.
People who stay unmatched are at the end of the output, with the reasons."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "match",
        help="match two spreadsheets; needs no database",
        description="Match mentees with mentors as well as possible, by the criteria and hard rules of a file.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("mentors", type=Path, help="the mentors, as CSV or XLSX")
    parser.add_argument("mentees", type=Path, help="the mentees, as CSV or XLSX")
    parser.add_argument("--rules", type=Path, required=True, help="criteria and hard rules, as TOML")
    parser.add_argument("--out", type=Path, required=True, help="where the proposals go: .csv or .xlsx")
    parser.add_argument("--seed", type=int, default=0, help="decides between equally good matchings (0)")
    parser.add_argument("--quiet", action="store_true", help="no progress, no summary")


def run(args: argparse.Namespace) -> int:
    started = time.perf_counter()
    platform.start()
    from rapport.cli.match.progress import Progress
    from rapport.cli.match.proposals_file import write_proposals
    from rapport.matching.engine_adapter import run_match

    if args.out.suffix.casefold() not in {".csv", ".xlsx"}:
        raise CommandRefusedError(f"{args.out}: the output must end in .csv or .xlsx.", exit_code=BAD_INPUT)
    match_input = _read_input(args)
    for sentence in _strangers(match_input):
        print(f"rapport: {sentence}", file=sys.stderr)
    progress = Progress(sys.stderr, is_quiet=args.quiet)
    try:
        result = run_match(match_input, seed=args.seed, progress=progress.show)
    finally:
        progress.finish()
    write_proposals(args.out, match_input, result)
    if not args.quiet:
        print(_summary(match_input, result, args.out, time.perf_counter() - started))
    return OK


def _read_input(args: argparse.Namespace) -> "MatchInput":
    from rapport.cli.match.people_files import read_people
    from rapport.cli.match.rules_file import read_rules

    rules = read_rules(args.rules)
    return rules.match_input(
        mentors=read_people(args.mentors, rules, side="mentor"),
        mentees=read_people(args.mentees, rules, side="mentee"),
    )


def _strangers(match_input: "MatchInput") -> list[str]:
    """Say which exclusions and pins name somebody who is in neither file: most often a slip of the pen."""
    mentees = {person.key for person in match_input.mentees}
    mentors = {person.key for person in match_input.mentors}
    named = [("exclusion", pair) for pair in match_input.exclusions] + [
        ("pin", pair) for pair in match_input.pins
    ]
    return [
        f"the {what} of {mentee} and {mentor} has no effect: they are not both in the files."
        for what, (mentee, mentor) in named
        if mentee not in mentees or mentor not in mentors
    ]


def _summary(match_input: "MatchInput", result: "MatchResult", out: Path, seconds: float) -> str:
    unmatched = [u.side for u in result.unmatched]
    people = f"{_count(len(match_input.mentees), 'mentee')} and {_count(len(match_input.mentors), 'mentor')}"
    alone = f"{_count(unmatched.count('mentee'), 'mentee')} and {_count(unmatched.count('mentor'), 'mentor')}"
    lines = [
        f"{_count(len(result.pairs), 'proposal')} for {people}; {alone} unmatched.",
        f"Total {result.total:,g} points. No other matching of these people scores higher."
        if result.total >= result.best_possible
        else f"Total {result.total:,g} points, of at most {result.best_possible:,g}.",
        f"Written to {out} in {seconds:.1f} s (engine {result.engine_version}, seed {result.seed}).",
    ]
    unchecked = sum(bool(pair.unchecked) for pair in result.pairs)
    if unchecked:
        lines.insert(
            2, f"{unchecked:,} of them could not be checked against every rule; see the column “Notes”."
        )
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
