"""Study: one person's way through a course, once; with what they read and how they answered."""

import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.programmes.models import Profile
from rapport.training.models.course import Course, Lesson


class Study(BaseModel):
    """Open until `completed_on` is set. `noted_by` says who noted it by hand, `voided_at` since when it counts no more,
    `reminded_at` when its person was written to because it runs out.

    When it runs out is made of the day and the course's renewal, and so is not stored.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="studies")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="studies")
    completed_on = models.DateField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    voided_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    signed_name = models.CharField(max_length=200, blank=True)
    signed_text = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.UniqueConstraint(
                fields=["course", "profile"],
                condition=Q(completed_on=None, voided_at=None),
                name="study_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["course", "profile", "completed_on"],
                condition=Q(completed_on__isnull=False, voided_at=None),
                name="study_completed",
            )
        ]


class Reading(models.Model):
    """A lesson that was read to its end, and the time on it that counts."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="readings")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="readings")
    seconds = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "lesson"], name="reading_once_a_study")]


class QuizAttempt(BaseModel):
    """A try at the quiz, with the questions as they stood: later changes leave it readable."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="attempts")
    asked = models.JSONField(default=list)
    chosen = models.JSONField(default=list)
    pass_mark = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study"], condition=Q(ended_at=None), name="quiz_attempt_open_once"
            )
        ]

    @property
    def right_answers(self) -> int:
        return sum(
            is_right(question, chosen) for question, chosen in zip(self.asked, self.chosen, strict=False)
        )

    @property
    def needed(self) -> int:
        """How many right answers it takes to pass."""
        return math.ceil(len(self.asked) * self.pass_mark / 100)

    @property
    def is_passed(self) -> bool:
        return self.ended_at is not None and self.right_answers >= self.needed


def is_right(question: Mapping[str, Any], chosen: list[int]) -> bool:
    return sorted(chosen) == sorted(question["right"])
