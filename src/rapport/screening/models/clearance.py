"""Clearance: an entry about one check of one person. Entries are never changed: a correction is another one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.models import Profile
from rapport.screening.choices import Result
from rapport.screening.models.check import BackgroundCheck


class Clearance(BaseModel):
    """What somebody saw: who issued it, its number, the day, the result, and the last day on which it counts.

    It belongs to the person and the programme, so it counts in each of the programme's cohorts. `corrects` names the
    entry in whose place it stands. `reminded_for` is the last of the days before its end that was written about.
    """

    background_check = models.ForeignKey(BackgroundCheck, on_delete=models.PROTECT, related_name="clearances")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="clearances")
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=100, blank=True)
    checked_on = models.DateField(_("date of the check"))
    valid_until = models.DateField(_("last day on which it counts"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")
    reminded_for = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(result=Result.CLEAR, valid_until__gte=F("checked_on")),
                name="clearance_ends_after_check",
            )
        ]
        indexes = [
            models.Index(fields=["background_check", "profile", "checked_on"], name="clearance_of_person"),
            models.Index(
                fields=["valid_until"], condition=Q(valid_until__isnull=False), name="clearance_ends"
            ),
        ]
