"""Writing to the chain, and checking it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, transaction

from rapport.audit.models import AuditEvent, AuditHead
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.models import BaseModel

GENESIS = "0" * 64


def record(
    act: str,
    *,
    chain: str,
    subject_kind: str,
    subject: str,
    actor: str = "",
    hat: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append an act to the organisation's chain. It must run in the transaction of the act itself, or not at all."""
    event = AuditEvent(
        chain=chain,
        actor=actor,
        hat=hat,
        act=act,
        subject_kind=subject_kind,
        subject=subject,
        detail=detail or {},
    )
    _append([event], chain=chain)
    return event


def _append(events: list[AuditEvent], *, chain: str) -> None:
    """Give each event its place and its hash, and write them all; the chain is locked for it once."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an act is recorded in its own transaction")
    head = _locked_head(chain)
    for event in events:
        event.place, event.at = head.length + 1, clock.now()
        event.hash = digest(event, previous=head.hash)
        head.length, head.hash = event.place, event.hash
    AuditEvent.objects.bulk_create(events)
    AuditHead.objects.filter(pk=chain).update(length=head.length, hash=head.hash)


def record_act(
    act: str, subject: BaseModel, *, by: Actor, detail: dict[str, Any] | None = None
) -> AuditEvent:
    """Append what somebody did to a row."""
    (event,) = record_acts(act, [(subject, detail or {})], by=by)
    return event


def record_acts(
    act: str, subjects: Iterable[tuple[BaseModel, Mapping[str, Any]]], *, by: Actor
) -> list[AuditEvent]:
    """Append what somebody did to many rows at once, an event for each, with what is to be said of it."""
    events = [
        AuditEvent(
            chain=by.organisation.public_id,
            actor=by.person.public_id,
            hat=by.hat,
            act=act,
            subject_kind=subject._meta.label_lower,
            subject=subject.public_id,
            detail=dict(detail),
        )
        for subject, detail in subjects
    ]
    if events:
        _append(events, chain=by.organisation.public_id)
    return events


def _locked_head(chain: str) -> AuditHead:
    AuditHead.objects.get_or_create(chain=chain, defaults={"hash": GENESIS})
    return AuditHead.objects.select_for_update().get(pk=chain)


def digest(event: AuditEvent, *, previous: str) -> str:
    """Return the SHA-256 over the event and the hash before it."""
    parts = [
        previous,
        event.chain,
        event.place,
        event.at.isoformat(),
        event.actor,
        event.hat,
        event.act,
        event.subject_kind,
        event.subject,
        event.detail,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_links() -> Iterator[str]:
    """Yield a sentence for each place where a chain does not hold: changed, missing, added or cut off."""
    for head in AuditHead.objects.order_by("chain"):
        yield from _broken_links_of(head)
    headless = AuditEvent.objects.exclude(chain__in=AuditHead.objects.values("chain"))
    for chain in headless.order_by("chain").values_list("chain", flat=True).distinct():
        yield f"audit chain {chain}: its head is missing"


def _broken_links_of(head: AuditHead) -> Iterator[str]:
    previous, place = GENESIS, 0
    for event in AuditEvent.objects.filter(chain=head.chain).order_by("place").iterator(chunk_size=2000):
        place += 1
        if event.place != place:
            yield f"audit chain {head.chain}: event {place} is missing"
            place = event.place
        elif event.hash != digest(event, previous=previous):
            yield f"audit chain {head.chain}: event {place} was changed"
        previous = event.hash
    if place != head.length:
        yield f"audit chain {head.chain}: it ends at event {place}, not at {head.length}"
    elif previous != head.hash:
        yield f"audit chain {head.chain}: it does not end with the event that its head names"
