"""Programmes and cohorts."""

import datetime as dt
from typing import Any

from django.db import transaction

from rapport.audit.services import record_act
from rapport.core.actors import Actor
from rapport.core.models import check_transition
from rapport.programmes.choices import (
    COHORT_MOVED_BY,
    COHORT_TRANSITIONS,
    PROGRAMME_TRANSITIONS,
    CohortEvent,
    CohortState,
    ProgrammeState,
)
from rapport.programmes.errors import CohortClosed, DatesOutOfOrder
from rapport.programmes.models import Cohort, Programme
from rapport.programmes.presets import get_preset
from rapport.questionnaires.models import Questionnaire
from rapport.questionnaires.services import add_question

OF_A_QUESTION = (
    "key",
    "label",
    "help",
    "asked_of",
    "asked_when",
    "section",
    "kind",
    "options",
    "is_sensitive",
    "is_required",
    "shown_if",
    "shown_for",
)
WORDS_OF_A_QUESTION = ("label", "help", "section")


@transaction.atomic
def create_programme(*, by: Actor, **fields: Any) -> Programme:
    """Make a programme, open at once: a draft that nobody sees helps nobody."""
    programme = Programme(organisation=by.organisation, state=ProgrammeState.OPEN, **fields)
    programme.full_clean()
    programme.save()
    record_act("programme-created", programme, by=by, detail={"preset": programme.preset})
    return programme


@transaction.atomic
def edit_programme(programme: Programme, *, by: Actor, **fields: Any) -> Programme:
    """Change a programme. What pairs have signed stays as it was signed."""
    changed = {name: value for name, value in fields.items() if getattr(programme, name) != value}
    for name, value in changed.items():
        setattr(programme, name, value)
    programme.full_clean()
    programme.save(update_fields=list(changed))
    if changed:
        record_act("programme-edited", programme, by=by, detail={"fields": sorted(changed)})
    return programme


@transaction.atomic
def move_programme(programme: Programme, *, to: str, by: Actor) -> Programme:
    """Open or close a programme."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    check_transition(PROGRAMME_TRANSITIONS, old=programme.state, new=to)
    programme.state = to
    programme.save(update_fields=["state"])
    record_act("programme-moved", programme, by=by, detail={"to": to})
    return programme


@transaction.atomic
def create_cohort(
    programme: Programme,
    *,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Actor,
    like: Cohort | None = None,
) -> Cohort:
    """Start an intake, with the profile questions of another one, or of the programme's preset."""
    _check_dates(starts_on, ends_on)
    cohort = Cohort(
        programme=programme,
        questionnaire=Questionnaire.objects.create(),
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    cohort.full_clean()
    cohort.save()
    for question in _questions_to_begin_with(programme, like):
        add_question(cohort.questionnaire, **question)
    record_act("cohort-created", cohort, by=by, detail={"like": like.public_id} if like else None)
    return cohort


def _questions_to_begin_with(programme: Programme, like: Cohort | None) -> list[dict[str, Any]]:
    if like:
        return [
            {name: getattr(question, name) for name in OF_A_QUESTION}
            for question in like.questionnaire.questions.all()
        ]
    preset = get_preset(programme.preset).questions if programme.preset else ()
    return [
        vars(question) | {name: str(getattr(question, name)) for name in WORDS_OF_A_QUESTION}
        for question in preset
    ]


@transaction.atomic
def edit_cohort(cohort: Cohort, *, name: str, starts_on: dt.date, ends_on: dt.date, by: Actor) -> Cohort:
    """Change a cohort's name and dates."""
    _check_dates(starts_on, ends_on)
    cohort.name, cohort.starts_on, cohort.ends_on = name, starts_on, ends_on
    cohort.full_clean()
    cohort.save(update_fields=["name", "starts_on", "ends_on"])
    record_act("cohort-edited", cohort, by=by)
    return cohort


@transaction.atomic
def move_cohort(cohort: Cohort, *, to: str, by: Actor) -> Cohort:
    """Move a cohort along its life."""
    cohort = lock_cohort(cohort)
    check_transition(COHORT_TRANSITIONS, old=cohort.state, new=to)
    cohort.state = to
    cohort.save(update_fields=["state"])
    record_act("cohort-moved", cohort, by=by, detail={"to": to})
    return cohort


@transaction.atomic
def advance_cohort(cohort: Cohort, event: CohortEvent, *, by: Actor) -> None:
    """Move a cohort on because something happened in it for the first time, unless somebody has put it elsewhere.

    It locks the cohort: whoever holds people must have locked it before them.
    """
    starts, to = COHORT_MOVED_BY[event]
    locked = lock_cohort(cohort)
    if locked.state in starts:
        check_transition(COHORT_TRANSITIONS, old=locked.state, new=to)
        locked.state = to
        locked.save(update_fields=["state"])
        record_act("cohort-moved", locked, by=by, detail={"to": to, "because": event})
    cohort.state = locked.state


def lock_cohort(cohort: Cohort) -> Cohort:
    """Keep others from changing what belongs to the cohort as a whole, and return it as it is now.

    Rows that merely point to it can be written meanwhile: whoever accepts a proposal holds two people and then
    writes a mentorship, and a release that locked the cohort for that too would wait for them in a circle.
    """
    locked = Cohort.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("programme__organisation", "questionnaire").get(pk=cohort.pk)


def lock_open_cohort(cohort: Cohort) -> Cohort:
    """Lock a cohort in which something new is to begin."""
    locked = lock_cohort(cohort)
    if locked.state == CohortState.CLOSED:
        raise CohortClosed
    return locked


def _check_dates(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on <= starts_on:
        raise DatesOutOfOrder
