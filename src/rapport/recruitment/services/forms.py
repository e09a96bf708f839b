"""How a cohort recruits: its public page written, published and taken down."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.core.wake import wake
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Cohort
from rapport.programmes.services.programmes import lock_open_cohort, move_cohort
from rapport.recruitment.choices import RECRUITING
from rapport.recruitment.errors import CohortDoesNotRecruit, LastDayOver, NobodyIsAsked
from rapport.recruitment.models import ApplicationForm
from rapport.recruitment.selectors import application_form_of
from rapport.recruitment.services.places import order_line, set_places


@transaction.atomic
def set_application_form(
    cohort: Cohort, *, by: Actor, places: Mapping[str, int | None] | None = None, **fields: Any
) -> ApplicationForm:
    """Say what the public page says, whom the cohort looks for, until when, and how many places there are."""
    form = application_form_of(lock_open_cohort(cohort))
    changed = sorted(name for name, value in fields.items() if getattr(form, name) != value)
    for name in changed:
        setattr(form, name, fields[name])
    form.full_clean()
    if form.published_at and not form.roles:
        raise NobodyIsAsked
    form.save()
    if "unmatched_first" in changed:
        order_line(cohort, unmatched_first=form.unmatched_first)
    if changed:
        record_act("application-form-set", form, by=by, detail={"fields": changed})
        wake("places")
    set_places(cohort, places=places or {}, by=by)
    return form


@transaction.atomic
def publish_form(cohort: Cohort, *, by: Actor) -> ApplicationForm:
    """Show the page to everybody. *Also:* a cohort that was planned recruits from now on."""
    locked = lock_open_cohort(cohort)
    form = application_form_of(locked)
    if not form.roles:
        raise NobodyIsAsked
    if form.is_over:
        raise LastDayOver
    if locked.state == CohortState.PLANNED:
        move_cohort(locked, to=CohortState.RECRUITING, by=by)
    elif locked.state not in RECRUITING:
        raise CohortDoesNotRecruit
    form.published_at = form.published_at or clock.now()
    form.save()
    record_act("application-form-published", form, by=by)
    return form


@transaction.atomic
def unpublish_form(cohort: Cohort, *, by: Actor) -> ApplicationForm:
    """Take the page down: for strangers it does not exist any more. The address stays, for another time."""
    form = application_form_of(lock_open_cohort(cohort))
    if form.published_at:
        form.published_at = None
        form.save()
        record_act("application-form-unpublished", form, by=by)
    return form
