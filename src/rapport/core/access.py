"""Loading is checking: one way to fetch a row, which nobody can use without saying what for."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from django.db.models import CharField, Model, QuerySet

from rapport.core.actors import Actor
from rapport.core.errors import NotAllowed, NotFound
from rapport.core.ids import is_public_id
from rapport.core.prepared import Prepared, Slot

M = TypeVar("M", bound=Model)
May = Callable[[Actor, M], bool]


def find(rows: QuerySet[M], *, id: str) -> M:  # noqa: A002 - the word people use
    """Return the row with this public id."""
    row = rows.filter(public_id=id).first() if is_public_id(id) else None
    if row is None:
        raise NotFound
    return row


def load(visible_to: "Callable[[Actor], QuerySet[M]]", *, by: Actor, id: str, may: May[M]) -> M:  # noqa: A002 - as above
    """Return the row with this public id: invisible and absent look the same, visible and forbidden does not.

    Every page begins here, so what is visible under a hat is asked for with a prepared question: `visible_to` looks
    at nothing of the actor but the hat, and puts the person and the organisation into filters.
    """
    asked = _visible_under(visible_to, by.hat)
    row = (
        asked.ask_one(id=id, person=by.person.pk, organisation=by.organisation.pk)
        if is_public_id(id)
        else None
    )
    if row is None:
        raise NotFound
    if not may(by, row):
        raise NotAllowed
    return cast("M", row)


@cache
def _visible_under(visible_to: "Callable[[Actor], QuerySet[Any]]", hat: str) -> Prepared[Any]:
    whoever = Actor(cast("Any", Slot("person")), cast("Any", Slot("organisation")), hat)
    return Prepared(lambda: visible_to(whoever).filter(public_id=Slot("id", CharField())))
