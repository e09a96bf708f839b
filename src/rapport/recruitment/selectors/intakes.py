"""How full a cohort is as people come in: the places that mentors offer, those that mentees need, and what is wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapport.core.prepared import Prepared, Slot, one_value
from rapport.programmes.choices import CohortState, ParticipantRole, ParticipationState
from rapport.programmes.models import Charter, Cohort, Participation, Programme
from rapport.programmes.selectors import role_words
from rapport.recruitment.choices import HOLDING, ApplicationState
from rapport.recruitment.models import Application, Quota
from rapport.recruitment.models.quota import places_left

NEARLY_FULL = Decimal("0.9")
ROLES = (ParticipantRole.MENTEE, ParticipantRole.MENTOR)


@dataclass(frozen=True)
class Given:
    """The places of those who apply in one role: how many there are, and how many are given, open offers among them.

    Without a number of `places` there is no limit.
    """

    role: str
    offered: int = 0
    places: int | None = None
    taken: int = 0

    @property
    def left(self) -> int | None:
        return places_left(self.places, self.taken)

    @property
    def is_nearly_full(self) -> bool:
        """Hold from nine tenths on, and when all are given; not for a role that has no places at all."""
        return self.places is not None and 0 < self.places * NEARLY_FULL <= self.taken


@dataclass(frozen=True)
class Room:
    """How many places the mentors offer, and how many are needed: by the mentees, and by those offered a place.

    `places` is None while nobody has come who offers any. Open offers count as if they were taken up, as a place is
    promised. `given` says of each role how many of its own places are left.
    """

    places: int | None = None
    needed: int = 0
    given: tuple[Given, ...] = ()

    def given_to(self, role: str) -> Given:
        return next((each for each in self.given if each.role == role), Given(role))

    @property
    def offered(self) -> int:
        """How many offers to mentees are open."""
        return self.given_to(ParticipantRole.MENTEE).offered

    @property
    def running_out(self) -> list[Given]:
        """Return the roles whose places are given, or nearly so."""
        return [each for each in self.given if each.is_nearly_full]

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
    """How many take part in a cohort, by role, and what room there is for more."""

    cohort: Cohort
    people: Mapping[str, int]
    room: Room

    @property
    def mentors(self) -> int:
        return self.people[ParticipantRole.MENTOR]

    @property
    def mentees(self) -> int:
        return self.people[ParticipantRole.MENTEE]

    @property
    def mentees_a_mentor(self) -> Decimal | None:
        """How many mentees come to one mentor; nothing where there is no mentor."""
        return (Decimal(self.mentees) / self.mentors).quantize(Decimal("0.1")) if self.mentors else None


@dataclass(frozen=True)
class Coming:
    """Those of one role about whom is being decided; no `wanted` is no target.

    There are `before` in this role now, open offers among them. `fresh` of those who are chosen hold no place yet; `given`
    are the places as they stand.
    """

    role: str
    before: int
    wanted: int | None
    fresh: int
    given: Given

    @property
    def people(self) -> int:
        """How many there are once those have come in for whom there is a place."""
        return self.before + self.fresh - self.beyond

    @property
    def too_many(self) -> int:
        return max(0, self.people - self.wanted) if self.wanted is not None else 0

    @property
    def beyond(self) -> int:
        """How many of those who are chosen find no place."""
        return 0 if self.given.left is None else max(0, self.fresh - self.given.left)


@dataclass(frozen=True)
class Outlook:
    """What a decision would bring a cohort to."""

    coming: tuple[Coming, ...]
    room: Room


def left_in_words(given: Given, programme: Programme) -> str:
    """Say how many places of one role are left."""
    words = {"n": given.left, "all": given.places, "roles": role_words(programme, given.role)}
    if not given.left:
        return _("All places for %(roles)s are given: %(all)s.") % words
    return (
        ngettext(
            "%(n)s of %(all)s places for %(roles)s is left.",
            "%(n)s of %(all)s places for %(roles)s are left.",
            given.left,
        )
        % words
    )


def intakes_of(programme: Programme) -> list[Intake]:
    """Return how full the cohorts are that are not over, the newest first."""
    cohorts = programme.cohorts.exclude(state=CohortState.CLOSED).order_by("-starts_on", "pk")
    counted = _counted(cohorts)
    return [_intake(cohort, programme, counted[cohort.pk]) for cohort in cohorts]


def intake_of(cohort: Cohort) -> Intake:
    """Return how full one cohort is."""
    return _intake(cohort, cohort.programme, _counted(Cohort.objects.filter(pk=cohort.pk))[cohort.pk])


def drafts_and_room_of(cohort: Cohort) -> tuple[int, Room]:
    """Return how many have begun to apply and not sent, as a number without names, and what room there is."""
    drafts, *columns = _drafts_and_room.ask(cohort=cohort.pk)[0]
    return drafts, room_from(columns, cohort.programme)


def room_columns(cohort: Any) -> tuple[Subquery, ...]:
    """Return what a question about a cohort asks for its room: `room_from` makes that of the values."""
    active = _active(cohort)
    offers = Application.objects.filter(cohort=cohort, state=ApplicationState.OFFERED)
    quotas = Quota.objects.filter(cohort=cohort)
    return (
        one_value(active.filter(role=ParticipantRole.MENTOR), "SUM", "capacity"),
        one_value(active.filter(role=ParticipantRole.MENTEE), "SUM", "capacity"),
        *(one_value(offers.filter(role=role), "COUNT", "pk") for role in ROLES),
        *(Subquery(quotas.filter(role=role).values("places")) for role in ROLES),
        *(Subquery(quotas.filter(role=role).values("taken")) for role in ROLES),
    )


def room_from(columns: Sequence[Any], programme: Programme) -> Room:
    places, needed, *by_role = columns
    offers, numbers, taken = by_role[:2], by_role[2:4], by_role[4:]
    given = tuple(
        Given(role, offered, number, count or 0)
        for role, offered, number, count in zip(ROLES, offers, numbers, taken, strict=True)
    )
    room = Room(places, needed or 0, given)
    return replace(room, needed=room.needed + room.offered * programme.mentee_capacity)


@Prepared
def _drafts_and_room() -> "QuerySet[Cohort, tuple[Any, ...]]":
    cohort = Slot("cohort")
    drafts = Application.objects.filter(cohort=cohort, state=ApplicationState.DRAFT)
    return Cohort.objects.filter(pk=cohort).values_list(
        one_value(drafts, "COUNT", "pk"), *room_columns(cohort)
    )


def outlook_of(cohort: Cohort, chosen: Sequence[Application], *, to: str) -> Outlook | None:
    """Return what it brings a cohort to if these, against whom nothing speaks, are let in or offered a place.

    Other decisions bring nobody in. Mentors who are only offered a place offer none themselves before they have said yes.
    """
    if to not in HOLDING:
        return None
    intake, wanted = intake_of(cohort), _wanted(cohort)
    coming = []
    for role in sorted({each.role for each in chosen}):
        fresh = sum(each.role == role and each.state not in HOLDING for each in chosen)
        given = intake.room.given_to(role)
        before = intake.people[role] + given.offered
        coming.append(Coming(role, before, wanted[ParticipantRole(role)], fresh, given))
    chosen_mentors = sum(each.role == ParticipantRole.MENTOR for each in chosen)
    mentors = chosen_mentors if to == ApplicationState.ACCEPTED else 0
    return Outlook(tuple(coming), _room_with(intake.room, cohort.programme, coming, mentors=mentors))


def _room_with(room: Room, programme: Programme, coming: Sequence[Coming], *, mentors: int) -> Room:
    """Return the room once those are in for whom there is a place; of `mentors` some may have held theirs already."""
    by_role = {each.role: each for each in coming}
    if mentors:
        mentors -= by_role[ParticipantRole.MENTOR].beyond
        room = replace(room, places=(room.places or 0) + mentors * programme.mentor_capacity)
    if mentees := by_role.get(ParticipantRole.MENTEE):
        more = (mentees.fresh - mentees.beyond) * programme.mentee_capacity
        room = replace(room, needed=room.needed + more)
    return room


def _wanted(cohort: Cohort) -> dict[ParticipantRole, int | None]:
    charter = Charter.objects.filter(programme=cohort.programme_id).first()
    return {
        ParticipantRole.MENTOR: charter.mentors_wanted if charter else None,
        ParticipantRole.MENTEE: charter.mentees_wanted if charter else None,
    }


def _active(cohort: Any) -> QuerySet[Participation]:
    return Participation.objects.filter(cohort=cohort, state=ParticipationState.ACTIVE)


def _counted(cohorts: QuerySet[Cohort]) -> dict[int, tuple[Any, ...]]:
    """Return by the keys of cohorts how many take part in each role, then the columns of their room."""
    own = OuterRef("pk")
    people = (one_value(_active(own).filter(role=role), "COUNT", "pk") for role in ROLES)
    rows = cohorts.order_by().values_list("pk", *people, *room_columns(own))
    return {key: tuple(figures) for key, *figures in rows}


def _intake(cohort: Cohort, programme: Programme, counted: Sequence[Any]) -> Intake:
    people = dict(zip(ROLES, counted, strict=False))
    return Intake(cohort, people, room_from(counted[len(ROLES) :], programme))
