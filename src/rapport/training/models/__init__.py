"""The tables of training, one module a noun."""

from rapport.training.models.course import Course, Lesson, QuizQuestion
from rapport.training.models.study import QuizAttempt, Reading, Study

__all__ = ["Course", "Lesson", "QuizAttempt", "QuizQuestion", "Reading", "Study"]
