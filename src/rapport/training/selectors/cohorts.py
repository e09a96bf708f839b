"""Who in a cohort has done which course: what the page, its export and the reminder share."""

from collections import Counter
from dataclasses import dataclass

from rapport.core.actors import Actor
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation
from rapport.programmes.selectors import participations_of_cohort
from rapport.training.choices import CourseState, Standing
from rapport.training.models import Course
from rapport.training.selectors.standing import CourseStanding, standing_in, standings

FURTHEST_BEHIND_FIRST = (
    Standing.LAPSED,
    Standing.TO_DO,
    Standing.UNDER_WAY,
    Standing.DUE,
    Standing.DONE,
)


@dataclass(frozen=True)
class TrainingRow:
    """One participant with the courses of their role."""

    participation: Participation
    courses: list[CourseStanding]

    @property
    def required(self) -> list[CourseStanding]:
        return [each for each in self.courses if each.course.is_required]

    @property
    def standing(self) -> Standing:
        """Return how they stand with the required course that they are furthest behind with."""
        held = {each.standing for each in self.required}
        return next((standing for standing in FURTHEST_BEHIND_FIRST if standing in held), Standing.DONE)

    @property
    def is_wanting(self) -> bool:
        return any(not each.is_valid for each in self.required)


def training_of_cohort(
    cohort: Cohort, *, by: Actor, role: str = "", standing: str = "", text: str = ""
) -> list[TrainingRow]:
    """Return the active participants who fit the filter, each with their courses; by name."""
    people = participations_of_cohort(
        cohort, by=by, role=role, state=ParticipationState.ACTIVE, text=text
    ).select_related("profile__person", "cohort__programme")
    courses = published_courses(cohort)
    found = standings(courses, people, cohort.programme)
    rows = (
        TrainingRow(one, [standing_in(found, one, course) for course in courses if course.role == one.role])
        for one in people
    )
    return [row for row in rows if not standing or (row.required and row.standing == standing)]


def training_of_participant(participation: Participation) -> list[CourseStanding]:
    """Return how one participant stands with the courses of their role."""
    cohort = participation.cohort
    courses = [course for course in published_courses(cohort) if course.role == participation.role]
    found = standings(courses, Participation.objects.filter(pk=participation.pk), cohort.programme)
    return [standing_in(found, participation, course) for course in courses]


def published_courses(cohort: Cohort) -> list[Course]:
    published = Course.objects.filter(programme=cohort.programme_id, state=CourseState.PUBLISHED)
    return list(published.select_related("programme"))


def count_standings(rows: list[TrainingRow]) -> Counter[Standing]:
    """Count who stands how, of those for whom a course is required."""
    return Counter(row.standing for row in rows if row.required)
