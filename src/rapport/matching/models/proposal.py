"""Proposal: a suggested mentor–mentee match; UnmatchedParticipant: who got none, and why."""

import datetime as dt

from django.db import models
from django.db.models import Q

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.core.prepared import Slot
from rapport.matching.choices import ProposalOrigin, ProposalState
from rapport.matching.models.adjustment import Adjustment
from rapport.matching.models.run import MatchRun


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """The words for proposals."""

    def drafts(self) -> "ProposalQuerySet":
        return self.filter(state=ProposalState.DRAFT)

    def sent(self) -> "ProposalQuerySet":
        """Those that participants have seen."""
        return self.exclude(released_at=None)

    def live(self, now: dt.datetime | Slot | None = None) -> "ProposalQuerySet":
        """Those that stand: drafts, those awaiting answers, and those that became a mentorship."""
        waiting = Q(state=ProposalState.RELEASED, expires_at__gt=now or clock.now())
        return self.filter(waiting | Q(state__in=[ProposalState.DRAFT, ProposalState.ACCEPTED]))

    def awaiting_answers(self) -> "ProposalQuerySet":
        return self.filter(state=ProposalState.RELEASED, expires_at__gt=clock.now())

    def expired(self) -> "ProposalQuerySet":
        return self.filter(state=ProposalState.RELEASED, expires_at__lte=clock.now())


class Proposal(BaseModel):
    """Two people, the score by criterion, the reasons and the alternatives, as the run found them."""

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="proposals")
    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="proposals")
    mentee = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="proposals_as_mentee"
    )
    mentor = models.ForeignKey(
        "programmes.Participation", on_delete=models.PROTECT, related_name="proposals_as_mentor"
    )
    origin = models.CharField(max_length=8, choices=ProposalOrigin.choices, default=ProposalOrigin.ENGINE)
    made_by = models.ForeignKey(Adjustment, on_delete=models.SET_NULL, null=True, related_name="made")
    ended_by = models.ForeignKey(Adjustment, on_delete=models.SET_NULL, null=True, related_name="ended")
    is_pinned = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    score = models.PositiveSmallIntegerField()
    points = models.FloatField()
    rank = models.PositiveIntegerField(default=1)
    parts = models.JSONField(default=list)
    alternatives = models.JSONField(default=list)
    ruled_out = models.JSONField(default=list)
    unchecked = models.JSONField(default=list)
    released_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                condition=Q(state__in=[ProposalState.RELEASED, ProposalState.ACCEPTED]),
                name="proposal_released_once",
            ),
            models.UniqueConstraint(
                fields=["run", "mentee", "mentor"],
                condition=Q(state=ProposalState.DRAFT),
                name="proposal_drafted_once_a_run",
            ),
            models.CheckConstraint(condition=~Q(mentee=models.F("mentor")), name="proposal_of_two"),
            models.CheckConstraint(
                condition=Q(state__in=[ProposalState.DRAFT, ProposalState.WITHDRAWN])
                | Q(released_at__isnull=False),
                name="proposal_release_is_dated",
            ),
        ]
        indexes = [
            models.Index(fields=["cohort", "state", "mentee"], name="proposal_in_cohort"),
            models.Index(
                fields=["expires_at"], condition=Q(state=ProposalState.RELEASED), name="proposal_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentee} – {self.mentor}"

    @property
    def is_expired(self) -> bool:
        return self.shown_state == ProposalState.EXPIRED

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it can be answered, on the programme's calendar."""
        if self.expires_at is None:
            return None
        return clock.last_day_before(self.expires_at, self.cohort.programme.time_zone)

    @property
    def shown_state(self) -> str:
        return state_as_shown(self.state, self.expires_at)


def state_as_shown(state: str, expires_at: dt.datetime | None) -> str:
    """Return the state as people see it: that time has run out is derived, not stored."""
    is_late = state == ProposalState.RELEASED and expires_at is not None and expires_at <= clock.now()
    return ProposalState.EXPIRED if is_late else state


class UnmatchedParticipant(BaseModel):
    """Somebody for whom a run found no place, with the rules and capacities that stood in the way."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="unmatched")
    participation = models.ForeignKey("programmes.Participation", on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["participation__profile__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "participation"], name="unmatched_once_a_run")]
