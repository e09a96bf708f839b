"""What a clock on the wall shows, and which moment that is: the one rule for hours that are skipped or come twice."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Span:
    """The time from one moment up to another, which is no longer a part of it."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    def touches(self, other: "Span") -> bool:
        """Return whether both last at some moment; what ends as the other begins does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def moment_of(wall: dt.datetime, zone: str) -> dt.datetime:
    """Return the moment, in UTC, at which a clock on a wall of `zone` shows `wall`.

    A time that is skipped is read as if the clock had not been put forward: it falls later, by as much as is skipped.
    Of a time that comes twice the first is meant. Calendar files (RFC 5545, 3.3.5) have the same rule.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(dt.UTC)


def wall_of(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return what a clock on a wall of `zone` shows at that moment."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def is_plain(wall: dt.datetime, length: dt.timedelta, zone: str) -> bool:
    """Return whether all read these times alike: none is skipped, comes twice or has a change of clocks in between."""
    return len(set(_offsets(wall, length, zone))) == 1


def _offsets(wall: dt.datetime, length: dt.timedelta, zone: str) -> Iterator[dt.timedelta | None]:
    for each in (wall, wall + length):
        for fold in (0, 1):
            yield each.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset()
