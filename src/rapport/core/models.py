"""What every table shares, and rows that stand for work to be done later."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q

from rapport.core import clock
from rapport.core.errors import WrongState
from rapport.core.ids import new_public_id


class BaseModel(models.Model):
    """A row with a public id and the moment it was made."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class WorkRow(models.Model):
    """A row that is itself the job: it is claimed, tried, tried again, and never lost."""

    MOST_ATTEMPTS = 8

    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        abstract = True

    def retry_at(self) -> dt.datetime:
        """Wait longer after each failure: one minute, two, four … up to about two hours."""
        return clock.now() + dt.timedelta(minutes=2 ** max(0, self.attempts - 1))


W = TypeVar("W", bound=WorkRow)


def claim_next(waiting: models.QuerySet[W], *, state: str) -> W | None:
    """Claim the oldest due row by moving it to `state`; of two workers exactly one gets it."""
    moment = clock.now()
    due = waiting.filter(next_attempt_at__lte=moment).order_by("next_attempt_at", "pk")
    for pk, was in due.values_list("pk", "state")[:5]:
        claimed = waiting.model._default_manager.filter(pk=pk, state=was, claimed_at=None).update(
            state=state, claimed_at=moment, attempts=F("attempts") + 1
        )
        if claimed:
            return waiting.model._default_manager.get(pk=pk)
    return None


def stale(minutes: int) -> Q:
    """Select rows whose claim is too old: their worker died."""
    return Q(claimed_at__lt=clock.now() - dt.timedelta(minutes=minutes))


def check_transition(transitions: Mapping[Any, frozenset[Any]], *, old: str, new: str) -> None:
    """Refuse a change of state that is not drawn in the app's TRANSITIONS."""
    if new not in transitions.get(old, frozenset()):
        raise WrongState
