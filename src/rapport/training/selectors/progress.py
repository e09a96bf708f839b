"""How far somebody has come with a course: what is read, answered and signed, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch, QuerySet

from rapport.core import clock
from rapport.core.actors import Actor
from rapport.programmes.choices import CohortState
from rapport.programmes.models import Participation
from rapport.programmes.selectors import participations_of
from rapport.training.models import Course, Lesson, QuizAttempt, Study
from rapport.training.policies import courses_visible_to
from rapport.training.selectors.standing import CourseStanding


class Step(StrEnum):
    """What comes next in a course."""

    LESSON = "lesson"
    QUIZ = "quiz"
    MINUTES = "minutes"
    SIGN = "sign"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Progress:
    """One person's way through one course; `study` is the open one, or the last."""

    course: Course
    standing: CourseStanding
    study: Study | None
    lessons: list[Lesson]
    questions: int
    read: frozenset[int]
    seconds: int
    attempt: QuizAttempt | None
    has_passed: bool

    @property
    def unread(self) -> list[Lesson]:
        return [lesson for lesson in self.lessons if lesson.pk not in self.read]

    @property
    def minutes(self) -> int:
        """How much time counts so far, in whole minutes."""
        return self.seconds // 60

    @property
    def minutes_left(self) -> int:
        return max(0, self.course.minimum_minutes - self.minutes)

    @property
    def is_signed(self) -> bool:
        return self.study is not None and self.study.signed_at is not None

    @property
    def step(self) -> Step:
        if not self.standing.is_to_do:
            return Step.NOTHING
        if self.unread:
            return Step.LESSON
        if self.questions and not self.has_passed:
            return Step.QUIZ
        if self.minutes_left:
            return Step.MINUTES
        if self.course.sign_off and not self.is_signed:
            return Step.SIGN
        return Step.NOTHING

    @property
    def steps(self) -> int:
        """How many things there are to do in all: each lesson, the quiz, the signature."""
        return len(self.lessons) + bool(self.questions) + bool(self.course.sign_off)

    @property
    def steps_done(self) -> int:
        if not self.standing.is_to_do:
            return self.steps
        quiz = bool(self.questions) and self.has_passed
        return len(self.lessons) - len(self.unread) + quiz + (bool(self.course.sign_off) and self.is_signed)

    @property
    def minutes_in_all(self) -> int:
        """How long it takes, as people are told: the lessons, half a minute a question, never less than the rule."""
        reading = sum(lesson.minutes for lesson in self.lessons) + (self.questions + 1) // 2
        return max(reading, self.course.minimum_minutes)


def own_courses(by: Actor, *, participations: Iterable[Participation] | None = None) -> list[Progress]:
    """Return the courses for the actor's roles in cohorts that are not over, with how far they have come.

    What the actor takes part in is handed in where it is loaded already.
    """
    roles = {
        (one.cohort.programme_id, one.role)
        for one in (participations_of(by) if participations is None else participations)
        if one.cohort.state != CohortState.CLOSED
    }
    courses = [course for course in courses_visible_to(by) if (course.programme_id, course.role) in roles]
    return progress_with(courses, by=by)


def progress_in(course: Course, *, by: Actor) -> Progress:
    """Return how far the actor has come with one course."""
    return progress_with([course], by=by)[0]


def progress_with(courses: Iterable[Course], *, by: Actor) -> list[Progress]:
    """Return how far the actor has come with each course, in a fixed number of questions."""
    found = {course.pk: course for course in courses}
    if not found:
        return []
    contents = Course.objects.filter(pk__in=found).prefetch_related("lessons", "questions")
    studies: dict[int, list[Study]] = {}
    for study in _studies(found, by):
        studies.setdefault(study.course_id, []).append(study)
    parts = {content.pk: content for content in contents}
    return [_progress(course, parts[course.pk], studies.get(course.pk, [])) for course in found.values()]


def _studies(found: Iterable[int], by: Actor) -> Iterable[Study]:
    return (
        Study.objects.filter(
            course__in=list(found),
            profile__person=by.person,
            profile__organisation=by.organisation,
            voided_at=None,
        )
        .order_by("pk")
        .prefetch_related("readings", Prefetch("attempts", QuizAttempt.objects.order_by("pk")))
    )


def _progress(course: Course, contents: Course, studies: list[Study]) -> Progress:
    standing = _standing(course, studies)
    is_open = [study for study in studies if study.completed_on is None]
    done = [study for study in studies if study.completed_on is not None]
    # a round that is to begin anew shows nothing of the last one
    shown = next(iter([*is_open, *([] if standing.is_to_do else reversed(done))]), None)
    readings = list(shown.readings.all()) if shown else []
    attempts = list(shown.attempts.all()) if shown else []
    return Progress(
        course=course,
        standing=standing,
        study=shown,
        lessons=list(contents.lessons.all()),
        questions=len(contents.questions.all()),
        read=frozenset(reading.lesson_id for reading in readings),
        seconds=sum(reading.seconds for reading in readings),
        attempt=attempts[-1] if attempts else None,
        has_passed=any(attempt.is_passed for attempt in attempts),
    )


def _standing(course: Course, studies: list[Study]) -> CourseStanding:
    completed = [study.completed_on for study in studies if study.completed_on]
    return CourseStanding(
        course,
        max(completed, default=None),
        has_begun=any(study.completed_on is None for study in studies),
        today=clock.today(course.programme.time_zone),
    )


def attempt_latest(course: Course, *, by: Actor) -> QuizAttempt | None:
    """Return the actor's last attempt at the quiz, under way or not."""
    return _attempts(course, by).last()


def attempt_ended(course: Course, *, by: Actor) -> QuizAttempt | None:
    """Return the actor's last attempt that came to its end."""
    return _attempts(course, by).exclude(ended_at=None).last()


def _attempts(course: Course, by: Actor) -> QuerySet[QuizAttempt]:
    return QuizAttempt.objects.filter(
        study__course=course,
        study__profile__person=by.person,
        study__profile__organisation=by.organisation,
        study__voided_at=None,
    ).order_by("pk")
