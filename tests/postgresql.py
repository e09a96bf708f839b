"""A PostgreSQL server for one run of the tests: its own folder, a free port, stopped whatever happens."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALL_HINT = "no PostgreSQL server is installed; on Debian: apt install postgresql"
UNPRIVILEGED = ("postgres", "nobody")
# A crash of the machine may cost this server's data: every test makes its own.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def find_binaries() -> Path | None:
    """Return the folder of the newest installed server, if there is one."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(packaged, key=lambda path: int(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    found = [*newest, *([Path(on_path).resolve()] if on_path else [])]
    return found[0].parent if found else None


@contextmanager
def temporary_server(binaries: Path) -> Iterator[str]:
    """Start a server and yield its address in the form of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="rapport-postgresql-", ignore_cleanup_errors=True) as name:
        folder, account = Path(name), _account()
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
        _make_cluster(binaries, folder / "cluster", account)
        port = _free_port()
        server = _start(binaries, folder, port, account)
        try:
            _wait_until_it_answers(server, port)
            yield f"postgresql://rapport@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _account() -> str | None:
    """Choose who runs the server: it refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(account for account in UNPRIVILEGED if account in known)


def _make_cluster(binaries: Path, cluster: Path, account: str | None) -> None:
    options = ["--username=rapport", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(
        [binaries / "initdb", f"--pgdata={cluster}", *options],
        check=True,
        capture_output=True,
        cwd=cluster.parent,
        **_as(account),
    )


def _start(binaries: Path, folder: Path, port: int, account: str | None) -> subprocess.Popen[bytes]:
    settings = [f"-cport={port}", "-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={folder}"]
    quick = [f"-c{setting}" for setting in QUICK]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", folder / "cluster", *settings, *quick],
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=_end_with_parent,
            **_as(account),
        )


def _as(account: str | None) -> dict[str, object]:
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT, 0, 0, 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start")
