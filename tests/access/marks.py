"""The cast with marks on their texts, and what each of them may be shown: a mark anywhere else is a leak."""

from django.db.models import F, Value
from django.db.models.functions import Concat

from rapport.mentorships.models import Attendance, Meeting, MentorshipParty
from rapport.programmes.models import Cohort, Profile
from rapport.questionnaires.services import freeze_questions
from rapport.recruitment.models import GuardianConsent, Reservation, Review
from rapport.screening.models import Clearance, Reference
from rapport.training.models import PlanStep
from tests import make
from tests.cast import OTHER_ORGANISATION_MARK, OTHER_PROGRAMME_MARK, OWN_MARK, assemble_cast

NEIGHBOURS_MARK = "cnryneighbours"
PEOPLE_MARK = "cnrypeople"
REVIEW_MARK, RESERVATION_MARK = "cnryreview", "cnryreservation"
APPLICANT_SECRET, MENTEE_SECRET = "cnryapplicantsecret", "cnrymenteesecret"
NUMBER, REFERENCE = "cnrynumberofacheck", "cnrytextofareference"
GUARDIAN = "cnryguardian"
SECRETS = {APPLICANT_SECRET, MENTEE_SECRET, NUMBER, REFERENCE, GUARDIAN}
MENTOR_PLAN, NEIGHBOUR_PLAN = "cnrymentorplan", "cnryneighbourplan"
PLANS = {MENTOR_PLAN, NEIGHBOUR_PLAN}
ALL = frozenset(
    {
        *SECRETS,
        MENTOR_PLAN,
        NEIGHBOUR_PLAN,
        OWN_MARK,
        NEIGHBOURS_MARK,
        PEOPLE_MARK,
        REVIEW_MARK,
        RESERVATION_MARK,
        OTHER_PROGRAMME_MARK,
        OTHER_ORGANISATION_MARK,
    }
)

# What each may be shown. Staff see who else works for the organisation, so its other programme's name stands in the team.
RUNS_OWN = {OWN_MARK, NEIGHBOURS_MARK, PEOPLE_MARK, REVIEW_MARK, RESERVATION_MARK} | SECRETS
MAY_SEE = {
    "owner": RUNS_OWN | {OTHER_PROGRAMME_MARK},
    "coordinator": RUNS_OWN,
    "deputy": RUNS_OWN,
    "reviewer": {OWN_MARK},
    "safeguarding_lead": {OWN_MARK, NEIGHBOURS_MARK, PEOPLE_MARK, NUMBER, GUARDIAN},
    "committee_member": {OWN_MARK},
    "second_committee_member": {OWN_MARK},
    "observer": {OWN_MARK},
    "mentor": {OWN_MARK, PEOPLE_MARK, MENTOR_PLAN},
    "mentee": {OWN_MARK, PEOPLE_MARK, MENTEE_SECRET},
    "former_mentor": set(),
    "other_programme_coordinator": {OTHER_PROGRAMME_MARK},
    "other_organisation_coordinator": {OTHER_ORGANISATION_MARK},
    "other_organisation_mentor": {OTHER_ORGANISATION_MARK},
    "other_organisation_mentee": {OTHER_ORGANISATION_MARK},
    "applicant": {OWN_MARK, APPLICANT_SECRET},
    "no_role": set(),
    "half_signed_in": set(),
    "nobody": set(),
}


def assemble_marked_cast():
    """Mark everything of a programme, its mentors and mentees, what is between neighbours, and what is sensitive."""
    cast = assemble_cast(mark=OWN_MARK)
    mark_people(cast.own.cohort)
    mark_what_is_between(cast.own.neighbours.mentorship)
    mark_what_is_sensitive(cast.own)
    Review.objects.filter(pk=cast.own.review.pk).update(comment=REVIEW_MARK)
    Reservation.objects.filter(pk=cast.own.reservation.pk).update(note=RESERVATION_MARK)
    Clearance.objects.filter(pk=cast.own.clearance.pk).update(number=NUMBER)
    Reference.objects.filter(pk=cast.own.reference.pk).update(
        state="given",
        answered_at=make.clock.now(),
        recommends="no",
        known_for=REFERENCE,
        comment=REFERENCE,
        concerns=REFERENCE,
    )
    GuardianConsent.objects.filter(pk=cast.own.consent.pk).update(
        name=GUARDIAN, email=f"{GUARDIAN}@example.org"
    )
    mark_what_is_private(cast.own)
    return cast


def mark_people(cohort: Cohort) -> None:
    people = Profile.objects.filter(participations__cohort=cohort)
    people.update(name=Concat(F("name"), Value(f" {PEOPLE_MARK}")))


def mark_what_is_between(mentorship) -> None:
    meetings = Meeting.objects.filter(mentorship=mentorship)
    meetings.update(topics=NEIGHBOURS_MARK, next_steps=NEIGHBOURS_MARK, place=NEIGHBOURS_MARK)
    Attendance.objects.filter(meeting__in=meetings).update(note=NEIGHBOURS_MARK)
    parties = MentorshipParty.objects.filter(mentorship=mentorship)
    Profile.objects.filter(participations__mentorship_parties__in=parties).update(name=NEIGHBOURS_MARK)


def mark_what_is_sensitive(world) -> None:
    """Ask something sensitive, and let an applicant and a mentee answer it; the applicant begins after it is asked."""
    make.make_question(cohort=world.cohort, key="health", kind="text", is_sensitive=True, position=9)
    for sheet, secret in (
        (world.application.answers, APPLICANT_SECRET),
        (world.pair.mentee.answers, MENTEE_SECRET),
    ):
        sheet.values |= {"health": secret}
        sheet.version = sheet.version and freeze_questions(world.cohort.questionnaire)
        sheet.save()


def mark_what_is_private(world) -> None:
    """Mark the plan of the cast's mentor, and that of one whom nobody else is: not even who runs the programme sees it."""
    for pair, mark in ((world.pair, MENTOR_PLAN), (world.neighbours, NEIGHBOUR_PLAN)):
        PlanStep.objects.filter(pk=pair.plan_step.pk).update(text=mark)
