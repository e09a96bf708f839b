"""When a page was opened, signed, so that it can be believed when it comes back with the form."""

import datetime as dt

from django.core import signing

from rapport.core import clock
from rapport.core.actors import Actor

SALT = "rapport.training.opened"


def opened_now(page: str, *, by: Actor) -> str:
    """Return what goes into the form of a page: which page, by whom, and when it was opened."""
    return signing.dumps([page, by.person.public_id, int(clock.now().timestamp())], salt=SALT)


def opened_at(token: str, page: str, *, by: Actor) -> dt.datetime:
    """Return when the page was opened; now, if the form does not say so in our own hand."""
    try:
        signed = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return clock.now()
    if signed[:2] != [page, by.person.public_id]:
        return clock.now()
    return dt.datetime.fromtimestamp(signed[2], tz=dt.UTC)
