"""ParticipantImport: a spreadsheet on its way to participations."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.core.models import BaseModel, WorkRow
from rapport.programmes.choices import ImportMode, ImportState, ParticipantRole
from rapport.programmes.models.cohort import Cohort


class ParticipantImport(BaseModel, WorkRow):
    """An uploaded table, what its columns mean, how far the import is and what came of it.

    `content` holds the table as it was read, packed; it is dropped as soon as the import has ended.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="imports")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hat = models.CharField(max_length=30)
    role = models.CharField(max_length=8, choices=ParticipantRole.choices)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField(null=True)
    columns = models.JSONField(default=list)
    mode = models.CharField(max_length=16, choices=ImportMode.choices, default=ImportMode.ALL_OR_NOTHING)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    rows_in_all = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state=ImportState.REQUESTED), name="import_due"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
