"""What counts towards a match (Criterion), what must hold (Rule), and what a coordinator decided about a pair."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapport.core.models import BaseModel
from rapport.matching.choices import CriterionKind, PairVerdict, RuleKind


class Criterion(BaseModel):
    """Something that makes a pair better, and how much it weighs."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(max_length=30, choices=CriterionKind.choices)
    label = models.CharField(_("name"), max_length=120)
    weight = models.DecimalField(
        _("weight"),
        max_digits=6,
        decimal_places=2,
        default=10,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
    )
    mentee_question = models.CharField(max_length=60, blank=True)
    mentor_question = models.CharField(max_length=60, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.label


class Rule(BaseModel):
    """Something that must hold for a pair, or the pair is impossible."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="match_rules")
    kind = models.CharField(max_length=30, choices=RuleKind.choices)
    label = models.CharField(_("name"), max_length=120)
    mentee_question = models.CharField(max_length=60, blank=True)
    mentor_question = models.CharField(max_length=60, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class PairDecision(BaseModel):
    """A coordinator's word on two people: pinned (they belong together) or excluded (they do not)."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="pair_decisions")
    mentee = models.ForeignKey("programmes.Participation", on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey("programmes.Participation", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=8, choices=PairVerdict.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentee", "mentor"], name="pair_decided_once")]


class PastPair(BaseModel):
    """Two people who were in a mentorship before."""

    organisation = models.ForeignKey("programmes.Organisation", on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey("programmes.Profile", on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey("programmes.Profile", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentor", "mentee"], name="past_pair_once")]
