"""`rapport migrate`: brings the database to this version."""

import argparse
from typing import Any

from rapport.cli import platform
from rapport.cli.outcomes import OK, CommandRefusedError, say

EXAMPLES = """\
examples:
  rapport migrate            change the tables to what this version needs
  rapport migrate --check    change nothing; exit code 1 when there is something to change"""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "migrate",
        help="bring the database to this version",
        description="Bring the database to this version. Doing it twice changes nothing.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--check", action="store_true", help="only say whether there is something to change")


def run(args: argparse.Namespace) -> int:
    platform.start()
    if args.check:
        waiting = count_waiting()
        print(f"{waiting} migrations wait." if waiting else "The database is up to date.")
        return 1 if waiting else OK
    applied = bring_up_to_date()
    print(f"Applied {applied} migrations." if applied else "The database was up to date already.")
    return OK


def count_waiting() -> int:
    """Count the migrations that the database has not seen yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_unless_up_to_date() -> None:
    """Stop a command whose queries would not fit the tables."""
    if count_waiting():
        raise CommandRefusedError("The database is not up to date; run `rapport migrate` first.")


def bring_up_to_date() -> int:
    """Apply what waits and return how many that was."""
    from django.core.management import call_command

    waiting = count_waiting()
    if waiting:
        say("Bringing the database to this version")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return waiting
