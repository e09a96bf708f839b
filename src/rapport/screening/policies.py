"""Who may see and do what in screening."""

from typing import Any

from django.db.models import QuerySet

from rapport.core.actors import Actor
from rapport.programmes.choices import RUNNING_ROLES, StaffRole
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.policies import programmes_visible_to, runs_programmes
from rapport.recruitment.models import Application
from rapport.screening.models import BackgroundCheck, Clearance, Reference

READERS = RUNNING_ROLES | {StaffRole.SAFEGUARDING_LEAD}


def checks_visible_to(by: Actor) -> QuerySet[BackgroundCheck]:
    """Who runs the programme sees what it asks for; whoever takes part is told on their own page."""
    loaded = BackgroundCheck.objects.select_related("programme__organisation")
    return loaded.filter(programme__in=_programmes(by)) if runs_programmes(by) else loaded.none()


def clearances_visible_to(by: Actor) -> QuerySet[Clearance]:
    """Who runs the programme and its safeguarding lead read entries, with their numbers; nobody else does."""
    loaded = Clearance.objects.select_related(
        "background_check__programme__organisation", "profile__person", "profile__organisation"
    )
    if not reads_clearances(by):
        return loaded.none()
    return loaded.filter(background_check__programme__in=_programmes(by))


def screened_people_visible_to(by: Actor) -> QuerySet[Participation]:
    """The safeguarding lead sees whose checks these are, and nothing else of those who take part."""
    loaded = Participation.objects.select_related(
        "profile__person", "profile__organisation", "cohort__programme__organisation"
    )
    if not reads_clearances(by):
        return loaded.none()
    return loaded.filter(cohort__programme__in=_programmes(by))


def references_visible_to(by: Actor) -> QuerySet[Reference]:
    """Who runs the programme reads references, but nobody those about themselves."""
    loaded = Reference.objects.select_related(
        "application__cohort__programme__organisation", "application__person"
    )
    if not runs_programmes(by):
        return loaded.none()
    visible = loaded.filter(application__cohort__programme__in=_programmes(by))
    return visible.exclude(application__person=by.person)


def _programmes(by: Actor) -> Any:
    return programmes_visible_to(by).order_by().values("pk")


def reads_clearances(by: Actor) -> bool:
    """Who runs the programme, and the safeguarding lead."""
    return by.hat in READERS


def can_edit_check(by: Actor, check: BackgroundCheck) -> bool:  # noqa: ARG001 - visibility has settled which
    return runs_programmes(by)


def can_oversee_clearances(by: Actor, cohort: Cohort) -> bool:  # noqa: ARG001 - as above
    """Who runs the programme and the safeguarding lead see who is cleared, and until when."""
    return reads_clearances(by)


def can_read_clearances(by: Actor, participation: Participation) -> bool:  # noqa: ARG001 - as above
    """The same two read the entries of one person."""
    return reads_clearances(by)


def can_note_clearance(by: Actor, participation: Participation) -> bool:
    """Who runs the programme notes what they have seen, but nobody clears themselves."""
    return runs_programmes(by) and participation.profile.person_id != by.person.pk


def can_correct_clearance(by: Actor, clearance: Clearance) -> bool:
    """A correction is another entry, so the same holds of it."""
    return runs_programmes(by) and clearance.profile.person_id != by.person.pk


def can_ask_referee(by: Actor, application: Application) -> bool:
    """Who runs the programme says whom to ask, but nobody in a case of their own."""
    return runs_programmes(by) and application.person_id != by.person.pk


def can_handle_reference(by: Actor, reference: Reference) -> bool:
    """Read, ask again, ask no more: whoever sees a reference runs the programme, and is not the one it is about."""
    return runs_programmes(by) and reference.application.person_id != by.person.pk
