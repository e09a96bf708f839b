"""Guideline: a versioned document that people acknowledge; and who has acknowledged which version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core import clock
from rapport.core.models import BaseModel
from rapport.programmes.choices import GuidelineKind, GuidelineState
from rapport.programmes.models.organisation import Profile
from rapport.programmes.models.programme import Programme


class Guideline(BaseModel):
    """One version of a programme's code of conduct, confidentiality or boundaries.

    Once it has been in force its text never changes; `digest` says what it was.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="guidelines")
    kind = models.CharField(max_length=20, choices=GuidelineKind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=GuidelineState.choices, default=GuidelineState.DRAFT)
    text = models.TextField(_("text"))
    changes = models.TextField(_("what has changed"), blank=True)
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["programme_id", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "version"], name="guideline_versioned"),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(state=GuidelineState.DRAFT),
                name="guideline_one_draft",
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(state=GuidelineState.IN_FORCE),
                name="guideline_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state=GuidelineState.DRAFT, published_at=None, digest="")
                | (~Q(state=GuidelineState.DRAFT) & Q(published_at__isnull=False) & ~Q(digest="")),
                name="guideline_published_since",
            ),
        ]

    def __str__(self) -> str:
        return str(GuidelineKind(self.kind).label)

    @property
    def is_draft(self) -> bool:
        return self.state == GuidelineState.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.state == GuidelineState.IN_FORCE


class Acknowledgement(BaseModel):
    """Somebody has read one version and will keep to it."""

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="acknowledgements")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="acknowledgements")
    acknowledged_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["acknowledged_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "profile"], name="guideline_acknowledged_once")
        ]
