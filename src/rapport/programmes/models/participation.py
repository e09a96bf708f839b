"""Participation: a mentor or mentee in one cohort."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole, ParticipationState
from rapport.programmes.models.cohort import Cohort
from rapport.programmes.models.organisation import Profile


class Participation(BaseModel):
    """One role of one person in one cohort; a peer who is both has two.

    `places_taken` counts running mentorships. It is raised and lowered only by conditional updates, and the
    database refuses more than `capacity`. `matched_at` is when the first of them began, and stays.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="participations")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=8, choices=ParticipantRole.choices)
    state = models.CharField(
        max_length=8, choices=ParticipationState.choices, default=ParticipationState.ACTIVE
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"), default=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    places_taken = models.PositiveSmallIntegerField(default=0)
    matched_at = models.DateTimeField(null=True, editable=False)
    answers = models.OneToOneField("questionnaires.AnswerSheet", on_delete=models.PROTECT)
    availability = models.JSONField(default=list, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)

    class Meta:
        ordering = ["profile__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "cohort", "role"],
                condition=~Q(state=ParticipationState.LEFT),
                name="participation_once_a_role",
            ),
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("capacity")), name="participation_within_capacity"
            ),
        ]
        indexes = [
            models.Index(fields=["cohort", "role", "state", "places_taken"], name="participation_in_cohort")
        ]

    def __str__(self) -> str:
        return self.profile.name

    @property
    def places_left(self) -> int:
        return self.capacity - self.places_taken
