"""`rapport web`: the web server alone."""

import argparse
import atexit
import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rapport.cli import children, platform, premises, static_files
from rapport.cli.outcomes import OK

if TYPE_CHECKING:
    from granian.server.mp import MPServer

SECONDS_TO_FINISH = 8
EXAMPLES = """\
examples:
  rapport web
  PORT=9000 WEB_PROCESSES=4 rapport web --host 0.0.0.0

Runs until Ctrl-C or SIGTERM. `rapport migrate` comes first, and `rapport worker` runs beside it."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "web",
        help="serve the pages alone",
        description="Serve the pages; the jobs run apart, in `rapport worker`.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_address_arguments(parser)


def add_address_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen at [%(default)s]"
    )
    parser.add_argument(
        "--port", default=os.environ.get("PORT", "8000"), help="port to listen at [%(default)s]"
    )


def run(args: argparse.Namespace) -> int:
    port = premises.read_port(args.port)
    platform.start()
    premises.check_port_is_free(args.host, port)
    static_files.collect_static_files()
    serve_pages(build_server(args.host, port))
    return OK


def build_server(host: str, port: int) -> "MPServer":
    """Describe the web server: worker processes with a few threads each, replaced when they fail."""
    from django.conf import settings
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    # A fresh interpreter for each worker: a forked one would inherit locks and database connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = MPServer(
        "rapport.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_PROCESSES,
        blocking_threads=settings.WEB_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
    )
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # A closed terminal stops the server; granian would start its workers anew.
        server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    return server


def serve_pages(server: "MPServer") -> None:
    server.serve(target_loader=load_application, wrap_loader=False)


def load_application() -> Callable[..., Any]:
    """Load the application inside a worker process, which ends with the server whatever happens to that."""
    children.follow_starter()
    # A worker still has threads of the server's own when it ends; Python taken apart beneath them brings them down.
    atexit.register(os._exit, os.EX_OK)
    from rapport.config.wsgi import application

    return application
