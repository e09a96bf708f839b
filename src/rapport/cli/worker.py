"""`rapport worker`: the jobs alone."""

import argparse
from typing import Any

from rapport.cli import children, platform
from rapport.cli.outcomes import OK

EXAMPLES = """\
examples:
  rapport worker

Runs until Ctrl-C or SIGTERM. Several may run side by side: each piece of work is claimed by one."""


def add_parser(subparsers: Any) -> None:
    subparsers.add_parser(
        "worker",
        help="do the jobs alone",
        description="Send letters, run matches and imports, and remind; the pages are served apart, by `rapport web`.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def run(_args: argparse.Namespace) -> int:
    platform.start()
    from rapport.jobs.consumer import consume

    consume()
    return OK


def run_beside_server() -> None:
    """Do the jobs in a process of `rapport serve`."""
    children.follow_starter()
    run(argparse.Namespace())
