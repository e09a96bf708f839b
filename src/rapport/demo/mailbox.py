"""The demo's mailbox: the mails that lie as files under var/mail, newest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from rapport.core.errors import NotFound

MOST = 200


@dataclass(frozen=True)
class Mail:
    """One mail as it was sent."""

    name: str
    to: str
    subject: str
    text: str
    at: dt.datetime


def newest_mails() -> list[Mail]:
    return [_read(path) for path in sorted(_files(), reverse=True)[:MOST]]


def get_mail(name: str) -> Mail:
    found = next((path for path in _files() if path.name == name), None)
    if found is None:
        raise NotFound
    return _read(found)


def _files() -> Iterator[Path]:
    return Path(settings.EMAIL_FILE_PATH).glob("*.log")


def _read(path: Path) -> Mail:
    raw = path.read_bytes().rstrip(b"-\r\n")
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Mail(
        name=path.name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
        at=dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC),
    )
