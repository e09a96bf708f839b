"""Looking at processes from outside."""

import http.client
import socket
import time
from pathlib import Path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def living_members(session):
    """Return the processes of a session that still run; one that waits to be buried does not count."""
    return [pid for pid, state, its_session in _processes() if its_session == session and state != "Z"]


def _processes():
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield int(entry.parent.name), fields[0], int(fields[3])


def command_line(pid):
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def wait_until(condition, *, seconds=10):
    """Return how long it took until the condition held."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.02)
    return time.monotonic() - began


def fetch(port, path, **headers):
    """Return status, headers and text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"} | headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def post(port, path, body):
    """Return status and text of what a form gets back that is sent whole."""
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
    kind = "application/x-www-form-urlencoded"
    try:
        connection.request("POST", path, body, headers={"Host": f"localhost:{port}", "Content-Type": kind})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def most_memory(session):
    """Return how many bytes the largest process of a session has ever held."""
    statuses = [Path(f"/proc/{pid}/status").read_text() for pid in living_members(session)]
    return max(int(status.partition("VmHWM:")[2].split()[0]) * 1024 for status in statuses)


def is_answering(port):
    try:
        return fetch(port, "/healthz")[0] == 200
    except (OSError, http.client.HTTPException):
        return False
