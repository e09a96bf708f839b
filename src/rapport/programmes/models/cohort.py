"""Cohort: one intake of a programme."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import CohortState
from rapport.programmes.models.programme import Programme


class Cohort(BaseModel):
    """The people who go through a programme together, with dates and their profile questions."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    questionnaire = models.OneToOneField("questionnaires.Questionnaire", on_delete=models.PROTECT)
    name = models.CharField(_("name"), max_length=200)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(max_length=12, choices=CohortState.choices, default=CohortState.PLANNED)

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="cohort_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name
