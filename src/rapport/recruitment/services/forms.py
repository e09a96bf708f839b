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
from rapport.recruitment.models import ApplicationForm, PagePicture
from rapport.recruitment.selectors import application_form_of, quotas_of
from rapport.recruitment.services.places import order_line, set_places

OF_A_FORM = (
    "asks_mentors",
    "asks_mentees",
    "eligibility",
    "how_to_apply",
    "minutes",
    "offers_by_itself",
    "offer_days",
    "unmatched_first",
    "mentors_invite",
    "admits_minors",
    "consent_days",
)
OF_A_PICTURE = ("words", "width", "height", "content")


@transaction.atomic
def take_over_form(cohort: Cohort, *, like: Cohort, by: Actor) -> None:
    """Let a new cohort look for people as another one does, with its picture and as many places; nothing is public yet.

    The last day stays behind, as it is over when the next cohort begins.
    """
    form = ApplicationForm.objects.filter(cohort=like).first()
    if form:
        made = ApplicationForm.objects.create(
            cohort=cohort, **{name: getattr(form, name) for name in OF_A_FORM}
        )
        for picture in PagePicture.objects.filter(form=form):
            PagePicture.objects.create(form=made, **{name: getattr(picture, name) for name in OF_A_PICTURE})
        record_act("application-form-taken-over", made, by=by, detail={"like": like.public_id})
    set_places(cohort, places={role: quota.places for role, quota in quotas_of(like).items()}, by=by)


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
