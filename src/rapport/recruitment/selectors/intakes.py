"""How full a cohort is as people come in: the places that mentors offer, those that mentees need, and what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery, Sum

from rapport.core.prepared import Prepared, Slot, one_value
from rapport.programmes.choices import CohortState, ParticipantRole, ParticipationState
from rapport.programmes.models import Charter, Cohort, Participation, Programme
from rapport.recruitment.choices import HOLDING, ApplicationState
from rapport.recruitment.models import Application

NEARLY_FULL = Decimal("0.9")


@dataclass(frozen=True)
class Room:
    """How many places the mentors offer, and how many are needed: by the mentees, and by those offered a place.

    `places` is None while nobody has come who offers any. `offered` says how many offers are open; they count as if
    they were taken up, as a place is promised.
    """

    places: int | None = None
    needed: int = 0
    offered: int = 0

    @property
    def left(self) -> int:
        return (self.places or 0) - self.needed

    @property
    def is_over(self) -> bool:
        """Hold where more is asked for than there is; not while nobody has come yet who offers places."""
        return self.places is not None and self.needed > self.places

    @property
    def is_nearly_full(self) -> bool:
        """Hold from nine tenths on, so that a warning comes before the last place is gone."""
        return self.places is not None and self.places * NEARLY_FULL <= self.needed <= self.places


@dataclass(frozen=True)
class Intake:
    """How many take part in a cohort, and what room there is for more."""

    cohort: Cohort
    mentors: int
    mentees: int
    room: Room

    @property
    def mentees_a_mentor(self) -> Decimal | None:
        """How many mentees come to one mentor; nothing where there is no mentor."""
        return (Decimal(self.mentees) / self.mentors).quantize(Decimal("0.1")) if self.mentors else None


@dataclass(frozen=True)
class Coming:
    """How many people of one role there are once those come in about whom is being decided; no `wanted` is no target."""

    role: str
    people: int
    wanted: int | None

    @property
    def too_many(self) -> int:
        return max(0, self.people - self.wanted) if self.wanted is not None else 0


@dataclass(frozen=True)
class Outlook:
    """What a decision would bring a cohort to."""

    coming: tuple[Coming, ...]
    room: Room


def intakes_of(programme: Programme) -> list[Intake]:
    """Return how full the cohorts are that are not over, the newest first."""
    cohorts = programme.cohorts.exclude(state=CohortState.CLOSED).order_by("-starts_on", "pk")
    counted = _counted(Q(cohort__in=cohorts))
    return [_intake(cohort, programme, counted) for cohort in cohorts]


def intake_of(cohort: Cohort) -> Intake:
    """Return how full one cohort is."""
    return _intake(cohort, cohort.programme, _counted(Q(cohort=cohort)))


def drafts_and_room_of(cohort: Cohort) -> tuple[int, Room]:
    """Return how many have begun to apply and not sent, as a number without names, and what room there is."""
    drafts, *columns = _drafts_and_room.ask(cohort=cohort.pk)[0]
    return drafts, room_from(columns, cohort.programme)


def room_columns(cohort: Any) -> tuple[Subquery, ...]:
    """Return what a question about a cohort asks for its room: `room_from` makes that of the values."""
    active = Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE)
    offered = Application.objects.filter(
        cohort=cohort, role=ParticipantRole.MENTEE, state=ApplicationState.OFFERED
    )
    return (
        one_value(active.filter(role=ParticipantRole.MENTOR), "SUM", "capacity"),
        one_value(active.filter(role=ParticipantRole.MENTEE), "SUM", "capacity"),
        one_value(offered, "COUNT", "pk"),
    )


def room_from(columns: Sequence[Any], programme: Programme) -> Room:
    places, needed, offered = columns
    return Room(places, (needed or 0) + offered * programme.mentee_capacity, offered)


@Prepared
def _drafts_and_room() -> "QuerySet[Cohort, tuple[Any, ...]]":
    cohort = Slot("cohort")
    drafts = Application.objects.filter(cohort=cohort, state=ApplicationState.DRAFT)
    return Cohort.objects.filter(pk=cohort).values_list(
        one_value(drafts, "COUNT", "pk"), *room_columns(cohort)
    )


def outlook_of(cohort: Cohort, chosen: Sequence[Application], *, to: str) -> Outlook | None:
    """Return what it brings a cohort to if these are let in or offered a place; other decisions bring nobody in.

    Mentors who are only offered a place offer none themselves before they have said yes.
    """
    if to not in HOLDING:
        return None
    intake, wanted = intake_of(cohort), _wanted(cohort)
    people = {ParticipantRole.MENTOR: intake.mentors, ParticipantRole.MENTEE: intake.mentees}
    coming = []
    for role in sorted({each.role for each in chosen}):
        fresh = [each for each in chosen if each.role == role and each.state not in HOLDING]
        after = people[ParticipantRole(role)] + _offers_open(cohort, role) + len(fresh)
        coming.append(Coming(role, after, wanted[ParticipantRole(role)]))
    return Outlook(tuple(coming), _room_with(intake.room, cohort.programme, chosen, to=to))


def _room_with(room: Room, programme: Programme, chosen: Sequence[Application], *, to: str) -> Room:
    mentors = [each for each in chosen if each.role == ParticipantRole.MENTOR]
    if mentors and to == ApplicationState.ACCEPTED:
        room = replace(room, places=(room.places or 0) + len(mentors) * programme.mentor_capacity)
    fresh = [each for each in chosen if each.role == ParticipantRole.MENTEE and each.state not in HOLDING]
    return replace(room, needed=room.needed + len(fresh) * programme.mentee_capacity)


def _wanted(cohort: Cohort) -> dict[ParticipantRole, int | None]:
    charter = Charter.objects.filter(programme=cohort.programme_id).first()
    return {
        ParticipantRole.MENTOR: charter.mentors_wanted if charter else None,
        ParticipantRole.MENTEE: charter.mentees_wanted if charter else None,
    }


def _offers_open(cohort: Cohort, role: str) -> int:
    return Application.objects.filter(cohort=cohort, role=role, state=ApplicationState.OFFERED).count()


@dataclass(frozen=True)
class _Counted:
    """People, and the places between them, by cohort and role; offers to mentees, by cohort."""

    people: dict[tuple[int, str], tuple[int, int]]
    offered: dict[int, int]


def _counted(which: Q) -> _Counted:
    active = Participation.objects.filter(which, state=ParticipationState.ACTIVE).order_by()
    rows = active.values_list("cohort", "role").annotate(Count("pk"), Sum("capacity"))
    offered = Application.objects.filter(
        which, role=ParticipantRole.MENTEE, state=ApplicationState.OFFERED
    ).order_by()
    return _Counted(
        {(cohort, role): (people, places) for cohort, role, people, places in rows},
        dict(offered.values_list("cohort").annotate(Count("pk"))),
    )


def _intake(cohort: Cohort, programme: Programme, counted: _Counted) -> Intake:
    mentors, places = counted.people.get((cohort.pk, ParticipantRole.MENTOR), (0, None))
    mentees, needed = counted.people.get((cohort.pk, ParticipantRole.MENTEE), (0, 0))
    room = room_from((places, needed, counted.offered.get(cohort.pk, 0)), programme)
    return Intake(cohort, mentors, mentees, room)
