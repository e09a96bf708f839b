"""Invitations: letters to addresses, links to share, and who asked not to be invited again."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole


class Invitation(BaseModel):
    """A letter that asks one address to apply in one role of a cohort; its public id is the address in the letter.

    It points to no person: whoever never begins leaves no sign-in behind. What came of it is derived. Where a
    mentor invites a colleague, it names their `participation`.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=8, choices=ParticipantRole.choices)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(_("what you add to the letter"), blank=True)
    sent_at = models.DateTimeField(default=clock.now)
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "role", "email"],
                condition=Q(withdrawn_at=None),
                name="invitation_once_a_role",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def last_day(self) -> dt.date:
        return clock.last_day_before(self.expires_at, self.cohort.programme.time_zone)

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and clock.now() < self.expires_at


class InviteLink(BaseModel):
    """A link to share: whoever has it may apply, also while the cohort's page is not public.

    `uses` counts the applications that were begun with it. It is raised only by a conditional update, and the
    database refuses more than `most_uses`. A mentor's own link names their `participation`, and counts the letters
    that they have sent on one day.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="invite_links")
    role = models.CharField(max_length=8, choices=ParticipantRole.choices, blank=True)
    label = models.CharField(_("what it is for"), max_length=100, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    letters_on = models.DateField(null=True)
    letters = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    most_uses = models.PositiveIntegerField(_("how many may use it"), null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(most_uses=None) | Q(uses__lte=F("most_uses")), name="invite_link_within_uses"
            ),
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(revoked_at=None),
                name="invite_link_once_a_participation",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.public_id

    @property
    def last_day(self) -> dt.date:
        return clock.last_day_before(self.expires_at, self.cohort.programme.time_zone)

    @property
    def is_open(self) -> bool:
        has_uses = self.most_uses is None or self.uses < self.most_uses
        return self.revoked_at is None and clock.now() < self.expires_at and has_uses


class Refusal(BaseModel):
    """An address that asked one organisation not to invite it again. Nothing else is kept about it."""

    organisation = models.ForeignKey(
        "programmes.Organisation", on_delete=models.PROTECT, related_name="refusals"
    )
    email = models.EmailField(_("e-mail address"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email"], name="refusal_once_an_organisation")
        ]

    def __str__(self) -> str:
        return self.public_id
