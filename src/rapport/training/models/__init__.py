"""The tables of training, one module a noun."""

from rapport.training.models.course import Course, Lesson, LessonFile, QuizQuestion
from rapport.training.models.event import EventPlace, TrainingEvent
from rapport.training.models.self_assessment import PlanStep, SelfAssessment
from rapport.training.models.study import QuizAttempt, Reading, Study

__all__ = [
    "Course",
    "EventPlace",
    "Lesson",
    "LessonFile",
    "PlanStep",
    "QuizAttempt",
    "QuizQuestion",
    "Reading",
    "SelfAssessment",
    "Study",
    "TrainingEvent",
]
