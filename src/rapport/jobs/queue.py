"""The queue: it carries nothing but wake-ups, so that a lost or doubled one does no harm."""

from functools import cache

from django.conf import settings
from huey import SqliteHuey, crontab

from rapport.jobs.sweeps import DAILY_SWEEPS, SWEEPERS, SWEEPS

queue = SqliteHuey(
    "rapport", filename=str(settings.DATA / "queue.sqlite3"), results=False, create_tables=False, timeout=5
)


@queue.task(name="sweep")  # type: ignore[untyped-decorator]  # huey has no types
def sweep_one(kind: str) -> None:
    SWEEPERS[kind].sweep()


@queue.periodic_task(crontab(minute="*"), name="sweep-all")  # type: ignore[untyped-decorator]
def sweep_all() -> None:
    """Find what no wake-up was heard for, and what time alone has made due."""
    for kind in SWEEPS:
        sweep_one(kind)


@queue.periodic_task(crontab(minute="40", hour="3"), name="sweep-daily")  # type: ignore[untyped-decorator]
def sweep_daily() -> None:
    """Find what piles up slowly, while few people are about."""
    for kind in DAILY_SWEEPS:
        sweep_one(kind)


def call_for_sweep(kind: str) -> None:
    """Wake up whoever does work of this kind, in whatever process."""
    _make_tables()
    sweep_one(kind)


@cache
def _make_tables() -> None:
    """Make the queue's tables at the first wake-up: importing the queue must not need a folder that can be written."""
    queue.storage.initialize_schema()
