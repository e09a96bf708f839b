"""BackgroundCheck: what a programme asks to see before it trusts somebody."""

import calendar
import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Programme
from rapport.screening.choices import CheckState


class BackgroundCheck(BaseModel):
    """A check that is asked of everybody in one role of a programme: a police certificate, a register, a health card.

    `validity_months` says until when a new entry counts that names no day itself. Entries keep the day that they have.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="background_checks")
    role = models.CharField(_("of whom"), max_length=8, choices=ParticipantRole.choices)
    name = models.CharField(_("name"), max_length=120)
    guidance = models.TextField(_("what people have to do"), blank=True)
    validity_months = models.PositiveSmallIntegerField(
        _("months that it counts"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    is_required = models.BooleanField(_("nobody is matched without it"), default=True)
    state = models.CharField(max_length=10, choices=CheckState.choices, default=CheckState.ASKED)

    class Meta:
        ordering = ["role", "pk"]

    def __str__(self) -> str:
        return self.name

    def last_day(self, checked_on: dt.date) -> dt.date | None:
        """Return the last day on which a check of this day counts; none where it counts for good."""
        return months_after(checked_on, self.validity_months) if self.validity_months else None


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last one of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
