"""Quota: how many places a cohort gives to those who apply in one role."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole


class Quota(BaseModel):
    """The places of one role in one cohort; no number means no limit.

    `taken` counts the offers that are open and the accepted who have not left. It is raised and lowered only by
    conditional updates, and the database refuses more than `places`.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="quotas")
    role = models.CharField(max_length=8, choices=ParticipantRole.choices)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "role"], name="quota_once_a_role"),
            models.CheckConstraint(
                condition=Q(places=None) | Q(taken__lte=F("places")), name="quota_within_places"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}, {self.get_role_display()}"

    @property
    def places_left(self) -> int | None:
        return places_left(self.places, self.taken)


def places_left(places: int | None, taken: int) -> int | None:
    """Return how many of so many places are free; None where there is no limit."""
    return None if places is None else places - taken
