"""Serves 1,000 people from a fresh database, asks for each page in turn, and prints its CPU as a multiple of the floor's."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, REQUESTS, AIM = 9, 40, 20
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        os.environ |= {"RAPPORT_DATA": folder, "DJANGO_SETTINGS_MODULE": "bench.web.settings"}
        pages = _prepare()
        port = _free_port()
        server = _serve(port)
        try:
            _wait_for(port)
            return _report(_measure(server.pid, port, pages))
        finally:
            server.terminate()
            server.wait(timeout=20)


def _prepare() -> dict[str, tuple[str, str]]:
    """Build the database and return each page with the session that opens it."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from bench.web.people import build

    scene = build()
    cohort = f"/coordinator/cohorts/{scene.cohort.public_id}"
    return {
        "a bare template page": ("/bare/", ""),
        "Today": (f"{cohort}/today/", scene.coordinator_session),
        "proposals": (f"{cohort}/proposals/", scene.coordinator_session),
        "applications": (f"{cohort}/applications/", scene.coordinator_session),
        "the board of them": (f"{cohort}/applications/board/", scene.coordinator_session),
        "a mentorship home": (f"/participant/mentorships/{scene.mentorship}/", scene.mentee_session),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--port", str(port)]
    return subprocess.Popen([*command, "--no-ws", "--log-level", "error", "bench.web.wsgi:application"])


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            if _get(port, "/bare/", "") == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def _get(port: int, path: str, session: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"} if session else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def _measure(pid: int, port: int, pages: dict[str, tuple[str, str]]) -> dict[str, list[float]]:
    """Return the CPU seconds of one request for each page, round by round."""
    for name, (path, session) in pages.items():
        if (status := _get(port, path, session)) != 200:
            raise SystemExit(f"{name} answered {status}.")
    rounds: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (path, session) in pages.items():
            requests = REQUESTS * 20 if name == next(iter(pages)) else REQUESTS
            before = _cpu_seconds(pid)
            for _request in range(requests):
                _get(port, path, session)
            rounds[name].append((_cpu_seconds(pid) - before) / requests)
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


def _report(rounds: dict[str, list[float]]) -> int:
    """Print medians; each round is compared with the floor of its own, as the machine's speed differs between rounds."""
    floors = next(iter(rounds.values()))
    times = {
        name: statistics.median(seconds / floor for seconds, floor in zip(each, floors, strict=True))
        for name, each in rounds.items()
    }
    print(f"CPU of one request, 1,000 participants, 200 applications, median of {ROUNDS} rounds:")
    for name, each in rounds.items():
        print(f"  {name:<24}{statistics.median(each) * 1000:8.2f} ms {times[name]:7.1f}")
    dearest = max(times.values())
    print(f"The dearest page costs {dearest:.1f} times the bare one; the aim is {AIM} or less.")
    return 0 if dearest <= AIM else 1


raise SystemExit(main())
