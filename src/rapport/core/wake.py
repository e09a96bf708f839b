"""Waking up the jobs: services say that a row of work waits, `jobs` says who listens."""

from collections.abc import Callable

from django.db import transaction

_wakers: list[Callable[[str], None]] = []


def register(waker: Callable[[str], None]) -> None:
    """Let `waker` be called with the kind of work, after each commit that leaves some."""
    if waker not in _wakers:
        _wakers.append(waker)


def wake(kind: str) -> None:
    """Say that a row of `kind` waits. A wake-up that is lost or doubled does no harm: the sweep finds the row."""
    transaction.on_commit(lambda: _call(kind), robust=True)


def _call(kind: str) -> None:
    for waker in _wakers:
        waker(kind)
