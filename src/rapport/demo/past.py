"""The demo's past: what happens here happened so many days ago."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from rapport.core import clock


@contextmanager
def days_ago(days: float) -> Iterator[None]:
    with clock.at(clock.now() - dt.timedelta(days=days)):
        yield
