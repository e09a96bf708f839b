"""Mentorships: one, one's own, those of a cohort; what has happened in one, and how far it has come."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from rapport.core import clock
from rapport.core.access import May, load
from rapport.core.actors import Actor
from rapport.core.search import text_holds
from rapport.mentorships.choices import (
    COUNTING_STATES,
    RUNNING_STATES,
    MeetingState,
    MentorshipState,
    Stage,
)
from rapport.mentorships.models import Agreement, Meeting, Mentorship, MentorshipParty
from rapport.mentorships.policies import mentorships_visible_to
from rapport.mentorships.selectors.agreements import agreement_in_force
from rapport.programmes.models import Cohort

NEWEST: tuple[str | OrderBy, ...] = ("-created_at", "-pk")
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "since": ("starts_on", "pk"),
    "-since": ("-starts_on", "-pk"),
    "met": (F("last_met_on").asc(nulls_first=True), "pk"),
    "-met": (F("last_met_on").desc(nulls_last=True), "pk"),
    "month": ("met_this_month", "pk"),
    "-month": ("-met_this_month", "pk"),
}
ENTRIES = ("agreements__signatures", "meetings__attendances")
REGISTER = ("meetings__attendances", "countersigned_months", "register_notes")
WHOLE_REGISTER = (
    "meetings__attendances__party",
    "meetings__recorded_by",
    "meetings__settled_by",
    "countersigned_months",
    "register_notes",
)
NOTHING_STANDS = frozenset({MeetingState.CANCELLED, MeetingState.MISSED})


def get_mentorship(*, by: Actor, id: str, may: May[Mentorship]) -> Mentorship:  # noqa: A002
    return load(mentorships_visible_to, by=by, id=id, may=may)


def get_mentorship_with_agreements(*, by: Actor, id: str, may: May[Mentorship]) -> Mentorship:  # noqa: A002
    """Return a mentorship with every version of its agreement, and the names under them."""
    return load(_with_agreements, by=by, id=id, may=may)


def _with_agreements(by: Actor) -> QuerySet[Mentorship]:
    return mentorships_visible_to(by).prefetch_related("agreements__signatures")


def get_mentorship_with_entries(*, by: Actor, id: str, may: May[Mentorship]) -> Mentorship:  # noqa: A002
    """Return a mentorship with its agreements and its whole register, in a fixed number of questions."""
    return load(_with_entries, by=by, id=id, may=may)


def get_mentorship_with_register(*, by: Actor, id: str, may: May[Mentorship]) -> Mentorship:  # noqa: A002
    """Return a mentorship with its register, and what was countersigned and added, in a fixed number of questions."""
    return load(_with_register, by=by, id=id, may=may)


def _with_register(by: Actor) -> QuerySet[Mentorship]:
    return mentorships_visible_to(by).prefetch_related(*REGISTER)


def _with_entries(by: Actor) -> QuerySet[Mentorship]:
    return mentorships_visible_to(by).prefetch_related(*ENTRIES)


def mentorships_of(by: Actor) -> list[Mentorship]:
    """Return the actor's own mentorships with their entries, those that run first."""
    own = mentorships_visible_to(by).prefetch_related(*ENTRIES)
    return sorted(own, key=lambda mentorship: mentorship.state not in RUNNING_STATES)


def mentorships_of_cohort(
    cohort: Cohort, *, by: Actor, text: str = "", state: str = "", sort: str = ""
) -> QuerySet[Any]:
    """Return a cohort's mentorships, each with `last_met_on` and `met_this_month`, which types do not know of."""
    found = mentorships_visible_to(by).filter(cohort=cohort)
    if state:
        found = found.filter(state=state)
    if text:
        named = MentorshipParty.objects.filter(text_holds("participation__profile__name", text))
        found = found.filter(Exists(named.filter(mentorship=OuterRef("pk"))))
    return with_meeting_figures(found, cohort).order_by(*SORTS.get(sort, NEWEST))


def with_meeting_figures(mentorships: QuerySet[Mentorship], cohort: Cohort) -> QuerySet[Mentorship]:
    """Annotate when two last met, and how many meetings of this month count towards the rule."""
    first = clock.today(cohort.programme.time_zone).replace(day=1)
    own = Meeting.objects.filter(mentorship=OuterRef("pk")).order_by()
    last = own.filter(state__in=COUNTING_STATES).values("mentorship").annotate(on=Max("held_on"))
    this_month = own.filter(held_on__gte=first).counting(cohort.programme.required_mode)
    counted = this_month.values("mentorship").annotate(times=Count("pk"))
    return mentorships.annotate(
        last_met_on=Subquery(last.values("on")),
        met_this_month=Coalesce(Subquery(counted.values("times"), output_field=IntegerField()), 0),
    )


def own_party(mentorship: Mentorship, *, by: Actor) -> MentorshipParty | None:
    """Return the actor's place in a mentorship, if they have one."""
    return next((party for party in mentorship.people if party.person_id == by.person.pk), None)


def last_meeting_of(mentorship: Mentorship) -> Meeting | None:
    """Return the latest entry that was not disputed or struck out."""
    held = [meeting for meeting in mentorship.meetings.all() if meeting.state in COUNTING_STATES]
    return max(held, key=lambda meeting: (meeting.held_on, meeting.pk), default=None)


@dataclass(frozen=True)
class Happening:
    """One thing on the timeline: what kind, when, and the row that it speaks of."""

    kind: str
    on: dt.date
    meeting: Meeting | None = None
    agreement: Agreement | None = None


def timeline_of(mentorship: Mentorship) -> list[Happening]:
    """Return what has happened, the newest first: meetings, what was signed, what all had answered, the two answers."""
    zone = mentorship.cohort.programme.time_zone
    happenings = [Happening("matched", clock.date_in(mentorship.created_at, zone))]
    answered = [party.expectations_answered_at for party in mentorship.people]
    if all(answered):
        last = max(moment for moment in answered if moment)
        happenings.append(Happening("answered", clock.date_in(last, zone)))
    happenings += [
        Happening("signed", clock.date_in(agreement.signed_at, zone), agreement=agreement)
        for agreement in mentorship.agreements.all()
        if agreement.signed_at
    ]
    happenings += [
        Happening("meeting", meeting.held_on, meeting=meeting)
        for meeting in sorted(mentorship.meetings.all(), key=lambda meeting: (meeting.held_on, meeting.pk))
        if meeting.state not in NOTHING_STANDS
    ]
    if mentorship.closed_at:
        happenings.append(Happening("closed", clock.date_in(mentorship.closed_at, zone)))
    order = {"matched": 0, "answered": 1, "signed": 2, "meeting": 3, "closed": 4}
    return sorted(happenings, key=lambda happening: (happening.on, order[happening.kind]), reverse=True)


def stages_of(mentorship: Mentorship) -> tuple[list[Stage], Stage | None]:
    """Return the stages of the way and the one they are at; none once all is over. Training counts if there was any."""
    trained = all(party.participation.trained_on for party in mentorship.people)
    way = [stage for stage in Stage if stage != Stage.TRAINED or trained]
    return way, _stage_of(mentorship)


def _stage_of(mentorship: Mentorship) -> Stage | None:
    if mentorship.state == MentorshipState.CLOSED:
        return None
    if mentorship.state == MentorshipState.CLOSING:
        return Stage.CLOSING
    if mentorship.state == MentorshipState.MATCHED:
        return Stage.MATCHED
    if any(meeting.state in COUNTING_STATES for meeting in mentorship.meetings.all()):
        return Stage.MEETING
    return Stage.AGREED if agreement_in_force(mentorship) else Stage.MATCHED
