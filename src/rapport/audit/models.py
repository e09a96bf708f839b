"""AuditEvent, and the head of each organisation's chain."""

from django.db import models

from rapport.core import clock


class AuditHead(models.Model):
    """Where a chain stands; its row is the lock that keeps two acts from taking one place in it."""

    chain = models.CharField(max_length=12, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class AuditEvent(models.Model):
    """One act. No foreign keys: it outlives what it speaks of."""

    chain = models.CharField(max_length=12)
    place = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=12, blank=True)
    hat = models.CharField(max_length=30, blank=True)
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=12)
    detail = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "place"]
        constraints = [models.UniqueConstraint(fields=["chain", "place"], name="audit_place_unique")]
        indexes = [models.Index(fields=["subject"], name="audit_by_subject")]
