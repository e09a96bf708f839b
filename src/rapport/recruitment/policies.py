"""Who may see and do what with applications."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from rapport.core.actors import Actor
from rapport.programmes.choices import (
    PARTICIPANT_HAT,
    RUNNING_ROLES,
    ParticipantRole,
    ParticipationState,
    StaffRole,
)
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.policies import cohorts_visible_to, runs_programmes
from rapport.recruitment.choices import (
    APPLICANT_HAT,
    EDITABLE,
    RECRUITING,
    REVIEWABLE,
    REVIEWING_ROLES,
    UNDER_WAY,
)
from rapport.recruitment.models import (
    Application,
    ApplicationForm,
    GuardianConsent,
    Interview,
    Invitation,
    InviteLink,
    Reservation,
    Review,
)

INVITERS = ("invitation__participation__profile", "invite_link__participation__profile")
"""What a page that names whoever invited an applicant loads along."""


def applications_visible_to(by: Actor) -> QuerySet[Application]:
    """Who runs the programme sees what was sent, and no draft; whoever applies sees their own."""
    loaded = Application.objects.select_related(
        "cohort__programme__organisation", "cohort__questionnaire", "person", "answers__version", *INVITERS
    )
    if by.hat == APPLICANT_HAT:
        return loaded.filter(person=by.person, cohort__programme__organisation=by.organisation)
    visible: Any = cohorts_visible_to(by).order_by().values("pk") if runs_programmes(by) else []
    return loaded.filter(cohort__in=visible).exclude(submitted_at=None)


def reviews_visible_to(by: Actor) -> QuerySet[Review]:
    """A reviewer sees what was assigned to them; who runs the programme sees who reviews what, their own case apart."""
    loaded = Review.objects.select_related(
        "reviewer__person",
        "application__cohort__programme__organisation",
        "application__cohort__questionnaire",
        "application__person",
        "application__answers__version",
    )
    if by.hat not in REVIEWING_ROLES:
        return loaded.none()
    covered = loaded.filter(application__cohort__in=cohorts_visible_to(by).order_by().values("pk"))
    others = covered.exclude(application__person=by.person)
    return others if runs_programmes(by) else others.filter(reviewer__person=by.person)


def given_reviews_visible_to(by: Actor) -> QuerySet[Review]:
    """Nobody reads what another thinks of an application before having given their own word, where it was asked for.

    Those who run the programme and do not review that application read all; it is the person that counts, whatever
    the hat.
    """
    if by.hat not in REVIEWING_ROLES:
        return Review.objects.none()
    covered = Review.objects.filter(application__cohort__in=cohorts_visible_to(by).order_by().values("pk"))
    given = covered.exclude(given_at=None).exclude(application__person=by.person)
    own = Review.objects.filter(application=OuterRef("application"), reviewer__person=by.person)
    unblinded = given.exclude(Exists(own.filter(given_at=None)))
    return unblinded if runs_programmes(by) else unblinded.filter(Exists(own.exclude(given_at=None)))


def applications_considered_visible_to(by: Actor) -> QuerySet[Application]:
    """Whoever runs the programme or reviews an application may talk with the applicant; nobody with themselves."""
    loaded = Application.objects.select_related("cohort__programme__organisation", "person")
    if by.hat not in REVIEWING_ROLES:
        return loaded.none()
    covered = loaded.filter(cohort__in=cohorts_visible_to(by).order_by().values("pk"))
    others = covered.exclude(submitted_at=None).exclude(person=by.person)
    own = Review.objects.filter(application=OuterRef("pk"), reviewer__person=by.person)
    return others if runs_programmes(by) else others.filter(Exists(own))


def interviews_visible_to(by: Actor) -> QuerySet[Interview]:
    """What an applicant said is read by whoever runs the programme or reviews the application."""
    considered = applications_considered_visible_to(by).order_by().values("pk")
    return Interview.objects.filter(application__in=considered).select_related(
        "application__cohort__programme__organisation", "application__person", "answers__version"
    )


def reservations_visible_to(by: Actor) -> QuerySet[Reservation]:
    """Who runs the programme sees what was noted about applicants, the author what they noted; nobody about themselves."""
    loaded = Reservation.objects.select_related(
        "application__cohort__programme__organisation", "application__person", "author", "settled_by"
    )
    if by.hat not in REVIEWING_ROLES:
        return loaded.none()
    covered = cohorts_visible_to(by).order_by().values("pk")
    others = loaded.filter(application__cohort__in=covered).exclude(application__person=by.person)
    return others if runs_programmes(by) else others.filter(author__person=by.person)


def can_read_application(by: Actor, application: Application) -> bool:  # noqa: ARG001 - visibility has settled which
    """Who runs the programme reads every application that was sent, sensitive answers too."""
    return runs_programmes(by)


def can_decide_application(by: Actor, application: Application) -> bool:
    """Who runs the programme decides, but nobody in a case of their own."""
    return runs_programmes(by) and application.person_id != by.person.pk


def can_see_own_reviews(by: Actor) -> bool:
    """Reviewers review, and those who run programmes when they are asked to."""
    return by.hat in REVIEWING_ROLES


def can_write_review(by: Actor, review: Review) -> bool:
    """Only whom an application was assigned to reviews it, and nobody their own."""
    return review.reviewer.person_id == by.person.pk and review.application.person_id != by.person.pk


def can_dismiss_reviewer(by: Actor, review: Review) -> bool:  # noqa: ARG001 - visibility has settled which
    """Who runs the programme assigns reviewers, and takes them off again."""
    return runs_programmes(by)


def can_consider_applicant(by: Actor, application: Application) -> bool:
    """Whoever sees an applicant to be considered may send what they wrote; whether it is too late the service says."""
    return application.person_id != by.person.pk


def can_interview_applicant(by: Actor, application: Application) -> bool:
    """Whoever runs the programme, and whoever reviews the application, as long as nobody has decided."""
    return application.person_id != by.person.pk and application.state in REVIEWABLE


def can_correct_interview(by: Actor, interview: Interview) -> bool:
    """Who runs the programme, or was there, corrects what was noted down."""
    was_there = any(each.person_id == by.person.pk for each in interview.interviewers.all())
    return runs_programmes(by) or was_there


def can_note_reservation(by: Actor, application: Application) -> bool:
    """Whoever may consider an application notes what speaks against it, as long as nobody has decided."""
    return application.person_id != by.person.pk and application.state in REVIEWABLE


def can_settle_reservation(by: Actor, reservation: Reservation) -> bool:  # noqa: ARG001 - visibility has settled which
    """Who runs the programme says how a reservation was settled."""
    return runs_programmes(by)


def can_edit_own_application(by: Actor, application: Application) -> bool:
    """Whoever applies changes what they have written until somebody has decided."""
    return _is_own(by, application) and application.state in EDITABLE


def can_answer_own_offer(by: Actor, application: Application) -> bool:
    """Whoever was offered a place says yes or no."""
    return _is_own(by, application)


def can_withdraw_own_application(by: Actor, application: Application) -> bool:
    return _is_own(by, application) and application.state in UNDER_WAY


def _is_own(by: Actor, application: Application) -> bool:
    return by.hat == APPLICANT_HAT and application.person_id == by.person.pk


def invitations_visible_to(by: Actor) -> QuerySet[Invitation]:
    """Who runs the programme sees whom it has invited."""
    visible: Any = cohorts_visible_to(by).order_by().values("pk") if runs_programmes(by) else []
    return Invitation.objects.filter(cohort__in=visible).select_related(
        "cohort__programme__organisation", "participation__profile"
    )


def invite_links_visible_to(by: Actor) -> QuerySet[InviteLink]:
    """Who runs the programme sees the links that lead to it; a mentor's own is the mentor's."""
    visible: Any = cohorts_visible_to(by).order_by().values("pk") if runs_programmes(by) else []
    shared = InviteLink.objects.filter(cohort__in=visible, participation=None)
    return shared.select_related("cohort__programme__organisation")


def can_manage_invitation(by: Actor, invitation: Invitation) -> bool:  # noqa: ARG001 - visibility has settled which
    """Who runs the programme sends invitations again, and takes them back."""
    return runs_programmes(by)


def can_manage_link(by: Actor, link: InviteLink) -> bool:  # noqa: ARG001 - as above
    """Who runs the programme shares a link, and ends it."""
    return runs_programmes(by)


def can_invite_colleague(by: Actor, participation: Participation) -> bool:
    """A mentor who takes part invites others to be mentors, where the programme wants that."""
    return is_active_mentor(by, participation) and forms_for_colleagues([participation.cohort_id]).exists()


def is_active_mentor(by: Actor, participation: Participation) -> bool:
    is_own = by.hat == PARTICIPANT_HAT and participation.profile.person_id == by.person.pk
    is_active = participation.state == ParticipationState.ACTIVE
    return is_own and is_active and participation.role == ParticipantRole.MENTOR


def forms_for_colleagues(cohorts: Iterable[int]) -> QuerySet[ApplicationForm]:
    """Return the forms of those cohorts that want their mentors to invite others."""
    return ApplicationForm.objects.filter(
        cohort__in=list(cohorts), cohort__state__in=RECRUITING, mentors_invite=True
    )


def consents_visible_to(by: Actor) -> QuerySet[GuardianConsent]:
    """Who runs the programme and its safeguarding lead see guardians, with name and address; nobody else does."""
    loaded = GuardianConsent.objects.select_related(
        "application__cohort__programme__organisation", "application__person"
    )
    if not reads_consents(by):
        return loaded.none()
    covered = loaded.filter(application__cohort__in=cohorts_visible_to(by).order_by().values("pk"))
    return covered.exclude(application__person=by.person)


def reads_consents(by: Actor) -> bool:
    return by.hat in RUNNING_ROLES | {StaffRole.SAFEGUARDING_LEAD}


def can_oversee_consents(by: Actor, cohort: Cohort) -> bool:  # noqa: ARG001 - visibility has settled which
    """Who runs the programme and the safeguarding lead see whose guardian agrees, and until when."""
    return reads_consents(by)


def can_read_consent(by: Actor, consent: GuardianConsent) -> bool:  # noqa: ARG001 - as above
    """The same two read one."""
    return reads_consents(by)


def can_handle_consent(by: Actor, consent: GuardianConsent) -> bool:
    """Ask again, or note that somebody is of age: who runs the programme, but nobody in a case of their own."""
    return runs_programmes(by) and consent.application.person_id != by.person.pk


def can_name_guardian(by: Actor, application: Application) -> bool:
    """Who runs the programme names a guardian, or corrects the address, but nobody in a case of their own."""
    return runs_programmes(by) and application.person_id != by.person.pk
