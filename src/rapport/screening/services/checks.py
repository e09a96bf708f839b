"""What a programme asks for, as who runs it decides."""

from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.core.models import check_transition
from rapport.programmes.models import Programme
from rapport.screening.choices import CHECK_TRANSITIONS, CheckState
from rapport.screening.models import BackgroundCheck


@transaction.atomic
def ask_for_check(programme: Programme, *, by: Actor, **fields: Any) -> BackgroundCheck:
    """Ask for a check from now on. A required one keeps out of matching whoever does not have it."""
    check = BackgroundCheck(programme=programme, **fields)
    check.full_clean()
    check.save()
    record_act("check-asked", check, by=by, detail={"role": check.role, "required": check.is_required})
    return check


@transaction.atomic
def edit_check(check: BackgroundCheck, *, by: Actor, **fields: Any) -> BackgroundCheck:
    """Change what is asked. What was noted stays as it was noted, also its last day."""
    check = _locked(check)
    changed = [name for name, value in fields.items() if getattr(check, name) != value]
    for name in changed:
        setattr(check, name, fields[name])
    check.full_clean()
    check.save(update_fields=changed)
    if changed:
        record_act("check-edited", check, by=by, detail={"fields": sorted(changed)})
    return check


@transaction.atomic
def move_check(check: BackgroundCheck, *, to: str, by: Actor) -> BackgroundCheck:
    """Ask for a check no longer, or again. Its entries are kept."""
    check = _locked(check)
    check_transition(CHECK_TRANSITIONS, old=check.state, new=to)
    check.state = CheckState(to)
    check.save(update_fields=["state"])
    record_act("check-moved", check, by=by, detail={"to": to})
    return check


def _locked(check: BackgroundCheck) -> BackgroundCheck:
    locked = BackgroundCheck.objects.select_for_update(of=("self",)).select_related("programme__organisation")
    return locked.get(pk=check.pk)
