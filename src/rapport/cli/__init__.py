"""The `rapport` command: one module a command, imported only when it is called."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from rapport.cli.outcomes import EPILOG, INTERRUPTED, explain

# Each module has `add_parser(subparsers)`, light, and `run(args) -> int`, which imports what it needs.
COMMANDS = {
    "serve": (
        "rapport.cli.serve",
        "serve the pages and do the jobs, together: all a small installation needs",
    ),
    "web": ("rapport.cli.web", "serve the pages alone, in larger installations"),
    "worker": ("rapport.cli.worker", "do the jobs alone, in larger installations"),
    "migrate": ("rapport.cli.migrate", "bring the database to this version"),
    "organisation": ("rapport.cli.organisation", "create an organisation and its owner"),
    "demo": ("rapport.cli.demo", "make a demo programme in a new database"),
    "import": ("rapport.cli.imports", "import mentors and mentees from a spreadsheet"),
    "match": ("rapport.cli.match", "match two spreadsheets; needs no database"),
    "verify": ("rapport.cli.verify", "check every invariant of the stored data"),
    "routes": ("rapport.cli.routes", "list every address that the platform answers"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; failures become one sentence and an exit code that means something."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        explained = explain(error)
        if explained is None or os.environ.get("RAPPORT_DEBUG"):
            raise
        sentence, exit_code = explained
        print(f"rapport: {sentence}", file=sys.stderr)
        return exit_code


def _run(arguments: list[str]) -> int:
    chosen = arguments[0] if arguments and arguments[0] in COMMANDS else None
    parser, module = _build_parser(chosen)
    args = parser.parse_args(arguments)
    if module is None:
        parser.print_help()
        return 0
    exit_code: int = module.run(args)
    return exit_code


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=16, width=110)


def _build_parser(chosen: str | None) -> tuple[argparse.ArgumentParser, Any]:
    """Describe all commands by one line each, and only the chosen one in full."""
    parser = argparse.ArgumentParser(
        prog="rapport",
        description="Run mentoring programmes, from the first poster to the last thank-you.",
        epilog=EPILOG,
        formatter_class=_Formatter,
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name, (_, summary) in COMMANDS.items():
        if name != chosen:
            subparsers.add_parser(name, help=summary)
    module = import_module(COMMANDS[chosen][0]) if chosen else None
    if module is not None:
        module.add_parser(subparsers)
    return parser, module
