"""What Today asks of the database, prepared, as this page is opened all day.

Every answer is a narrow row. Figures come grouped by the cohort: no row means none.
"""

from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from rapport.core.prepared import Prepared, Slot, one_value
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter
from rapport.matching.choices import ProposalState, RunState
from rapport.matching.models import MatchRun, Proposal
from rapport.mentorships.choices import COUNTING_STATES, MeetingState, MentorshipState
from rapport.mentorships.models import Meeting, Mentorship, MentorshipParty
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.recruitment.choices import RECRUITING, REVIEWABLE, ApplicationState, ConsentState, Light
from rapport.recruitment.models import (
    Application,
    ApplicationForm,
    GuardianConsent,
    Quota,
    Reservation,
)
from rapport.recruitment.selectors.intakes import room_columns
from rapport.recruitment.selectors.reviews import has_reviewer

MOST_OF_A_KIND = 12
COHORT = Slot("cohort")
NOW = Slot("now", DateTimeField())
Rows = QuerySet[Any, tuple[Any, ...]]


@Prepared
def disputed() -> Rows:
    return (
        Meeting.objects.filter(mentorship__cohort=COHORT, state=MeetingState.DISPUTED)
        .order_by("created_at")
        .values_list("mentorship", "public_id", "held_on", "created_at")[:MOST_OF_A_KIND]
    )


@Prepared
def unsigned() -> Rows:
    """Matched before a moment, and still without an agreement."""
    return (
        Mentorship.objects.filter(
            cohort=COHORT, state=MentorshipState.MATCHED, created_at__lte=Slot("long_ago", DateTimeField())
        )
        .order_by("created_at")
        .values_list("pk", "public_id", "created_at")[:MOST_OF_A_KIND]
    )


@Prepared
def unsettled() -> Rows:
    """Proposals declined by one or run out, with nothing newer for the mentee, who has a place free."""
    newer = Proposal.objects.filter(mentee=OuterRef("mentee"), created_at__gt=OuterRef("created_at"))
    return (
        Proposal.objects.filter(
            Q(state=ProposalState.DECLINED) | Q(state=ProposalState.RELEASED, expires_at__lte=NOW),
            cohort=COHORT,
            mentee__places_taken__lt=F("mentee__capacity"),
            mentee__state=ParticipationState.ACTIVE,
        )
        .exclude(Exists(newer))
        .order_by("released_at")
        .values_list(
            "state",
            "public_id",
            "mentee__profile__name",
            "mentor__profile__name",
            Coalesce("ended_at", "created_at"),
            Coalesce("expires_at", "created_at"),
        )[:MOST_OF_A_KIND]
    )


@Prepared
def unanswered() -> Rows:
    """How many proposals wait for an answer, since when the first, and until when."""
    waiting = Proposal.objects.filter(cohort=COHORT, state=ProposalState.RELEASED, expires_at__gt=NOW)
    return _figures(waiting, n=Count("pk"), since=Min("released_at"), until=Min("expires_at"))


@Prepared
def drafts() -> Rows:
    """How many drafts there are, and since when the last run is done."""
    drawn_up = Proposal.objects.filter(cohort=COHORT, state=ProposalState.DRAFT)
    return _figures(drawn_up, n=Count("pk"), since=Max("run__ended_at"))


@Prepared
def without_mentor() -> Rows:
    """How many mentees have no mentor and nothing on the way to one, and since when the first."""
    on_the_way = Proposal.objects.filter(mentee=OuterRef("pk")).filter(
        Q(state=ProposalState.DRAFT) | Q(state=ProposalState.RELEASED, expires_at__gt=NOW)
    )
    without = Participation.objects.filter(
        cohort=COHORT, role=ParticipantRole.MENTEE, state=ParticipationState.ACTIVE, places_taken=0
    ).exclude(Exists(on_the_way))
    return _figures(without, n=Count("pk"), since=Min("created_at"))


BEFORE_ROOM = 8
"""How many figures `beginnings` asks for before those of the room."""


@Prepared
def beginnings() -> Rows:
    """How many take part, how many of them as mentees, whether anybody was matched, and which applications wait.

    Of applications: how many, since when the first, how many nobody was asked to review, how many need a guardian.
    Then whether people can apply on a public page, and what room there is for them.
    """
    own = OuterRef("pk")
    people = Participation.objects.filter(cohort=own)
    mentees = people.filter(role=ParticipantRole.MENTEE)
    runs = MatchRun.objects.filter(cohort=own, state=RunState.DONE)
    waiting = Application.objects.filter(cohort=own, state=ApplicationState.SUBMITTED)
    minors = GuardianConsent.objects.filter(application__cohort=own).exclude(state=ConsentState.OF_AGE)
    unassigned = waiting.filter(~has_reviewer())
    pages = ApplicationForm.objects.filter(
        Q(last_day=None) | Q(last_day__gte=Slot("today", DateField())),
        cohort=own,
        cohort__state__in=sorted(RECRUITING),
        published_at__isnull=False,
    )
    return Cohort.objects.filter(pk=COHORT).values_list(
        *(one_value(rows, "COUNT", "pk") for rows in (people, mentees, runs, waiting, unassigned)),
        one_value(waiting, "MIN", "submitted_at", DateTimeField()),
        one_value(minors, "COUNT", "pk"),
        one_value(pages, "COUNT", "pk"),
        *room_columns(own),
    )


@Prepared
def red_reservations() -> Rows:
    """Red reservations that hold up applications still to be decided, with whom they are about."""
    red = Reservation.objects.filter(
        application__cohort=COHORT,
        application__state__in=sorted(REVIEWABLE),
        light=Light.RED,
        settled_at=None,
    )
    return red.order_by("created_at").values_list(
        "public_id", "application__name", "application__person", "created_at"
    )[:MOST_OF_A_KIND]


@Prepared
def failed_letters() -> Rows:
    """How many letters of the cohort did not go out, or of its programme, and since when the first of each."""
    scopes = Slot("cohort", CharField()), Slot("programme", CharField())
    failed = Letter.objects.filter(scope__in=scopes, state=LetterState.FAILED, is_secret=False)
    return _figures(failed, by="scope", n=Count("pk"), since=Min("created_at"))


@Prepared
def free_places() -> Rows:
    """Roles with a free place that somebody waits for, unless it offers itself: how many wait, and since when."""
    waiting = Application.objects.filter(
        cohort=OuterRef("cohort"), role=OuterRef("role"), state=ApplicationState.WAITLISTED
    ).order_by()
    offers = ApplicationForm.objects.filter(cohort=OuterRef("cohort"), offers_by_itself=True)
    return (
        Quota.objects.filter(Exists(waiting), ~Exists(offers), cohort=COHORT, taken__lt=F("places"))
        .order_by("role")
        .values_list(
            "role",
            "places",
            "taken",
            Subquery(waiting.values("cohort").annotate(n=Count("pk")).values("n")),
            Subquery(waiting.values("cohort").annotate(since=Min("decided_at")).values("since")),
        )
    )


@Prepared
def proposed() -> Rows:
    """How many mentees a proposal was sent to."""
    sent = Proposal.objects.filter(cohort=COHORT).exclude(
        state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN]
    )
    return _figures(sent, n=Count("mentee", distinct=True))


@Prepared
def paired() -> Rows:
    """How many mentees were matched, how many of them agreed, and how many met."""
    met = Meeting.objects.filter(mentorship=OuterRef("mentorship"), state__in=COUNTING_STATES)
    parties = MentorshipParty.objects.filter(
        mentorship__cohort=COHORT, participation__role=ParticipantRole.MENTEE
    )
    has_agreed = ~Q(mentorship__state=MentorshipState.MATCHED)
    return _figures(
        parties,
        by="mentorship__cohort",
        matched=Count("participation", distinct=True),
        agreed=Count("participation", distinct=True, filter=has_agreed),
        met=Count("participation", distinct=True, filter=Exists(met)),
    )


def _figures(rows: QuerySet[Any], by: str = "cohort", **figures: Any) -> Rows:
    gathered: Rows = rows.order_by().values_list(by).annotate(**figures)
    return gathered
