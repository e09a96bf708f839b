"""Adjustment: a change that a coordinator made to drafts by hand, kept so that it can be undone."""

from django.conf import settings
from django.db import models

from rapport.core.models import BaseModel
from rapport.matching.choices import AdjustmentKind
from rapport.matching.models.run import MatchRun


class Adjustment(BaseModel):
    """One pick, swap or exclusion; the proposals that it made and those that it ended point here."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="adjustments")
    kind = models.CharField(max_length=8, choices=AdjustmentKind.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
