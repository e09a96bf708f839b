"""ApplicationForm: how a cohort looks for people."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole


class ApplicationForm(BaseModel):
    """What a cohort's public page says, whom it asks and until when; its public id is the address on the poster.

    The last day is a date on the programme's wall calendar, so that no change of clocks moves it.
    """

    cohort = models.OneToOneField(
        "programmes.Cohort", on_delete=models.PROTECT, related_name="application_form"
    )
    asks_mentors = models.BooleanField(default=True)
    asks_mentees = models.BooleanField(default=True)
    eligibility = models.TextField(_("who can apply"), blank=True)
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes that it takes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    last_day = models.DateField(_("last day to apply"), null=True, blank=True)
    offers_by_itself = models.BooleanField(default=False)
    offer_days = models.PositiveSmallIntegerField(
        _("days to answer an offer"), default=7, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    unmatched_first = models.BooleanField(default=False)
    mentors_invite = models.BooleanField(default=False)
    admits_minors = models.BooleanField(default=False)
    consent_days = models.PositiveSmallIntegerField(
        _("days that a guardian's consent lasts"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
    )
    published_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.cohort.programme.name}, {self.cohort.name}"

    @property
    def roles(self) -> list[ParticipantRole]:
        """Whom it looks for."""
        asked = {ParticipantRole.MENTEE: self.asks_mentees, ParticipantRole.MENTOR: self.asks_mentors}
        return [role for role, is_asked in asked.items() if is_asked]

    @property
    def time_zone(self) -> str:
        return self.cohort.programme.time_zone

    @property
    def closes_at(self) -> dt.datetime | None:
        """The end of the last day, where the programme is."""
        return clock.end_of(self.last_day, self.time_zone) if self.last_day else None

    @property
    def is_over(self) -> bool:
        return self.closes_at is not None and clock.now() >= self.closes_at
