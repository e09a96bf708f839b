"""Reads of recruiting."""

from django.db.models import QuerySet

from rapport.core.access import find
from rapport.programmes.choices import OrganisationState, ProgrammeState
from rapport.programmes.models import Cohort
from rapport.programmes.selectors import questions_in_all
from rapport.questionnaires.models import Question
from rapport.recruitment.choices import RECRUITING
from rapport.recruitment.models import ApplicationForm


def application_form_of(cohort: Cohort) -> ApplicationForm:
    """Return how a cohort recruits; one that never has gets a form which is not stored yet."""
    found = ApplicationForm.objects.filter(cohort=cohort).first() or ApplicationForm()
    found.cohort = cohort
    return found


def get_public_form(id: str) -> ApplicationForm:  # noqa: A002 - the word people use
    """Return a form that everybody may see; one that is not published does not exist."""
    return find(_public_forms(), id=id)


def _public_forms() -> QuerySet[ApplicationForm]:
    return (
        ApplicationForm.objects.exclude(published_at=None)
        .filter(cohort__state__in=RECRUITING, cohort__programme__organisation__state=OrganisationState.ACTIVE)
        .exclude(cohort__programme__state=ProgrammeState.CLOSED)
        .select_related("cohort__programme__organisation")
    )


def questions_to_apply(cohort: Cohort, role: str) -> list[Question]:
    """Return what is asked of who applies in a role now."""
    return [question for question in questions_in_all(cohort) if question.asked_of in ("", role)]
