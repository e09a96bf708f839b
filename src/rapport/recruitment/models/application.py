"""Application: somebody asks to take part."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole
from rapport.recruitment.choices import DECISIONS, ApplicationState
from rapport.recruitment.models.invitation import Invitation, InviteLink


class Application(BaseModel):
    """One role that somebody asks for in one cohort, from the first word to the decision.

    Its answers are a sheet of the version of the questions that they have seen. Nobody becomes known to the
    organisation by a draft: profile and participation are made when it is accepted. Those who wait stand in the order of
    `waiting_place`, behind those who wait first.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications"
    )
    role = models.CharField(max_length=8, choices=ParticipantRole.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    answers = models.OneToOneField("questionnaires.AnswerSheet", on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    reminded_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    waiting_place = models.IntegerField(null=True)
    waits_first = models.BooleanField(default=False)
    offer_expires_at = models.DateTimeField(null=True)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, related_name="applications"
    )
    invite_link = models.ForeignKey(
        InviteLink, on_delete=models.PROTECT, null=True, related_name="applications"
    )
    participation = models.OneToOneField(
        "programmes.Participation", on_delete=models.PROTECT, null=True, related_name="application"
    )

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person", "role"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="application_once_a_role",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT, submitted_at=None)
                | Q(state=ApplicationState.WITHDRAWN)
                | Q(
                    ~Q(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN]),
                    submitted_at__isnull=False,
                ),
                name="application_submitted_since",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECISIONS) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="application_decided_by",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.ACCEPTED, participation__isnull=False)
                | Q(~Q(state=ApplicationState.ACCEPTED), participation=None),
                name="application_accepted_takes_part",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.WAITLISTED, waiting_place__isnull=False)
                | Q(~Q(state=ApplicationState.WAITLISTED), waiting_place=None, waits_first=False),
                name="application_waits_in_line",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.OFFERED, offer_expires_at__isnull=False)
                | Q(~Q(state=ApplicationState.OFFERED), offer_expires_at=None),
                name="application_offered_until",
            ),
            models.UniqueConstraint(
                fields=["invitation"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="application_once_an_invitation",
            ),
            models.UniqueConstraint(
                fields=["cohort", "role", "waiting_place"], name="application_alone_in_place"
            ),
        ]
        indexes = [models.Index(fields=["cohort", "state"], name="application_in_cohort")]

    def __str__(self) -> str:
        return self.name or self.person.email

    @property
    def is_draft(self) -> bool:
        return self.state == ApplicationState.DRAFT

    @property
    def is_invited(self) -> bool:
        return self.invitation_id is not None or self.invite_link_id is not None

    @property
    def inviter(self) -> str:
        """The name of the mentor who has invited this applicant, if one has."""
        asked_by = self.invitation or self.invite_link
        return asked_by.participation.profile.name if asked_by and asked_by.participation else ""

    @property
    def is_offer_over(self) -> bool:
        return self.offer_expires_at is not None and clock.now() >= self.offer_expires_at

    @property
    def last_day_of_offer(self) -> dt.date | None:
        """The last day on which an offer can be taken up, where the programme is."""
        if self.offer_expires_at is None:
            return None
        return clock.last_day_before(self.offer_expires_at, self.cohort.programme.time_zone)
