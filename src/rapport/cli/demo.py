"""`rapport demo`: a demo programme in a database made for it."""

import argparse
from typing import Any

from rapport.cli import migrate, platform
from rapport.cli.outcomes import OK, CommandRefusedError, say

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
    platform.start()
    print("The demo programme is made." if make_once() else "The demo programme was there already.")
    return OK


def make_once() -> bool:
    """Make database and demo programme where there are none; refuse a database with real people in it."""
    from rapport.demo import scenarios
    from rapport.programmes.selectors import has_organisations, is_demo_database

    migrate.bring_up_to_date()
    if has_organisations() and not is_demo_database():
        raise CommandRefusedError(
            "This database was not made as a demo, and never becomes one; "
            "choose another folder with RAPPORT_DATA=, or serve it without --demo."
        )
    if not has_organisations():
        say("Making the demo programme, this once")
    return scenarios.build_once()


def describe_sign_ins() -> list[str]:
    """Word whom one can play; the panel of a demo signs in without a password."""
    from django.conf import settings
    from django.urls import reverse

    from rapport.demo.cast import CAST

    width = max(len(part.name) for part in CAST)
    panel = f"{settings.BASE_URL}{reverse('demo:panel')}"
    return [
        f"Play one of them, without a password: {panel}",
        *(f"  {p.name:{width}}  {p.story}" for p in CAST),
    ]
