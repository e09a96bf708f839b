"""SelfAssessment: how a mentor rates what they can do, now and later; and PlanStep, what they mean to do about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.models import Profile, Programme
from rapport.training.choices import Competency


class SelfAssessment(BaseModel):
    """A rating from 1 to 7 for each statement, by its key; open until all are given. Nobody but its mentor reads it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="self_assessments")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="self_assessments")
    ratings = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "profile"],
                condition=Q(done_at=None),
                name="self_assessment_open_once",
            )
        ]


class PlanStep(BaseModel):
    """One thing that a mentor wants to learn or try, and by when. Nobody but its mentor reads it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plan_steps")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="plan_steps")
    competency = models.CharField(_("what it is for"), max_length=14, choices=Competency.choices, blank=True)
    text = models.CharField(_("what I will do"), max_length=300)
    due_on = models.DateField(_("by when"))
    done_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text
