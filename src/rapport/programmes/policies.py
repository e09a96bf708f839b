"""Who may see and do what in the programme's frame."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.core.actors import Actor
from rapport.programmes.choices import (
    ANSWERS_OPEN,
    PARTICIPANT_HAT,
    RUNNING_ROLES,
    GuidelineState,
    ParticipationState,
    StaffRole,
)
from rapport.programmes.models import (
    Cohort,
    Guideline,
    Membership,
    Organisation,
    ParticipantImport,
    Participation,
    Profile,
    Programme,
)
from rapport.questionnaires.models import Question


def runs_programmes(by: Actor) -> bool:
    """Owners, coordinators and their deputies run programmes."""
    return by.hat in RUNNING_ROLES


def _works_for(by: Actor, programme: str) -> Exists:
    """Hold where the actor's hat covers the programme named by `programme` (a path to its key)."""
    hats = Membership.objects.filter(
        profile__person=by.person, profile__organisation=by.organisation, role=by.hat, ended_at=None
    )
    return Exists(hats.filter(Q(programme=None) | Q(programme=OuterRef(programme))))


def _takes_part(by: Actor, cohort: str) -> Exists:
    own = Participation.objects.filter(profile__person=by.person).exclude(state=ParticipationState.LEFT)
    return Exists(own.filter(cohort=OuterRef(cohort)))


def programmes_visible_to(by: Actor) -> QuerySet[Programme]:
    within = Programme.objects.filter(organisation=by.organisation)
    if by.hat == PARTICIPANT_HAT:
        own = Participation.objects.filter(profile__person=by.person, cohort__programme=OuterRef("pk"))
        return within.filter(Exists(own))
    return within.filter(_works_for(by, "pk"))


def cohorts_visible_to(by: Actor) -> QuerySet[Cohort]:
    within = Cohort.objects.filter(programme__organisation=by.organisation).select_related(
        "programme__organisation"
    )
    if by.hat == PARTICIPANT_HAT:
        return within.filter(_takes_part(by, "pk"))
    return within.filter(_works_for(by, "programme"))


def participations_visible_to(by: Actor) -> QuerySet[Participation]:
    """Who runs the programme sees its participants; a participant sees only their own participations here."""
    within = Participation.objects.filter(cohort__programme__organisation=by.organisation).select_related(
        "profile__person", "profile__organisation", "cohort__programme__organisation", "answers"
    )
    if by.hat == PARTICIPANT_HAT:
        return within.filter(profile__person=by.person)
    if runs_programmes(by):
        return within.filter(_works_for(by, "cohort__programme"))
    return within.none()


def questions_visible_to(by: Actor) -> QuerySet[Question]:
    """Who runs the programme sees what its cohorts ask."""
    within = Question.objects.filter(questionnaire__cohort__programme__organisation=by.organisation)
    loaded = within.select_related("questionnaire__cohort__programme__organisation")
    return (
        loaded.filter(_works_for(by, "questionnaire__cohort__programme"))
        if runs_programmes(by)
        else within.none()
    )


def guidelines_visible_to(by: Actor) -> QuerySet[Guideline]:
    """Staff and participants read their programme's guidelines; drafts are for those who run it."""
    within = Guideline.objects.filter(programme__organisation=by.organisation).select_related(
        "programme__organisation"
    )
    if by.hat == PARTICIPANT_HAT:
        own = Participation.objects.filter(profile__person=by.person, cohort__programme=OuterRef("programme"))
        return within.filter(Exists(own)).exclude(state=GuidelineState.DRAFT)
    covered = within.filter(_works_for(by, "programme"))
    return covered if runs_programmes(by) else covered.exclude(state=GuidelineState.DRAFT)


def imports_visible_to(by: Actor) -> QuerySet[ParticipantImport]:
    within = ParticipantImport.objects.filter(cohort__programme__organisation=by.organisation).select_related(
        "cohort__programme__organisation", "cohort__questionnaire"
    )
    return within.filter(_works_for(by, "cohort__programme")) if runs_programmes(by) else within.none()


def profiles_visible_to(by: Actor) -> QuerySet[Profile]:
    """Owners see everybody in the organisation; the others see people only inside their cohorts."""
    within = Profile.objects.filter(organisation=by.organisation).select_related("person", "organisation")
    return within if by.hat == StaffRole.OWNER else within.filter(person=by.person)


def memberships_visible_to(by: Actor) -> QuerySet[Membership]:
    """Staff see who else works here."""
    within = Membership.objects.filter(profile__organisation=by.organisation, ended_at=None).select_related(
        "profile__person", "programme"
    )
    return within.none() if by.hat == PARTICIPANT_HAT else within


def can_run_cohort(by: Actor, cohort: Cohort) -> bool:  # noqa: ARG001 - visibility has settled which
    """Whoever runs programmes may run every cohort that they see."""
    return runs_programmes(by)


def can_edit_programme(by: Actor, programme: Programme) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_read_programme(by: Actor, programme: Programme) -> bool:  # noqa: ARG001 - as above
    """All staff of a programme read what it stands for: its guidelines."""
    return by.hat != PARTICIPANT_HAT


def can_read_guideline(by: Actor, guideline: Guideline) -> bool:  # noqa: ARG001 - as above
    """Whoever works or takes part in a programme reads its guidelines."""
    return True


def can_edit_guideline(by: Actor, guideline: Guideline) -> bool:  # noqa: ARG001 - as above
    """Who runs the programme words its guidelines, and sees who has acknowledged them."""
    return runs_programmes(by)


def can_acknowledge_guidelines(by: Actor, programme: Programme) -> bool:  # noqa: ARG001 - as above
    """Whoever takes part says for themselves that they have read the guidelines."""
    return by.hat == PARTICIPANT_HAT


def can_create_programme(by: Actor) -> bool:
    """A programme starts with the owner, or with a coordinator of the whole organisation."""
    if by.hat == StaffRole.OWNER:
        return True
    return (
        by.hat == StaffRole.COORDINATOR
        and Membership.objects.filter(
            profile__person=by.person,
            profile__organisation=by.organisation,
            role=by.hat,
            programme=None,
            ended_at=None,
        ).exists()
    )


def can_duplicate_programme(by: Actor, programme: Programme) -> bool:  # noqa: ARG001 - as above
    """Whoever may start a programme may start it like one that they see."""
    return can_create_programme(by)


def can_edit_participation(by: Actor, participation: Participation) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_edit_question(by: Actor, question: Question) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_edit_own_answers(by: Actor, participation: Participation) -> bool:
    """Whoever takes part changes what they have answered, as long as their cohort still matches people."""
    is_own = by.hat == PARTICIPANT_HAT and participation.profile.person_id == by.person.pk
    is_open = participation.cohort.state in ANSWERS_OPEN
    return is_own and is_open and participation.state != ParticipationState.LEFT


def can_run_import(by: Actor, participant_import: ParticipantImport) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_appoint_staff(by: Actor, organisation: Organisation) -> bool:
    return by.hat == StaffRole.OWNER and organisation == by.organisation


def can_write_to_staff(by: Actor, membership: Membership) -> bool:  # noqa: ARG001 - visibility has settled which
    """Owners send a letter of appointment again that did not go out."""
    return by.hat == StaffRole.OWNER


def can_end_membership(by: Actor, membership: Membership) -> bool:
    """Owners end memberships, but not their own: an organisation is never left without an owner."""
    return by.hat == StaffRole.OWNER and membership.profile.person_id != by.person.pk
