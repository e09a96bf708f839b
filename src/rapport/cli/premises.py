"""The data folder and the port: taken by one server at a time, and a clear word when they are taken."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapport.cli.outcomes import BAD_INPUT, CommandRefusedError

HIGHEST_PORT = 65535


def read_port(text: str) -> int:
    """Read a port number from an argument or from PORT."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= HIGHEST_PORT:
        raise CommandRefusedError(
            f"PORT must be a number from 1 to {HIGHEST_PORT}, not “{text}”.", exit_code=BAD_INPUT
        )
    return int(text)


def check_port_is_free(host: str, port: int) -> None:
    """Refuse a taken port. The web server itself would share it silently, as it sets SO_REUSEPORT."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except PermissionError as error:
            raise CommandRefusedError(
                f"Port {port} is reserved for root; choose another with PORT=8001."
            ) from error
        except OSError as error:
            raise CommandRefusedError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Another program may be serving there; choose another with PORT={_neighbour(port)}."
            ) from error


def _neighbour(port: int) -> int:
    return port + 1 if port < HIGHEST_PORT else port - 1


@contextmanager
def sole_use_of(folder: Path) -> Iterator[None]:
    """Hold the data folder, so that a second server on it is refused; the lock ends with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 20).decode() or "unknown"
        os.close(descriptor)
        raise CommandRefusedError(
            f"Rapport already serves from {folder} (process {holder}). "
            "Stop it first, or choose another folder with RAPPORT_DATA=."
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    try:
        yield
    finally:
        os.close(descriptor)
