"""Loading is checking: one way to fetch a row, which nobody can use without saying what for."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet

from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed, NotFound
from rapport.core.ids import is_public_id

M = TypeVar("M", bound=Model)
May = Callable[[Actor, M], bool]


def find(rows: QuerySet[M], *, id: str) -> M:  # noqa: A002 - the word people use
    """Return the row with this public id."""
    row = rows.filter(public_id=id).first() if is_public_id(id) else None
    if row is None:
        raise NotFound
    return row


def load(visible: QuerySet[M], *, by: Actor, id: str, may: May[M]) -> M:  # noqa: A002 - as above
    """Return the row with this public id: invisible and absent look the same, visible and forbidden does not."""
    return let_in(find(visible, id=id), by=by, may=may)


def let_in(row: M | None, *, by: Actor, may: May[M]) -> M:
    """Return a row that the actor sees, if they may; none is as good as absent."""
    if row is None:
        raise NotFound
    if not may(by, row):
        raise NotAllowed
    return row
