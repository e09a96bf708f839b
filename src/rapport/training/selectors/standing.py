"""Who has done which course, until when it counts, and what is wanting before somebody may be matched."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapport.core import clock
from rapport.core.prepared import Prepared, Slot
from rapport.programmes.models import Participation, Programme
from rapport.recruitment.models import Application
from rapport.recruitment.selectors.first_steps import FirstStep, undone
from rapport.recruitment.selectors.guardians import consent_wanting
from rapport.screening.selectors import (
    CheckStanding,
    checks_required,
    clearance_wanting_in_words,
)
from rapport.screening.selectors import wanting_of as checks_wanting_of
from rapport.training.choices import COUNTS, RENEWABLE_DAYS, CourseState, Standing
from rapport.training.models import Course, Study
from rapport.training.selectors.words import with_role_words


@dataclass(frozen=True)
class CourseStanding:
    """How one person stands with one course today."""

    course: Course
    completed_on: dt.date | None
    has_begun: bool
    today: dt.date

    @property
    def title(self) -> str:
        return with_role_words(self.course.title, self.course.programme)

    @property
    def lapses_on(self) -> dt.date | None:
        """Return the first day on which it counts no more."""
        if self.completed_on is None or self.course.renewal_days is None:
            return None
        return self.completed_on + dt.timedelta(days=self.course.renewal_days)

    @property
    def standing(self) -> Standing:
        if self.completed_on is None:
            return Standing.UNDER_WAY if self.has_begun else Standing.TO_DO
        if self.lapses_on is None or self.today < self.lapses_on - dt.timedelta(days=RENEWABLE_DAYS):
            return Standing.DONE
        return Standing.DUE if self.today < self.lapses_on else Standing.LAPSED

    @property
    def is_valid(self) -> bool:
        return self.standing in COUNTS

    @property
    def is_to_do(self) -> bool:
        """Whether there is something to do: it was never done, has run out, or soon will."""
        return self.standing != Standing.DONE


Standings = Mapping[tuple[int, int], CourseStanding]
"""By the keys of profile and course; whoever has not begun a course is missing."""


def courses_required(programme: Programme) -> list[Course]:
    """Return what the programme asks people to do before they are matched."""
    return _required.ask(programme=programme.pk)


@Prepared
def _required() -> QuerySet[Course]:
    required = Course.objects.filter(
        programme=Slot("programme"), state=CourseState.PUBLISHED, is_required=True
    )
    return required.select_related("programme")


def standings(
    courses: Iterable[Course], people: "QuerySet[Participation]", programme: Programme
) -> Standings:
    """Return how these people stand with these courses, in one question."""
    by_key = {course.pk: course for course in courses}
    if not by_key:
        return {}
    today = clock.today(programme.time_zone)
    rows = (
        Study.objects.filter(
            course__in=by_key, profile__in=people.order_by().values("profile"), voided_at=None
        )
        .order_by()
        .values_list("profile", "course")
        .annotate(last=Max("completed_on"), open=Count("pk", filter=Q(completed_on=None)))
    )
    return {
        (profile, course): CourseStanding(by_key[course], last, bool(begun), today)
        for profile, course, last, begun in rows
    }


def standing_in(found: Standings, participation: Participation, course: Course) -> CourseStanding:
    """Return how somebody stands with a course, who may not have begun it."""
    today = clock.today(course.programme.time_zone)
    return found.get(
        (participation.profile_id, course.pk), CourseStanding(course, None, has_begun=False, today=today)
    )


def training_wanting(
    people: "QuerySet[Participation]", programme: Programme
) -> dict[int, list[CourseStanding]]:
    """Return, by participation, the required courses that somebody has not done or has to do again."""
    return _wanting(courses_required(programme), people, programme)


def courses_to_begin_with(
    programme: Programme, applications: Sequence[Application]
) -> dict[int, list[FirstStep]]:
    """Return which required courses those have to do who come in by these applications."""
    courses = courses_required(programme)
    return undone(
        programme,
        applications,
        courses,
        standings=lambda people: standings(courses, people, programme),
        step=lambda course: FirstStep(_in_words(course, programme), "course", course.public_id),
    )


def _in_words(course: Course, programme: Programme) -> Promise:
    title = with_role_words(course.title, programme)
    words: Promise = format_lazy(gettext_lazy("the training “{course}”"), course=title)
    return words


def _wanting(
    required: list[Course], people: "QuerySet[Participation]", programme: Programme
) -> dict[int, list[CourseStanding]]:
    if not required:
        return {}
    found = standings(required, people, programme)
    wanting: dict[int, list[CourseStanding]] = {}
    for one in people.order_by().only("role", "profile"):
        of_role = (standing_in(found, one, course) for course in required if course.role == one.role)
        if missing := [each for each in of_role if not each.is_valid]:
            wanting[one.pk] = missing
    return wanting


@dataclass(frozen=True)
class Readiness:
    """Who of some people is trained and cleared today: by required courses and checks where their role has any, else as
    noted by hand."""

    roles: frozenset[str]
    wanting: Mapping[int, list[CourseStanding]]
    checked_roles: frozenset[str]
    uncleared: Mapping[int, list[CheckStanding]]
    unconsented: frozenset[int]

    def is_trained(self, participation: Participation) -> bool:
        is_known = participation.role in self.roles or participation.trained_on is not None
        return is_known and participation.pk not in self.wanting

    def is_cleared(self, participation: Participation) -> bool:
        is_known = participation.role in self.checked_roles or participation.cleared_on is not None
        return is_known and participation.pk not in self.uncleared

    def is_ready(self, participation: Participation) -> bool:
        return (
            self.is_trained(participation)
            and self.is_cleared(participation)
            and participation.pk not in self.unconsented
        )

    def why_untrained(self, participation: Participation) -> str:
        """Return why somebody may not be matched before their training, "" if they may."""
        return wanting_in_words(participation.profile.name, self.wanting.get(participation.pk, []))

    def why_uncleared(self, participation: Participation) -> str:
        """Return why somebody may not be matched for want of a check, "" if they may."""
        return clearance_wanting_in_words(
            participation.profile.name, self.uncleared.get(participation.pk, [])
        )

    def why_unconsented(self, participation: Participation) -> str:
        """Return why somebody under 18 may not be matched, "" if they may."""
        if participation.pk not in self.unconsented:
            return ""
        return _("%(name)s is under 18, and no guardian's consent is in force.") % {
            "name": participation.profile.name
        }

    def why_not(self, participation: Participation) -> str:
        """Return the first reason for which somebody may not be matched, "" if they may."""
        return (
            self.why_untrained(participation)
            or self.why_uncleared(participation)
            or self.why_unconsented(participation)
        )


def readiness_of(people: "QuerySet[Participation]", programme: Programme) -> Readiness:
    """Return who of these people is ready, in at most seven questions."""
    required, checks = courses_required(programme), checks_required(programme)
    return Readiness(
        roles=frozenset(course.role for course in required),
        wanting=_wanting(required, people, programme),
        checked_roles=frozenset(check.role for check in checks),
        uncleared=checks_wanting_of(checks, people),
        unconsented=consent_wanting(people),
    )


def ready_among(listed: Iterable[Participation], programme: Programme) -> set[int]:
    """Return the keys of those of a page's participants who are trained and cleared today."""
    rows = list(listed)
    readiness = readiness_of(Participation.objects.filter(pk__in=[row.pk for row in rows]), programme)
    return {row.pk for row in rows if readiness.is_ready(row)}


def wanting_in_words(name: str, wanting: Iterable[CourseStanding]) -> str:
    """Return why somebody may not be matched yet."""
    return " ".join(_one_in_words(name, each) for each in wanting)


def _one_in_words(name: str, wanting: CourseStanding) -> str:
    words = {"name": name, "course": wanting.title}
    if wanting.standing == Standing.LAPSED and wanting.lapses_on:
        words["day"] = date_format(wanting.lapses_on, "j F Y")
        return _("The training of %(name)s in “%(course)s” ran out on %(day)s.") % words
    return _("%(name)s has not done the training “%(course)s” yet.") % words
