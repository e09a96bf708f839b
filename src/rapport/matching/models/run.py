"""MatchRun: one repeatable run of the engine."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.core.models import BaseModel, WorkRow
from rapport.matching.choices import RunState


class MatchRun(BaseModel, WorkRow):
    """A row with frozen input, seed and engine version: it can be repeated and explained years later."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="match_runs")
    number = models.PositiveIntegerField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hat = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.REQUESTED)
    seed = models.PositiveIntegerField(default=0)
    frozen_input = models.BinaryField()
    input_hash = models.CharField(max_length=64, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=120, blank=True)
    is_cancelled = models.BooleanField(default=False)
    progress = models.FloatField(default=0)
    progress_note = models.CharField(max_length=300, blank=True)
    mentees_in_all = models.PositiveIntegerField(default=0)
    mentors_in_all = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    pins = models.PositiveIntegerField(default=0)
    total = models.FloatField(null=True)
    is_optimal = models.BooleanField(default=False)
    seconds = models.FloatField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="match_run_numbered"),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=Q(state__in=[RunState.REQUESTED, RunState.RUNNING]),
                name="match_run_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state=RunState.REQUESTED), name="match_run_due"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.state in {RunState.REQUESTED, RunState.RUNNING}

    def __str__(self) -> str:
        return f"{self.cohort} {self.number}"
