"""ProposalAnswer, Mentorship and its parties."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.mentorships.choices import Answer, MentorshipState


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

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["cohort", "state"], name="mentorship_in_cohort")]


class MentorshipParty(BaseModel):
    """One participation in a mentorship."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="parties")
    participation = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="mentorship_parties"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "mentorship parties"
        constraints = [models.UniqueConstraint(fields=["mentorship", "participation"], name="party_once")]

    def __str__(self) -> str:
        return str(self.participation)
