"""Reservation: something that speaks against an applicant, noted as a fact, open until it is settled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.recruitment.choices import Light


class Reservation(BaseModel):
    """What somebody saw or heard about an applicant, how heavily it weighs, and how it was settled."""

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.PROTECT, related_name="reservations"
    )
    author = models.ForeignKey("programmes.Profile", on_delete=models.PROTECT, related_name="+")
    light = models.CharField(_("light"), max_length=5, choices=Light.choices)
    note = models.TextField(_("what happened"))
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "programmes.Profile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    settlement = models.TextField(_("how it was settled"), blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settlement="")
                | Q(~Q(settlement=""), settled_at__isnull=False, settled_by__isnull=False),
                name="reservation_settled_with_a_note",
            )
        ]
        indexes = [
            models.Index(
                fields=["application"],
                condition=Q(settled_at=None, light="red"),
                name="reservation_red_and_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} ({self.light})"

    @property
    def is_open(self) -> bool:
        return self.settled_at is None
