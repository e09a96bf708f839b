"""Reminding whoever has begun to apply, and has not sent it, before the last day; once."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from rapport.core import clock
from rapport.recruitment import letters
from rapport.recruitment.choices import REMINDED_BEFORE, ApplicationState
from rapport.recruitment.models import Application, ApplicationForm
from rapport.recruitment.selectors import recruiting_forms


def remind_next_draft() -> bool:
    """Remind one person whose application is not sent; return whether one was due."""
    return any(_remind_of(form) for form in recruiting_forms().exclude(last_day=None) if _is_soon_over(form))


def _is_soon_over(form: ApplicationForm) -> bool:
    today = clock.today(form.time_zone)
    return form.last_day is not None and today <= form.last_day <= today + REMINDED_BEFORE


@transaction.atomic
def _remind_of(form: ApplicationForm) -> bool:
    """Claim one draft and write. The claim is in the UPDATE itself: whoever sends it meanwhile gets no letter."""
    for draft in _waiting(form)[:1]:
        unclaimed = Application.objects.filter(pk=draft.pk, state=ApplicationState.DRAFT, reminded_at=None)
        if form.last_day and unclaimed.update(reminded_at=clock.now()):
            letters.application_unsent_reminder(draft, last_day=form.last_day)
        return True
    return False


def _waiting(form: ApplicationForm) -> QuerySet[Application]:
    """Return the drafts that can still be sent. Who has begun today has had a letter with the link already."""
    begun = Application.objects.filter(
        cohort=form.cohort_id,
        state=ApplicationState.DRAFT,
        reminded_at=None,
        created_at__lt=clock.end_of(clock.today(form.time_zone) - dt.timedelta(days=1), form.time_zone),
    )
    if form.published_at is None:
        begun = begun.exclude(invitation=None, invite_link=None)
    return begun.select_related("person", "cohort__programme__organisation").order_by("created_at", "pk")
