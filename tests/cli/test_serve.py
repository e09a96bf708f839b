"""`rapport serve` from outside: real processes, real signals, a real port."""

import json
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.processes import (
    command_line,
    fetch,
    is_answering,
    living_members,
    most_memory,
    post,
    wait_until,
)

READY = {"database": True, "data_folder": True, "migrations": True}
SECONDS_TO_STOP = 6


def test_serving_begins_with_an_address_that_answers(rapport, serving):
    port = rapport.surroundings["PORT"]
    _, printed = serving()

    assert f"  Rapport is ready: http://localhost:{port}/" in printed.splitlines()
    assert fetch(port, "/healthz")[::2] == (200, "up\n")
    status, _, body = fetch(port, "/readyz")
    assert (status, json.loads(body)) == (200, READY)


@pytest.mark.once
def test_a_public_address_answers_to_its_name_and_is_encrypted(rapport, serving):
    serving(BASE_URL="https://mentoring.example.org")
    port = rapport.surroundings["PORT"]
    status, headers, _ = fetch(port, "/account/login/", Host="mentoring.example.org")

    assert (status, headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
    cookie = headers["Set-Cookie"]
    assert (cookie.split("=")[0], "; Secure" in cookie) == ("__Host-csrf", True)
    assert fetch(port, "/account/login/")[0] == 400


@pytest.mark.once
def test_what_is_written_is_for_the_servers_user_alone(rapport, serving):
    serving()
    folder = rapport.surroundings["RAPPORT_DATA"]
    modes = {entry.name: entry.stat().st_mode & 0o077 for entry in os.scandir(folder) if entry.is_file()}
    assert {name for name, open_to_others in modes.items() if open_to_others} == set()
    assert "secret-key" in modes


@pytest.mark.once
@pytest.mark.parametrize("too_much", [1_000_001, 30_000_000])
def test_a_body_that_is_too_large_gets_a_page_and_takes_no_memory(rapport, serving, too_much):
    """ASVS 5.2.1, S14: the browser has sent everything before it looks at the answer."""
    server, _ = serving()
    port = rapport.surroundings["PORT"]
    fetch(port, "/account/login/")
    before = most_memory(server.pid)

    status, body = post(port, "/account/login/", b"a" * too_much)

    assert (status, "That is too much at once" in body) == (413, True)
    assert most_memory(server.pid) - before < 5_000_000


@pytest.mark.once
@pytest.mark.parametrize("stop", ["terminate", "interrupt at the terminal"])
def test_stopping_ends_everything_within_seconds(rapport, serving, stop):
    server, _ = serving()
    began = time.monotonic()
    if stop == "terminate":
        server.send_signal(signal.SIGTERM)
    else:
        os.killpg(server.pid, signal.SIGINT)

    assert server.wait(SECONDS_TO_STOP) == 0
    wait_until(lambda: living_members(server.pid) == [])
    assert time.monotonic() - began < SECONDS_TO_STOP
    assert "Traceback" not in server.stdout.read()
    assert not is_answering(rapport.surroundings["PORT"])


@pytest.mark.once
def test_a_killed_server_leaves_no_child(rapport, serving):
    server, _ = serving()
    assert len(living_members(server.pid)) >= 3
    server.kill()
    wait_until(lambda: living_members(server.pid) == [], seconds=3)
    assert not is_answering(rapport.surroundings["PORT"])


@pytest.mark.once
def test_a_server_started_by_make_stops_when_make_is_killed(rapport, serving):
    parent = subprocess.Popen(
        ["sh", "-c", '"$@" & wait', "sh", *rapport.line(["serve", "--end-with-parent"])],
        env=rapport.surroundings,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    wait_until(lambda: is_answering(rapport.surroundings["PORT"]), seconds=30)
    parent.kill()
    parent.wait()
    wait_until(lambda: living_members(parent.pid) == [])


@pytest.mark.once
@pytest.mark.parametrize("part", ["pages", "jobs"])
def test_a_part_that_dies_is_replaced(rapport, serving, part):
    port = rapport.surroundings["PORT"]
    server, _ = serving()
    # The jobs may take longer to begin than the pages.
    wait_until(lambda: part in _children(server), seconds=30)
    victim = _children(server)[part]
    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: _children(server).get(part, victim) != victim)
    wait_until(lambda: is_answering(port))
    server.terminate()
    assert server.wait(SECONDS_TO_STOP) == 0


def _children(server):
    """Tell the children apart: only the one with the pages listens at the port."""
    spawned = [pid for pid in living_members(server.pid) if "spawn_main" in _line_or_nothing(pid)]
    pages = [pid for pid in spawned if _listens(pid)]
    jobs = [pid for pid in spawned if pid not in pages and _has_open(pid, "queue.sqlite3")]
    return {name: pids[0] for name, pids in (("pages", pages), ("jobs", jobs)) if pids}


def _line_or_nothing(pid):
    try:
        return command_line(pid)
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _open_files(pid):
    try:
        return [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _style_of(port):
    _status, _headers, page = fetch(port, "/account/login/")
    return fetch(port, re.search(r'href="(/static/rapport[^"]*\.css)"', page)[1])


def _has_open(pid, name):
    return any(path.endswith(name) for path in _open_files(pid))


def _listens(pid):
    listening = {
        f"socket:[{line.split()[9]}]"
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    }
    return any(path in listening for path in _open_files(pid))


@pytest.mark.once
def test_a_taken_port_is_named(rapport):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = rapport.run("serve", PORT=str(port))

    assert done.returncode == 3
    assert done.stderr == (
        f"rapport: Port {port} on 127.0.0.1 cannot be used (Address already in use). "
        f"Another program may be serving there; choose another with PORT={port + 1}.\n"
    )


@pytest.mark.once
def test_a_second_server_on_the_same_folder_is_refused(rapport, serving):
    server, _ = serving()
    done = rapport.run("serve", PORT="1")

    assert done.returncode == 3
    assert done.stderr == (
        f"rapport: Rapport already serves from {rapport.surroundings['RAPPORT_DATA']} "
        f"(process {server.pid}). Stop it first, or choose another folder with RAPPORT_DATA=.\n"
    )


@pytest.mark.once
@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(rapport, port):
    done = rapport.run("serve", PORT=port)
    assert (done.returncode, done.stderr) == (
        2,
        f"rapport: PORT must be a number from 1 to 65535, not “{port}”.\n",
    )


def test_web_and_worker_do_apart_what_serve_does_together(rapport, own_database_url, tmp_path):
    assert rapport.run("migrate", RAPPORT_DATA=str(tmp_path)).returncode == 0
    port = rapport.surroundings["PORT"]
    web, worker = (rapport.start(part, RAPPORT_DATA=str(tmp_path)) for part in ("web", "worker"))
    try:
        wait_until(lambda: is_answering(port), seconds=30)
        assert _style_of(port)[0] == 200
        wait_until(lambda: _has_open(worker.pid, "queue.sqlite3"), seconds=30)
    finally:
        web.terminate()
        worker.send_signal(signal.SIGINT)
        printed = [process.communicate(timeout=SECONDS_TO_STOP)[0] for process in (web, worker)]
    assert (web.returncode, worker.returncode, printed) == (0, 0, ["", ""])
