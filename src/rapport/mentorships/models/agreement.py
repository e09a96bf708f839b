"""Agreement: what the parties sign, and their signatures."""

from django.db import models
from django.db.models import Q

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.mentorships.choices import AgreementState
from rapport.mentorships.models.mentorship import Mentorship, MentorshipParty


class Agreement(BaseModel):
    """One version of the text. A signed text never changes."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFT)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "version"], name="agreement_versioned"),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.SIGNED) | Q(signed_at__isnull=False),
                name="agreement_signature_is_dated",
            ),
        ]


class Signature(BaseModel):
    """One party's name under one version."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(MentorshipParty, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=200)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "party"], name="signed_once")]
