"""GuardianConsent: whether a guardian lets somebody under 18 take part, asked for by a signed link."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.recruitment.choices import ConsentStanding, ConsentState
from rapport.recruitment.models.application import Application


class GuardianConsent(BaseModel):
    """The guardian of one applicant, and what they have said. `link_number` grows with each letter that replaces one.

    The row stays when the application is withdrawn, without the guardian's name and address: whoever has named one
    is under 18 until somebody who runs the programme notes that they are of age.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="guardian_consent")
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    state = models.CharField(max_length=10, choices=ConsentState.choices, default=ConsentState.ASKED)
    link_number = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    of_age_reason = models.TextField(_("how you know that they are of age"), blank=True)
    of_age_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConsentState.GIVEN, answered_at__isnull=False, ends_at__isnull=False)
                | Q(~Q(state=ConsentState.GIVEN), ends_at=None),
                name="guardian_consent_lasts_until",
            ),
            models.CheckConstraint(
                condition=Q(state=ConsentState.OF_AGE, of_age_noted_by__isnull=False) & ~Q(of_age_reason="")
                | Q(~Q(state=ConsentState.OF_AGE), of_age_noted_by=None, of_age_reason=""),
                name="guardian_consent_of_age_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} ({self.state})"

    @property
    def standing(self) -> ConsentStanding:
        """How it stands today: the asking lapses, and so does the consent."""
        if self.state == ConsentState.ASKED and clock.now() >= self.expires_at:
            return ConsentStanding.UNANSWERED
        if self.ends_at and clock.now() >= self.ends_at:
            return ConsentStanding.LAPSED
        return ConsentStanding(self.state)

    @property
    def is_in_force(self) -> bool:
        return self.standing == ConsentStanding.GIVEN

    @property
    def was_answered(self) -> bool:
        """Whether a guardian has said anything: then nobody else is put in their place."""
        return self.answered_at is not None

    @property
    def last_day_to_answer(self) -> dt.date:
        return clock.last_day_before(self.expires_at, self._zone)

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which the consent counts, where the programme is."""
        return clock.last_day_before(self.ends_at, self._zone) if self.ends_at else None

    @property
    def _zone(self) -> str:
        return self.application.cohort.programme.time_zone
