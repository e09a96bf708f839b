"""Organisation (the tenant), Profile (who a person is there) and Membership (who works for it)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import OrganisationState, StaffRole


class Organisation(BaseModel):
    """Who runs programmes. Nothing crosses from one to another."""

    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    state = models.CharField(
        max_length=12, choices=OrganisationState.choices, default=OrganisationState.ACTIVE
    )
    suspended_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OrganisationState.ACTIVE, suspended_at=None)
                | Q(state=OrganisationState.SUSPENDED, suspended_at__isnull=False),
                name="organisation_suspended_since",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Profile(BaseModel):
    """A person's name and details in one organisation; another one never sees them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="profiles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profiles")
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    line_manager = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="profile_once_an_organisation"),
            models.CheckConstraint(
                condition=Q(line_manager=None) | ~Q(line_manager=models.F("pk")),
                name="profile_not_own_manager",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_time_zone(self) -> str:
        return self.time_zone or self.organisation.time_zone


class Membership(BaseModel):
    """A staff role, in one programme or (without one) in the whole organisation."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="memberships")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=StaffRole.choices)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "programme", "role"],
                condition=Q(ended_at=None, programme__isnull=False),
                name="membership_once_a_programme",
            ),
            models.UniqueConstraint(
                fields=["profile", "role"],
                condition=Q(ended_at=None, programme=None),
                name="membership_once_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} ({self.role})"
