"""Who may see and do what in training."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.core.actors import Actor
from rapport.programmes.choices import PARTICIPANT_HAT, ParticipantRole, ParticipationState
from rapport.programmes.models import Participation, Programme
from rapport.programmes.policies import programmes_visible_to, runs_programmes
from rapport.training.choices import CourseState
from rapport.training.models import (
    Course,
    Lesson,
    LessonFile,
    PlanStep,
    QuizQuestion,
    SelfAssessment,
    TrainingEvent,
)


def courses_visible_to(by: Actor) -> QuerySet[Course]:
    """Who runs the programme sees its courses; who takes part sees the published ones for their own role."""
    loaded = Course.objects.select_related("programme__organisation")
    if by.hat == PARTICIPANT_HAT:
        own = Participation.objects.filter(
            profile__person=by.person, cohort__programme=OuterRef("programme"), role=OuterRef("role")
        ).exclude(state=ParticipationState.LEFT)
        return loaded.filter(
            Exists(own), programme__organisation=by.organisation, state=CourseState.PUBLISHED
        )
    if runs_programmes(by):
        return loaded.filter(programme__in=programmes_visible_to(by).order_by().values("pk"))
    return loaded.none()


def lessons_visible_to(by: Actor) -> QuerySet[Lesson]:
    """A lesson is seen by whoever sees its course."""
    visible = courses_visible_to(by).order_by().values("pk")
    return Lesson.objects.filter(course__in=visible).select_related("course__programme__organisation")


def lesson_files_visible_to(by: Actor) -> QuerySet[LessonFile]:
    """A file of a lesson is seen by whoever sees its course."""
    visible = courses_visible_to(by).order_by().values("pk")
    found = LessonFile.objects.filter(lesson__course__in=visible)
    return found.select_related("lesson__course__programme__organisation").defer("content")


def quiz_questions_visible_to(by: Actor) -> QuerySet[QuizQuestion]:
    """The questions with their right answers are there for who runs the programme alone."""
    found = QuizQuestion.objects.select_related("course__programme__organisation")
    if not runs_programmes(by):
        return found.none()
    return found.filter(course__in=courses_visible_to(by).order_by().values("pk"))


def training_events_visible_to(by: Actor) -> QuerySet[TrainingEvent]:
    """Who runs the programme sees its training events; who takes part sees those for everybody and for their role."""
    loaded = TrainingEvent.objects.select_related("programme__organisation", "course__programme")
    if by.hat == PARTICIPANT_HAT:
        own = Participation.objects.filter(
            profile__person=by.person, cohort__programme=OuterRef("programme")
        ).exclude(state=ParticipationState.LEFT)
        for_all, for_role = Q(role="") & Exists(own), Exists(own.filter(role=OuterRef("role")))
        return loaded.filter(for_all | for_role, programme__organisation=by.organisation)
    if runs_programmes(by):
        return loaded.filter(programme__in=programmes_visible_to(by).order_by().values("pk"))
    return loaded.none()


def self_assessments_visible_to(by: Actor) -> QuerySet[SelfAssessment]:
    """How a mentor rates themselves is for that mentor alone."""
    if by.hat != PARTICIPANT_HAT:
        return SelfAssessment.objects.none()
    return SelfAssessment.objects.filter(profile__person=by.person, profile__organisation=by.organisation)


def plan_steps_visible_to(by: Actor) -> QuerySet[PlanStep]:
    """What a mentor plans to learn is for that mentor alone."""
    loaded = PlanStep.objects.select_related("programme__organisation")
    if by.hat != PARTICIPANT_HAT:
        return loaded.none()
    return loaded.filter(profile__person=by.person, profile__organisation=by.organisation)


def can_edit_course(by: Actor, course: Course) -> bool:  # noqa: ARG001 - visibility has settled which
    return runs_programmes(by)


def can_edit_lesson(by: Actor, lesson: Lesson) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_edit_lesson_file(by: Actor, file: LessonFile) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_edit_quiz_question(by: Actor, question: QuizQuestion) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_study_course(by: Actor, course: Course) -> bool:  # noqa: ARG001 - as above
    """Whoever takes part in the role that a course is for may study it."""
    return by.hat == PARTICIPANT_HAT


def can_read_lesson(by: Actor, lesson: Lesson) -> bool:  # noqa: ARG001 - as above
    return by.hat == PARTICIPANT_HAT


def can_take_lesson_file(by: Actor, file: LessonFile) -> bool:  # noqa: ARG001 - as above
    """Whoever may study a course may take the files of its lessons along."""
    return by.hat == PARTICIPANT_HAT


def can_edit_training_event(by: Actor, event: TrainingEvent) -> bool:  # noqa: ARG001 - as above
    return runs_programmes(by)


def can_join_training_event(by: Actor, event: TrainingEvent) -> bool:  # noqa: ARG001 - as above
    """Whoever takes part in a role that a training event is for may sign up, and off again."""
    return by.hat == PARTICIPANT_HAT


def can_assess_own_mentoring(by: Actor, programme: Programme) -> bool:
    """Whoever mentors in a programme may assess themselves, and make a plan."""
    own = Participation.objects.filter(
        profile__person=by.person, cohort__programme=programme, role=ParticipantRole.MENTOR
    )
    return by.hat == PARTICIPANT_HAT and own.exclude(state=ParticipationState.LEFT).exists()


def can_edit_plan_step(by: Actor, step: PlanStep) -> bool:  # noqa: ARG001 - visibility has settled which
    return by.hat == PARTICIPANT_HAT
