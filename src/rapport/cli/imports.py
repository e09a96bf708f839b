"""`rapport import`: mentors or mentees of a cohort from a spreadsheet."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapport.cli import platform
from rapport.cli.outcomes import BAD_INPUT, OK, CommandRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapport.core.actors import Actor
    from rapport.programmes.models import Cohort, ParticipantImport
    from rapport.programmes.services.imports import Fault, Preview

EXAMPLES = """\
examples:
  rapport import 7Kq2xwPm4RtZ mentors.xlsx --role mentor --dry-run     say what would happen, change nothing
  rapport import 7Kq2xwPm4RtZ mentors.xlsx --role mentor               all rows or none
  rapport import 7Kq2xwPm4RtZ mentees.csv --role mentee --good-rows    leave out rows that cannot be imported

The cohort's id stands in the address of its pages. What the columns are is guessed; the pages let you correct it.
Importing the same file twice changes nothing."""

PROBLEMS_SHOWN = 50
PAUSE = 0.2


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "import",
        help="import mentors and mentees from a spreadsheet",
        description="Import the mentors or the mentees of a cohort from a CSV or XLSX file.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("cohort", help="the cohort's id")
    parser.add_argument("file", type=Path, help="a CSV or XLSX file with one person a row")
    parser.add_argument("--role", choices=["mentor", "mentee"], required=True, help="who is in the file")
    parser.add_argument(
        "--good-rows", action="store_true", help="import the good rows though others cannot be imported"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument(
        "--by", metavar="EMAIL", default="", help="who imports [the programme's first coordinator]"
    )


def run(args: argparse.Namespace) -> int:
    content = args.file.read_bytes()
    platform.start()
    from rapport.programmes.services import imports

    actor, cohort = _actor_and_cohort(args.cohort, args.by)
    started = imports.start_import(
        cohort, role=args.role, file_name=args.file.name, content=content, by=actor
    )
    preview = imports.check_import(started)
    print(_summary(preview))
    _print_faults([*preview.faults, *preview.warnings])
    refused = bool(preview.reasons) or bool(preview.faults and not args.good_rows)
    if args.dry_run or refused or not preview.does_something:
        imports.discard_import(started, by=actor)
        print("Nothing was changed.")
        return BAD_INPUT if refused else OK
    imports.request_import(started, mode="good-rows" if args.good_rows else "all-or-nothing", by=actor)
    return _wait_for(started)


def _actor_and_cohort(cohort_id: str, email: str) -> "tuple[Actor, Cohort]":
    """Find somebody who may run the cohort: the command line has no rights of its own."""
    from rapport.core.errors import NotAllowed, NotFound
    from rapport.programmes.policies import can_run_cohort
    from rapport.programmes.selectors import get_cohort, hats_of, runners_of_cohort

    people = [profile.person for profile in runners_of_cohort(cohort_id)]
    for person in people:
        for hat in hats_of(person):
            if email.strip().casefold() not in {"", person.email}:
                continue
            try:
                return hat.actor, get_cohort(by=hat.actor, id=cohort_id, may=can_run_cohort)
            except (NotFound, NotAllowed):
                continue
    who = f"{email} does not run a cohort {cohort_id}." if email else f"There is no cohort {cohort_id}."
    raise CommandRefusedError(who, exit_code=BAD_INPUT)


def _summary(preview: "Preview") -> str:
    if preview.reasons:
        return "\n".join(preview.reasons)
    counts = preview.counts
    people = (
        f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged, "
        f"{counts.in_error:,} rows that cannot be imported."
    )
    return (
        f"{people} {counts.unread:,} answers could not be read and are left empty."
        if counts.unread
        else people
    )


def _print_faults(faults: "Sequence[Fault]") -> None:
    for fault in faults[:PROBLEMS_SHOWN]:
        print(fault.sentence, file=sys.stderr)
    if len(faults) > PROBLEMS_SHOWN:
        print(f"… and {len(faults) - PROBLEMS_SHOWN:,} more.", file=sys.stderr)


def _wait_for(started: "ParticipantImport") -> int:
    """Run what is due ourselves, or see a worker do it."""
    from rapport.programmes.services import imports

    while imports.is_waiting(started):
        if not imports.run_next_import():
            time.sleep(PAUSE)
    if started.state != "done":
        print(
            started.outcome.get("sentence") or started.last_error or "Nothing was imported.", file=sys.stderr
        )
        return BAD_INPUT
    print("Imported.")
    return OK
