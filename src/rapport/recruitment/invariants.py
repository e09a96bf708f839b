"""What must always hold of applications; each check yields a sentence for every breach."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from rapport.core.breaches import breaches
from rapport.programmes.choices import ParticipationState
from rapport.recruitment.choices import HOLDING, ApplicationState, ConsentState
from rapport.recruitment.models import (
    Application,
    GuardianConsent,
    Interview,
    Quota,
    Reservation,
    Review,
    ReviewScore,
)


def places_of_others() -> Iterator[str]:
    """An accepted application leads to the place that was asked for, of the person who asked."""
    accepted = Application.objects.exclude(participation=None)
    asked_for = accepted.filter(
        participation__cohort=F("cohort"),
        participation__role=F("role"),
        participation__profile__person=F("person"),
    )
    yield from breaches(
        accepted.exclude(pk__in=asked_for.values("pk")), "its place is not what was asked for"
    )


def answers_to_other_questions() -> Iterator[str]:
    with_version = Application.objects.filter(answers__version__questionnaire=F("cohort__questionnaire"))
    elsewhere = Application.objects.exclude(pk__in=with_version.values("pk"))
    yield from breaches(elsewhere, "its answers belong to no version of its cohort's questions")


def answers_kept_after_withdrawing() -> Iterator[str]:
    withdrawn = Application.objects.filter(state=ApplicationState.WITHDRAWN)
    yield from breaches(withdrawn.exclude(answers__values={}), "it was withdrawn, but its answers are kept")
    yield from breaches(withdrawn.exclude(reviews=None), "it was withdrawn, but its reviews are kept")
    yield from breaches(withdrawn.exclude(interviews=None), "it was withdrawn, but its interviews are kept")
    guardians = withdrawn.filter(guardian_consent__isnull=False).exclude(guardian_consent__email="")
    yield from breaches(guardians, "it was withdrawn, but the name of a guardian is kept")


def minors_let_in_unasked() -> Iterator[str]:
    """Nobody gets a place between the letter to a guardian and the answer; who was named after that waits for it."""
    unanswered = GuardianConsent.objects.filter(answered_at=None).exclude(state=ConsentState.OF_AGE)
    held = unanswered.filter(application__state__in=HOLDING, application__decided_at__gt=F("asked_at"))
    yield from breaches(held, "a place was given before a guardian had answered")


def people_who_noted_that_they_are_of_age() -> Iterator[str]:
    own = GuardianConsent.objects.filter(of_age_noted_by=F("application__person"))
    yield from breaches(own, "it was noted as of age by the person whom it is about")


def reviews_of_ones_own() -> Iterator[str]:
    own = Review.objects.filter(reviewer__person=F("application__person"))
    yield from breaches(own, "it is about the reviewer's own application")


def scores_of_other_programmes() -> Iterator[str]:
    elsewhere = ReviewScore.objects.exclude(criterion__programme=F("review__application__cohort__programme"))
    yield from breaches(elsewhere, "its criterion belongs to another programme")


def interviews_with_other_questions() -> Iterator[str]:
    asked = Interview.objects.filter(
        answers__version__questionnaire__interviewguide__programme=F("application__cohort__programme")
    )
    elsewhere = Interview.objects.exclude(pk__in=asked.values("pk"))
    yield from breaches(elsewhere, "its notes belong to no version of its programme's interview questions")


def reservations_settled_by_the_applicant() -> Iterator[str]:
    own = Reservation.objects.filter(
        Q(settled_by__person=F("application__person")) | Q(author__person=F("application__person"))
    )
    yield from breaches(own, "it was noted or settled by whom it is about")


def places_miscounted() -> Iterator[str]:
    """What is taken is what is offered, and what the accepted hold who have not left."""
    holding = Application.objects.filter(
        Q(state=ApplicationState.OFFERED)
        | Q(state=ApplicationState.ACCEPTED) & ~Q(participation__state=ParticipationState.LEFT)
    )
    held = Counter(holding.values_list("cohort__public_id", "role"))
    taken = Counter({(cohort, role): n for cohort, role, n in _quotas()})
    for cohort, role in sorted(held.keys() | taken.keys()):
        if held[cohort, role] != taken[cohort, role]:
            numbers = f"{taken[cohort, role]} counted as taken, {held[cohort, role]} held"
            yield f"places for {role} in cohort {cohort}: {numbers}"


def _quotas() -> QuerySet[Quota, tuple[str, str, int]]:
    return Quota.objects.values_list("cohort__public_id", "role", "taken")


INVARIANTS = {
    "every accepted application has the place that was asked for": places_of_others,
    "every applicant has answered what they were asked": answers_to_other_questions,
    "nothing is kept of what was withdrawn": answers_kept_after_withdrawing,
    "nobody under 18 gets a place before a guardian has answered": minors_let_in_unasked,
    "nobody has noted that they are of age themselves": people_who_noted_that_they_are_of_age,
    "nobody reviews their own application": reviews_of_ones_own,
    "nobody notes or settles reservations about themselves": reservations_settled_by_the_applicant,
    "every interview keeps the questions that were asked": interviews_with_other_questions,
    "every score is by a criterion of its programme": scores_of_other_programmes,
    "every place of a cohort is taken by somebody": places_miscounted,
}
