"""Who may see and do what with applications."""

from typing import Any

from django.db.models import QuerySet

from rapport.core.actors import Actor
from rapport.programmes.policies import cohorts_visible_to, runs_programmes
from rapport.recruitment.choices import APPLICANT_HAT, EDITABLE, UNDER_WAY
from rapport.recruitment.models import Application


def applications_visible_to(by: Actor) -> QuerySet[Application]:
    """Who runs the programme sees what was sent, and no draft; whoever applies sees their own."""
    loaded = Application.objects.select_related(
        "cohort__programme__organisation", "cohort__questionnaire", "person", "answers__version"
    )
    if by.hat == APPLICANT_HAT:
        return loaded.filter(person=by.person, cohort__programme__organisation=by.organisation)
    visible: Any = cohorts_visible_to(by).order_by().values("pk") if runs_programmes(by) else []
    return loaded.filter(cohort__in=visible).exclude(submitted_at=None)


def can_read_application(by: Actor, application: Application) -> bool:  # noqa: ARG001 - visibility has settled which
    """Who runs the programme reads every application that was sent, sensitive answers too."""
    return runs_programmes(by)


def can_decide_application(by: Actor, application: Application) -> bool:
    """Who runs the programme decides, but nobody in a case of their own."""
    return runs_programmes(by) and application.person_id != by.person.pk


def can_edit_own_application(by: Actor, application: Application) -> bool:
    """Whoever applies changes what they have written until somebody has decided."""
    return _is_own(by, application) and application.state in EDITABLE


def can_withdraw_own_application(by: Actor, application: Application) -> bool:
    return _is_own(by, application) and application.state in UNDER_WAY


def _is_own(by: Actor, application: Application) -> bool:
    return by.hat == APPLICANT_HAT and application.person_id == by.person.pk
