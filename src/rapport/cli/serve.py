"""`rapport serve`: pages and jobs together, the embedded default."""

import argparse
import os
import signal
from pathlib import Path
from typing import Any

from rapport.cli import children, platform, premises, web
from rapport.cli.outcomes import OK

EXAMPLES = """\
examples:
  rapport serve                    what is stored in RAPPORT_DATA, by default the folder var
  rapport serve --demo             a demo programme to look around in, made once
  PORT=9000 rapport serve          another port

Brings the database to this version, serves the pages, does the jobs, and prints the address when it is ready.
Ctrl-C or SIGTERM stops everything. One server uses a data folder at a time."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "serve",
        help="serve the pages and do the jobs, together",
        description="Serve the pages and do the jobs, together: all that a small installation needs.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    web.add_address_arguments(parser)
    parser.add_argument(
        "--demo", action="store_true", help="serve a demo programme, made once in a new database"
    )
    parser.add_argument(
        "--end-with-parent",
        action="store_true",
        help="stop as well when the process that started this one ends",
    )


def run(args: argparse.Namespace) -> int:
    if args.end_with_parent:
        children.end_with(os.getppid(), signal.SIGTERM)
    port = premises.read_port(args.port)
    os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    if args.demo:
        os.environ["RAPPORT_DEMO"] = "true"
    platform.start()
    from django.conf import settings

    with premises.sole_use_of(Path(settings.DATA)):
        premises.check_port_is_free(args.host, port)
        _prepare(demo=args.demo)
        _serve(args.host, port)
    return OK


def _prepare(*, demo: bool) -> None:
    from django.db import connections

    from rapport.cli import demo as demo_command
    from rapport.cli import migrate, static_files

    if demo:
        demo_command.make_once()
    else:
        migrate.bring_up_to_date()
    static_files.collect_static_files()
    connections.close_all()


def _serve(host: str, port: int) -> None:
    from rapport.cli.companions import Announcer, JobsKeeper

    server = web.build_server(host, port)
    jobs = JobsKeeper()
    server.on_startup(jobs.start)
    server.on_startup(Announcer(host, port).start)
    server.on_shutdown(jobs.stop)
    web.serve_pages(server)
