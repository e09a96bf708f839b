"""Agreement: what the parties sign, and their signatures."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.mentorships.choices import AgreementState
from rapport.mentorships.models.mentorship import Mentorship, MentorshipParty


class Agreement(BaseModel):
    """One version of the text. A signed text never changes.

    `text` is the programme's part, the same for all pairs; `settled_text` is what these two have settled, made of
    `points` (wording by question). A draft while another version is signed is an amendment, with its reason.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    points = models.JSONField(default=dict, blank=True)
    settled_text = models.TextField(blank=True)
    reason = models.TextField(_("reason"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFT)
    signed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "version"], name="agreement_versioned"),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.SIGNED) | Q(signed_at__isnull=False),
                name="agreement_signature_is_dated",
            ),
            models.UniqueConstraint(
                fields=["mentorship"], condition=Q(state=AgreementState.DRAFT), name="agreement_one_draft"
            ),
            models.UniqueConstraint(
                fields=["mentorship"], condition=Q(state=AgreementState.SIGNED), name="agreement_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=AgreementState.WITHDRAWN) & Q(withdrawn_at=None)),
                name="agreement_withdrawal_is_dated",
            ),
        ]

    @property
    def whole_text(self) -> str:
        """The programme's part, and under it what the two have settled."""
        return f"{self.text}\n\n{self.settled_text}".strip()

    @property
    def digest(self) -> str:
        """Tell one wording from another: a form says with it which one was read."""
        return hashlib.sha256(self.whole_text.encode()).hexdigest()


class Signature(BaseModel):
    """One party's name under one version."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(MentorshipParty, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=200)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "party"], name="signed_once")]
