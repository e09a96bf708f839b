"""Meeting: one encounter, an entry in the register; Attendance: who was there and what they say of the entry."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.mentorships.choices import COUNTING_STATES, MeetingState, Verdict
from rapport.mentorships.models.mentorship import Mentorship, MentorshipParty
from rapport.mentorships.models.register import CountersignedMonth
from rapport.programmes.choices import MeetingMode


def counting_towards(mode: str) -> Q:
    """Select the entries that count towards a rule for `mode` (empty: any); `Meeting.counts_towards` says the same."""
    missed = Attendance.objects.filter(meeting=models.OuterRef("pk"), was_there=False)
    counted = Q(~models.Exists(missed), state__in=COUNTING_STATES)
    return counted & Q(mode=mode) if mode else counted


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """The words for meetings."""

    def counting(self, mode: str) -> "MeetingQuerySet":
        """Keep the entries that count towards a rule for `mode`."""
        return self.filter(counting_towards(mode))


class Meeting(BaseModel):
    """When, how long, how, where, about what, and what comes next.

    `entry_key` comes from the form, so that the same entry sent twice from a bad connection is one entry. Once its month is
    countersigned, the entry is `locked_in` that and never changes again.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.HELD)
    held_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    mode = models.CharField(_("how you met"), max_length=12, choices=MeetingMode.choices)
    place = models.CharField(_("where"), max_length=200, blank=True)
    topics = models.TextField(_("what you talked about"))
    next_steps = models.TextField(_("next steps"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entry_key = models.CharField(max_length=40)
    settlement = models.TextField(_("what was decided"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    locked_in = models.ForeignKey(
        CountersignedMonth, on_delete=models.PROTECT, null=True, related_name="locked_entries"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "entry_key"], name="meeting_entered_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="meeting_length"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="meeting_settlement_is_signed",
            ),
        ]
        indexes = [
            models.Index(fields=["mentorship", "held_on"], name="meeting_by_date"),
            models.Index(
                fields=["mentorship"], condition=Q(state=MeetingState.DISPUTED), name="meeting_disputed"
            ),
        ]

    def counts_towards(self, mode: str) -> bool:
        """Hold if the entry stands, all were there, and it was of the kind that the rule asks for."""
        everybody = all(attendance.was_there for attendance in self.attendances.all())
        return self.state in COUNTING_STATES and everybody and (not mode or self.mode == mode)


class EarlierEntry(BaseModel):
    """What a disputed entry said before it was corrected; it stays readable to all who read the entry."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="earlier")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=12, choices=MeetingMode.choices)
    place = models.CharField(max_length=200, blank=True)
    topics = models.TextField()
    next_steps = models.TextField(blank=True)
    present = models.JSONField(default=list)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]


class Attendance(BaseModel):
    """One party at one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    party = models.ForeignKey(MentorshipParty, on_delete=models.PROTECT, related_name="attendances")
    was_there = models.BooleanField(default=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    note = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "party"], name="attendance_once")]
