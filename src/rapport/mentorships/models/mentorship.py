"""ProposalAnswer, Mentorship and its parties."""

import datetime as dt

from django.db import models
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.mentorships.choices import Answer, MentorshipState
from rapport.programmes.choices import ParticipantRole


class ProposalAnswer(BaseModel):
    """What one side said to a proposal."""

    proposal = models.ForeignKey("matching.Proposal", on_delete=models.PROTECT, related_name="answers")
    participation = models.ForeignKey("programmes.Participation", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "participation"], name="proposal_answered_once")
        ]


class Mentorship(BaseModel):
    """The relationship, through its whole life; two parties, or more in a circle."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="mentorships")
    proposal = models.OneToOneField(
        "matching.Proposal", on_delete=models.PROTECT, null=True, related_name="mentorship"
    )
    state = models.CharField(max_length=8, choices=MentorshipState.choices, default=MentorshipState.MATCHED)
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    waits_for_agreement = models.BooleanField(default=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["cohort", "state"], name="mentorship_in_cohort")]

    def __str__(self) -> str:
        return get_text_list(self.names, gettext("and"))

    @property
    def people(self) -> list["MentorshipParty"]:
        """The parties, mentors first."""
        return sorted(self.parties.all(), key=lambda party: (not party.is_mentor, party.pk))

    @property
    def names(self) -> list[str]:
        return [party.name for party in self.people]

    @property
    def is_meeting(self) -> bool:
        """Signed, or not made to wait for that, and not over: meetings can be recorded."""
        return self.state in {MentorshipState.ACTIVE, MentorshipState.CLOSING}

    @property
    def first_day(self) -> dt.date:
        """The earliest day of a meeting: matched before the cohort starts, two people may meet before, too."""
        return min(self.starts_on, clock.date_in(self.created_at, self.cohort.programme.time_zone))

    @property
    def last_day(self) -> dt.date:
        """The day it ends or, if it was closed early, ended."""
        if self.closed_at is None:
            return self.ends_on
        return min(self.ends_on, clock.date_in(self.closed_at, self.cohort.programme.time_zone))


class MentorshipParty(BaseModel):
    """One participation in a mentorship, and since when it has said what it expects."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="parties")
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="mentorship_parties"
    )
    expectations_answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "mentorship parties"
        constraints = [models.UniqueConstraint(fields=["mentorship", "participation"], name="party_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.participation.profile.name

    @property
    def is_mentor(self) -> bool:
        return self.participation.role == ParticipantRole.MENTOR

    @property
    def person_id(self) -> int:
        return self.participation.profile.person_id
