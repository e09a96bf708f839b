"""The `rapport` command as a process of its own, in a data folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.processes import free_port, living_members

SOURCES = Path(__file__).resolve().parents[1] / "src"


@dataclass
class Command:
    """Starts `rapport` with nothing of the tests' own surroundings but these variables."""

    surroundings: dict[str, str]

    def run(self, *arguments, **variables):
        return subprocess.run(
            self.line(arguments),
            env=self.surroundings | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *arguments, **variables):
        return subprocess.Popen(
            self.line(arguments),
            env=self.surroundings | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def line(self, arguments):
        return [sys.executable, "-m", "rapport.cli", *arguments]


@pytest.fixture(scope="session")
def own_database_url(tmp_path_factory):
    """A database next to the one of the tests, on the same kind of server; empty for SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    import psycopg

    name = f"cli_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def rapport(tmp_path_factory, own_database_url):
    return Command(
        {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCES),
            "RAPPORT_DATA": str(tmp_path_factory.mktemp("data")),
            "DATABASE_URL": own_database_url,
            "PORT": str(free_port()),
            "WEB_PROCESSES": "1",
            "LOG_LEVEL": "WARNING",
        }
    )


@pytest.fixture
def serving(rapport):
    """Start `rapport serve` and wait until it says that it is ready; whatever a test does, nothing is left."""
    started = []

    def serve(*arguments, **variables):
        server = rapport.start("serve", *arguments, **variables)
        started.append(server)
        lines = []
        for line in server.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                return server, "".join(lines)
        raise AssertionError("".join(lines))

    yield serve
    for server in started:
        for pid in living_members(server.pid):
            os.kill(pid, 9)
        server.wait()
        server.stdout.close()
