"""`rapport verify`: checks every invariant of the stored data."""

import argparse
from collections.abc import Callable, Iterable
from typing import Any

from rapport.cli import migrate, platform
from rapport.cli.outcomes import OK, PROBLEMS_FOUND

EXAMPLES = """\
examples:
  rapport verify
  rapport verify --deep
  rapport verify --quiet && echo sound

Exit code 0 when all is sound, 1 when something is not; each problem is one line."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "verify",
        help="check every invariant of the stored data",
        description="Check what must always hold of the stored data: audit chains, places, states, references.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--deep",
        action="store_true",
        help="also repeat every match run from its frozen input; this takes long",
    )
    parser.add_argument("--quiet", action="store_true", help="print problems alone")


def run(args: argparse.Namespace) -> int:
    platform.start()
    migrate.refuse_unless_up_to_date()
    found = 0
    for invariant, problems in (all_invariants() | (deep_invariants() if args.deep else {})).items():
        sentences = list(problems())
        found += len(sentences)
        for sentence in sentences:
            print(f"✗ {sentence}")
        if not sentences and not args.quiet:
            print(f"✓ {invariant}")
    if not args.quiet:
        print(f"{found} problems found." if found else "All is sound.")
    return PROBLEMS_FOUND if found else OK


def all_invariants() -> dict[str, Callable[[], Iterable[str]]]:
    """Each invariant in words, with the function that yields a sentence for every breach of it."""
    from rapport.audit.services import broken_links
    from rapport.letters import invariants as letters
    from rapport.matching import invariants as matching
    from rapport.mentorships import invariants as mentorships
    from rapport.programmes import invariants as programmes
    from rapport.questionnaires import invariants as questionnaires
    from rapport.recruitment import invariants as recruitment
    from rapport.reporting import invariants as reporting
    from rapport.screening import invariants as screening
    from rapport.training import invariants as training

    return {
        "every reference leads to a row": broken_references,
        **programmes.INVARIANTS,
        **recruitment.INVARIANTS,
        **screening.INVARIANTS,
        **training.INVARIANTS,
        **matching.INVARIANTS,
        **mentorships.INVARIANTS,
        **questionnaires.INVARIANTS,
        **letters.INVARIANTS,
        **reporting.INVARIANTS,
        "every audit chain is whole": broken_links,
    }


def deep_invariants() -> dict[str, Callable[[], Iterable[str]]]:
    from rapport.matching.services.runs import unrepeatable_runs

    return {"every match run gives the same proposals again": unrepeatable_runs}


def broken_references() -> Iterable[str]:
    """Ask the database itself; PostgreSQL does not let such rows in."""
    from django.db import IntegrityError, connection

    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield str(error)
