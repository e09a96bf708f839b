"""What becomes of a register: a month is countersigned, a note added to it, all of it issued on paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.ids import new_code
from rapport.core.models import BaseModel
from rapport.mentorships.choices import RuleVerdict
from rapport.mentorships.models.mentorship import Mentorship


class CountersignedMonth(BaseModel):
    """The word of who runs the programme that they have seen a month of a register, with what it said then.

    Its entries point to it and never change again. What is entered for the month later is a further `part`, once it is
    countersigned as well.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="countersigned_months")
    first = models.DateField(_("month"))
    part = models.PositiveSmallIntegerField(default=1)
    entries = models.PositiveSmallIntegerField(default=0)
    counted = models.PositiveSmallIntegerField(default=0)
    required = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=RuleVerdict.choices)
    fingerprint = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=200)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["first", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "first", "part"], name="countersigned_once_in_each_part"
            ),
            models.CheckConstraint(condition=Q(part__gte=1), name="countersigned_part_counts_from_one"),
        ]


class IssuedRegister(BaseModel):
    """A register as it was put on paper: its code leads back here, and says whether it still says the same."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="issued_registers")
    code = models.CharField(max_length=23, unique=True, default=new_code)
    fingerprint = models.CharField(max_length=64)
    entries = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    months_countersigned = models.PositiveSmallIntegerField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]


class RegisterNote(BaseModel):
    """What somebody adds to a month: why it was missed, or what a locked entry should have said. Notes never change."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="register_notes")
    first = models.DateField(_("month"))
    text = models.TextField(_("note"))
    name = models.CharField(_("name"), max_length=200)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
