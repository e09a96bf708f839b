"""Guidelines: drafted, put in force, acknowledged. What has been in force never changes."""

import hashlib
from collections.abc import Collection

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.errors import NotFound, WrongState
from rapport.core.models import check_transition
from rapport.programmes import letters
from rapport.programmes.choices import GUIDELINE_TRANSITIONS, GuidelineKind, GuidelineState
from rapport.programmes.errors import ChangesUnsaid
from rapport.programmes.models import Acknowledgement, Guideline, Profile, Programme
from rapport.programmes.presets.guidelines import default_text
from rapport.programmes.selectors.guidelines import guidelines_in_force, readers_without_acknowledgement


@transaction.atomic
def draft_guideline(programme: Programme, *, kind: str, by: Actor) -> Guideline:
    """Begin the next version of a guideline, from what is in force or else from our text; a draft there is goes on."""
    _lock(programme)
    versions = Guideline.objects.filter(programme=programme, kind=kind).order_by("-version")
    latest = versions.first()
    if latest and latest.is_draft:
        return latest
    draft = Guideline.objects.create(
        programme=programme,
        kind=kind,
        version=latest.version + 1 if latest else 1,
        text=latest.text if latest else default_text(programme, GuidelineKind(kind)),
    )
    record_act("guideline-drafted", draft, by=by, detail={"kind": kind, "version": draft.version})
    return draft


@transaction.atomic
def edit_guideline(guideline: Guideline, *, text: str, changes: str, by: Actor) -> Guideline:
    """Change a draft."""
    draft = _locked_draft(guideline)
    if (draft.text, draft.changes) != (text, changes):
        draft.text, draft.changes = text, changes
        draft.save(update_fields=["text", "changes"])
        record_act("guideline-edited", draft, by=by, detail={"kind": draft.kind, "version": draft.version})
    return draft


@transaction.atomic
def publish_guideline(guideline: Guideline, *, by: Actor) -> Guideline:
    """Put a draft in force in the place of the version before. *Also:* everybody is asked to acknowledge it anew."""
    draft = _locked_draft(guideline)
    if draft.version > 1 and not draft.changes.strip():
        raise ChangesUnsaid
    check_transition(GUIDELINE_TRANSITIONS, old=draft.state, new=GuidelineState.IN_FORCE)
    before = Guideline.objects.filter(
        programme=draft.programme, kind=draft.kind, state=GuidelineState.IN_FORCE
    )
    before.update(state=GuidelineState.SUPERSEDED)
    draft.state, draft.digest = GuidelineState.IN_FORCE, digest_of(draft.text)
    draft.published_at, draft.published_by = clock.now(), by.person
    draft.save(update_fields=["state", "digest", "published_at", "published_by"])
    detail = {"kind": draft.kind, "version": draft.version, "digest": draft.digest}
    record_act("guideline-published", draft, by=by, detail=detail)
    return draft


@transaction.atomic
def discard_guideline(guideline: Guideline, *, by: Actor) -> None:
    """Throw a draft away."""
    draft = _locked_draft(guideline)
    record_act("guideline-discarded", draft, by=by, detail={"kind": draft.kind, "version": draft.version})
    draft.delete()


@transaction.atomic
def acknowledge_guidelines(programme: Programme, *, ids: Collection[str], by: Actor) -> int:
    """Note that somebody has read these guidelines of a programme, as far as they are in force; return how many were new.

    What has been superseded while they read is left out: they are shown the new text instead.
    """
    profile = Profile.objects.filter(organisation=by.organisation, person=by.person).first()
    if profile is None:
        raise NotFound
    new = 0
    for guideline in guidelines_in_force([programme]):
        if guideline.public_id in ids:
            _row, is_new = Acknowledgement.objects.get_or_create(guideline=guideline, profile=profile)
            new += is_new
            if is_new:
                detail = {"kind": guideline.kind, "version": guideline.version}
                record_act("guideline-acknowledged", guideline, by=by, detail=detail)
    return new


@transaction.atomic
def remind_of_guideline(guideline: Guideline, *, by: Actor) -> int:
    """Write to everybody who has not acknowledged a guideline yet, once a day at most; return how many letters go out."""
    if not guideline.is_in_force:
        raise WrongState
    waiting = list(readers_without_acknowledgement(guideline))
    sent = letters.guideline_awaiting_reminder(guideline, waiting)
    if sent:
        record_act("guideline-reminded", guideline, by=by, detail={"count": sent})
    return sent


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lock(programme: Programme) -> None:
    """Let one person at a time write a programme's guidelines."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def _locked_draft(guideline: Guideline) -> Guideline:
    _lock(guideline.programme)
    draft = Guideline.objects.select_related("programme").filter(pk=guideline.pk).first()
    if draft is None or not draft.is_draft:
        raise WrongState
    return draft
