"""Serves 1,000 people from a fresh database, asks for each page in turn, and prints its CPU as a multiple of the floor's."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROUNDS, REQUESTS, AIM = 9, 40, 20
TICKS = os.sysconf("SC_CLK_TCK")
TOKEN = "bench" * 6 + "ab"  # in a form it stands against the same in a cookie


@dataclass(frozen=True)
class Page:
    """What is asked for, in whose session, what is sent with it, and how often in a round.

    A file that is made in the request is measured, but has no aim: people wait for it, and know why.
    """

    path: str
    session: str = ""
    sent: str = ""
    requests: int = REQUESTS
    has_aim: bool = True

    @property
    def method(self) -> str:
        return "POST" if self.sent else "GET"

    @property
    def headers(self) -> Mapping[str, str]:
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}" if self.session else ""
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        return ({"Cookie": cookies} if cookies else {}) | (form if self.sent else {})


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        os.environ |= {"RAPPORT_DATA": folder, "DJANGO_SETTINGS_MODULE": "bench.web.settings"}
        pages = _prepare()
        port = _free_port()
        server = _serve(port)
        try:
            _wait_for(port)
            return _report(_measure(server.pid, port, pages), pages)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _prepare() -> dict[str, Page]:
    """Build the database and return each page with the session that opens it, the floor first."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from bench.web.people import build

    scene = build()
    cohort, desk = f"/coordinator/cohorts/{scene.cohort.public_id}", scene.coordinator_session
    fifty = {"action": "declined", "chosen": scene.applications[:50]}
    return {
        "a bare template page": Page("/bare/", requests=REQUESTS * 20),
        "Today": Page(f"{cohort}/today/", desk),
        "proposals": Page(f"{cohort}/proposals/", desk),
        "applications": Page(f"{cohort}/applications/", desk),
        "some of them": Page(f"{cohort}/applications/?stage=submitted&q=Applicant+1", desk),
        "the board of them": Page(f"{cohort}/applications/board/", desk),
        "deciding about 50": Page(f"{cohort}/applications/decide/", desk, urlencode(fifty, doseq=True)),
        "200 of them as a file": Page(
            f"{cohort}/applications/xlsx/", desk, "all=yes", requests=4, has_aim=False
        ),
        "a mentorship home": Page(f"/participant/mentorships/{scene.mentorship}/", scene.mentee_session),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--port", str(port)]
    return subprocess.Popen([*command, "--no-ws", "--log-level", "error", "bench.web.wsgi:application"])


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            if _ask(port, Page("/bare/")) == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def _ask(port: int, page: Page) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(page.method, page.path, body=page.sent or None, headers=page.headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def _measure(pid: int, port: int, pages: Mapping[str, Page]) -> dict[str, list[float]]:
    """Return the CPU seconds of one request for each page, round by round."""
    for name, page in pages.items():
        if (status := _ask(port, page)) != 200:
            raise SystemExit(f"{name} answered {status}.")
    rounds: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, page in pages.items():
            before = _cpu_seconds(pid)
            for _request in range(page.requests):
                _ask(port, page)
            rounds[name].append((_cpu_seconds(pid) - before) / page.requests)
    return rounds


def _cpu_seconds(pid: int) -> float:
    """Return the CPU that a process and its children have used."""
    return sum(_own_cpu(each) for each in [pid, *_children(pid)])


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed] + [deeper for child in listed for deeper in _children(int(child))]


def _own_cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _report(rounds: Mapping[str, list[float]], pages: Mapping[str, Page]) -> int:
    """Print medians; each round is compared with the floor of its own, as the machine's speed differs between rounds."""
    floors = next(iter(rounds.values()))
    times = {
        name: statistics.median(seconds / floor for seconds, floor in zip(each, floors, strict=True))
        for name, each in rounds.items()
    }
    print(f"CPU of one request, 1,000 participants, 200 applications, median of {ROUNDS} rounds:")
    for name, each in rounds.items():
        aimless = "" if pages[name].has_aim else "  (a file: no aim)"
        print(f"  {name:<24}{statistics.median(each) * 1000:8.2f} ms {times[name]:7.1f}{aimless}")
    dearest = max(times[name] for name, page in pages.items() if page.has_aim)
    print(f"The dearest page costs {dearest:.1f} times the bare one; the aim is {AIM} or less.")
    return 0 if dearest <= AIM else 1


raise SystemExit(main())
