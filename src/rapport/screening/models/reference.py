"""Reference: what somebody outside says of an applicant, asked for by a signed link."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.recruitment.models import Application
from rapport.screening.choices import STANDING_REFERENCES, Endorsement, ReferenceState


class Reference(BaseModel):
    """One referee of one applicant. `link_number` grows with each letter, so that only the newest link works."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="asked_references")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    relation = models.CharField(_("how they know each other"), max_length=200, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReferenceState.choices, default=ReferenceState.ASKED)
    link_number = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    known_for = models.CharField(_("how long, and from where, you know them"), max_length=300, blank=True)
    recommends = models.CharField(
        _("would you recommend them"), max_length=20, choices=Endorsement.choices, blank=True
    )
    comment = models.TextField(_("in your own words"), blank=True)
    concerns = models.TextField(_("anything that should be known"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=Q(state__in=STANDING_REFERENCES),
                name="reference_once_a_referee",
            ),
            models.CheckConstraint(
                condition=Q(state=ReferenceState.GIVEN, answered_at__isnull=False) & ~Q(recommends="")
                | Q(~Q(state=ReferenceState.GIVEN), recommends="", comment="", concerns="", known_for=""),
                name="reference_text_only_when_given",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state=ReferenceState.ASKED), name="reference_awaited"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> dt.date:
        """Return the last day on which the link works, where the programme is."""
        return clock.last_day_before(self.expires_at, self.application.cohort.programme.time_zone)

    @property
    def is_open(self) -> bool:
        """Whether its link leads somewhere: asked for, and not over."""
        return self.state == ReferenceState.ASKED and clock.now() < self.expires_at

    @property
    def is_expired(self) -> bool:
        return self.state == ReferenceState.ASKED and clock.now() >= self.expires_at
