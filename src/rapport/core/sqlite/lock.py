"""The file lock that SQLite's writers take one after the other."""

import fcntl
import os
import random
import time
from pathlib import Path

SHORTEST_PAUSE = 0.001
LONGEST_PAUSE = 0.02


class WriteLockTimeout(Exception):
    """Somebody else has been writing for longer than this writer may wait."""


class WriteLock:
    """One writer among all processes and threads that name the same file.

    SQLite lets waiting writers sleep for ever longer spells, so that unlucky ones starve; here all poll at
    the same pace. A plain `flock` would wait without end, hence the polling. The file is opened anew each time: a
    descriptor kept open would be shared with forked children, and they would hold the lock together.
    """

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def acquire(self) -> None:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait_for(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _wait_for(self, descriptor: int) -> None:
        deadline = time.monotonic() + self.timeout
        while not _is_locked_now(descriptor):
            if time.monotonic() > deadline:
                raise WriteLockTimeout(f"no turn to write within {self.timeout:g} seconds")
            time.sleep(random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE))  # noqa: S311 - spreads the waiters, guards nothing

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _is_locked_now(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
