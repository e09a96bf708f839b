"""`rapport demo`: a demo programme in a database made for it."""

import argparse
import os
from typing import Any

from rapport.cli import migrate, platform
from rapport.cli.outcomes import OK, CommandRefusedError

EXAMPLES = """\
examples:
  rapport demo
  RAPPORT_DATA=/tmp/demo rapport demo

`make run`, or `rapport serve --demo`, does this by itself and serves it."""


def add_parser(subparsers: Any) -> None:
    subparsers.add_parser(
        "demo",
        help="make a demo programme in a new database",
        description=(
            "Make a demo programme, once. A database is a demo from its making or never: "
            "in a demo anybody may sign in as anybody."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def run(_args: argparse.Namespace) -> int:
    os.environ["RAPPORT_DEMO"] = "true"
    platform.start()
    print("The demo programme is made." if make_once() else "The demo programme was there already.")
    return OK


def make_once() -> bool:
    """Make database and demo programme where there are none; refuse a database with real people in it."""
    from rapport.core.installation import is_demo
    from rapport.demo import scenarios

    migrate.bring_up_to_date(demo=True)
    if not is_demo():
        raise CommandRefusedError(
            "This database was not made as a demo, and never becomes one; "
            "choose another folder with RAPPORT_DATA=, or serve it without --demo."
        )
    return scenarios.build_once()


def describe_sign_ins() -> list[str]:
    """Word whom one can sign in as; in a demo the panel on the front page needs no password."""
    from rapport.demo.scenarios import CAST

    width = max(len(person.name) for person in CAST)
    return ["Sign in as any of them, without a password:"] + [
        f"  {person.name:{width}}  {person.role}" for person in CAST
    ]
