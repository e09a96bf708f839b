"""Charters: begun from an outline, worded, and filled with outcomes, approvals, seats and costs."""

from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.programmes.choices import CharterPartKind
from rapport.programmes.models import BudgetLine, Charter, Outcome, Programme
from rapport.programmes.models.charter import CharterPart
from rapport.programmes.presets.charters import charter_outline
from rapport.programmes.selectors.charters import PARTS


@transaction.atomic
def begin_charter(programme: Programme, *, by: Actor) -> Charter:
    """Give a programme a charter, worded as programmes of its kind usually are. One that is there stays as it is."""
    outline = charter_outline(programme.preset)
    words = {"mission": str(outline.mission), "goals": "\n".join(map(str, outline.goals))}
    charter, is_new = Charter.objects.get_or_create(programme=programme, defaults=words)
    if is_new:
        for each in outline.outcomes:
            fields = {name: str(value) for name, value in vars(each).items()}
            Outcome.objects.create(charter=charter, **fields)
        for label in outline.budget:
            BudgetLine.objects.create(charter=charter, label=str(label))
        record_act("charter-begun", charter, by=by)
    return charter


@transaction.atomic
def edit_charter(programme: Programme, *, by: Actor, **fields: Any) -> Charter:
    """Change what a charter says; there is one from then on."""
    charter, is_new = Charter.objects.get_or_create(programme=programme)
    changed = {name: value for name, value in fields.items() if getattr(charter, name) != value}
    for name, value in changed.items():
        setattr(charter, name, value)
    charter.full_clean()
    charter.save(update_fields=list(changed))
    if changed or is_new:
        record_act("charter-edited", charter, by=by, detail={"fields": sorted(changed)})
    return charter


@transaction.atomic
def add_charter_part(programme: Programme, *, kind: CharterPartKind, by: Actor, **fields: Any) -> CharterPart:
    """Add an entry to one of the charter's lists."""
    charter, _is_new = Charter.objects.get_or_create(programme=programme)
    part = PARTS[kind](charter=charter, **fields)  # type: ignore[misc]  # every part has a charter
    part.full_clean()
    part.save()
    record_act("charter-part-added", part, by=by, detail={"kind": kind})
    return part


@transaction.atomic
def edit_charter_part(part: CharterPart, *, by: Actor, **fields: Any) -> CharterPart:
    """Change an entry of a charter's list."""
    changed = {name: value for name, value in fields.items() if getattr(part, name) != value}
    for name, value in changed.items():
        setattr(part, name, value)
    part.full_clean()
    if changed:
        part.save(update_fields=list(changed))
        record_act("charter-part-edited", part, by=by, detail={"fields": sorted(changed)})
    return part


@transaction.atomic
def remove_charter_part(part: CharterPart, *, by: Actor) -> None:
    """Take an entry out of a charter's list."""
    record_act("charter-part-removed", part, by=by)
    part.delete()
