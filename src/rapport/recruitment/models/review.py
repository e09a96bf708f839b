"""Review: what a reviewer thinks of an application, by the criteria of the programme."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.recruitment.choices import HIGHEST, LOWEST, Recommendation


class ReviewCriterion(BaseModel):
    """Something that every reviewer of a programme gives points for; retired, it keeps the points that were given."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="review_criteria"
    )
    name = models.CharField(_("criterion"), max_length=80)
    help = models.CharField(_("what it means"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Review(BaseModel):
    """One reviewer's word on one application, from the moment that it is assigned. Given, it never changes."""

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.PROTECT, related_name="reviews"
    )
    reviewer = models.ForeignKey("programmes.Profile", on_delete=models.PROTECT, related_name="reviews")
    recommendation = models.CharField(
        _("recommendation"), max_length=5, choices=Recommendation.choices, blank=True
    )
    comment = models.TextField(_("comment"), blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="review_once_a_reviewer"),
            models.CheckConstraint(
                condition=Q(given_at=None)
                | Q(~Q(comment=""), given_at__isnull=False, recommendation__in=Recommendation.values),
                name="review_given_is_whole",
            ),
        ]

    @property
    def is_given(self) -> bool:
        return self.given_at is not None


class ReviewScore(BaseModel):
    """How many points a review gives by one criterion."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(ReviewCriterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="review_score_once_a_criterion"),
            models.CheckConstraint(
                condition=Q(points__gte=LOWEST, points__lte=HIGHEST), name="review_score_on_the_scale"
            ),
        ]
