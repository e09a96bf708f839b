"""What runs beside the web server in one `rapport serve`: the jobs, and the word that it is ready."""

import http.client
import multiprocessing
import threading
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from rapport.cli import worker

log = structlog.get_logger()
SECONDS_TO_FINISH = 8
PAUSE_BEFORE_RESTART = 1.0


class JobsKeeper:
    """Keeps a process of jobs running until it is told to stop."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._thread = threading.Thread(target=self._keep, name="jobs-keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        process = self._process
        if process is not None and process.is_alive():
            process.terminate()
        self._thread.join(SECONDS_TO_FINISH)
        if process is not None and process.is_alive():
            process.kill()

    def _keep(self) -> None:
        """Start the process again whenever it ends; this thread lives on, as the kernel ends the child with it."""
        while not self._stopping.is_set():
            self._process = multiprocessing.get_context("spawn").Process(
                target=worker.run_beside_server, name="jobs"
            )
            self._process.start()
            self._process.join()
            if not self._stopping.wait(PAUSE_BEFORE_RESTART):
                log.warning("jobs-restarted", exit_code=self._process.exitcode)


class Announcer:
    """Prints the address once the pages really answer."""

    def __init__(self, host: str, port: int) -> None:
        self.host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
        self.port = port

    def start(self) -> None:
        threading.Thread(target=self._wait_and_print, name="announcer", daemon=True).start()

    def _wait_and_print(self) -> None:
        pause = threading.Event()
        while not self._is_answering():
            pause.wait(0.05)
        print(describe_address(), flush=True)

    def _is_answering(self) -> bool:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Host": urlsplit(settings.BASE_URL).netloc})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def describe_address() -> str:
    """Word what a person who started the server needs now."""
    lines = ["", f"  Rapport is ready: {settings.BASE_URL}/"]
    if settings.DEMO:
        from rapport.cli.demo import describe_sign_ins

        lines += ["", *(f"  {line}" for line in describe_sign_ins())]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])
