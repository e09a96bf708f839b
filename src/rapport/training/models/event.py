"""TrainingEvent: training face to face or online, at one time, with places; and who has one of them."""

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.programmes.choices import ParticipantRole
from rapport.programmes.models import Profile, Programme
from rapport.training.choices import Competency, EventPlaceState
from rapport.training.models.course import Course


class TrainingEvent(BaseModel):
    """One appointment for many. Who was there has done `course`, if there is one.

    `places_taken` is raised and lowered only by conditional updates, and the database refuses more than `capacity`.
    `sequence` rises with whatever is told to anybody's calendar, so that each calendar knows what is newest.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="training_events")
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        related_name="training_events",
        null=True,
        blank=True,
        verbose_name=_("counts as the course"),
    )
    role = models.CharField(_("for whom"), max_length=8, choices=ParticipantRole.choices, blank=True)
    competency = models.CharField(_("helps with"), max_length=14, choices=Competency.choices, blank=True)
    title = models.CharField(_("title"), max_length=200)
    about = models.TextField(_("what it is about"), blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to join online"), blank=True, validators=[URLValidator(schemes=["https"])])
    capacity = models.PositiveSmallIntegerField(
        _("places"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    places_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("capacity")), name="event_within_capacity"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def places_left(self) -> int:
        return self.capacity - self.places_taken

    @property
    def has_begun(self) -> bool:
        return clock.now() >= self.starts_at

    @property
    def is_open(self) -> bool:
        """Whether people can sign up and off."""
        return self.cancelled_at is None and not self.has_begun


class EventPlace(BaseModel):
    """One person and one event; the row stays when they step back."""

    event = models.ForeignKey(TrainingEvent, on_delete=models.PROTECT, related_name="places_given")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="event_places")
    state = models.CharField(max_length=8, choices=EventPlaceState.choices, default=EventPlaceState.GIVEN_UP)

    class Meta:
        ordering = ["profile__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "profile"], name="event_place_once_a_person")]
