"""Letter: a message to one person, from queued to sent."""

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from rapport.core.models import BaseModel, WorkRow
from rapport.letters.choices import FAILURES, UNKNOWN_FAILURE, LetterState


class Letter(BaseModel, WorkRow):
    """What is said to whom; `chain` and `scope` name the organisation and the cohort it belongs to.

    The text of a secret letter (a sign-in code) is wiped once it is sent, or has failed for good.
    """

    kind = models.CharField(max_length=60)
    chain = models.CharField(max_length=12, blank=True)
    scope = models.CharField(max_length=12, blank=True)
    reader = models.CharField(max_length=12, blank=True)
    to_address = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    refusal_link = models.CharField(max_length=300, blank=True)
    is_secret = models.BooleanField(default=False)
    about = models.CharField(max_length=12, blank=True)
    dedupe_key = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.QUEUED)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state=LetterState.QUEUED), name="letter_due"
            ),
            models.Index(fields=["scope", "-created_at"], name="letter_by_scope"),
            models.Index(fields=["about"], name="letter_by_subject"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def text_for_others(self) -> str:
        """Return what it says without the address by which its reader, and nobody else, says no to such letters."""
        return self.text.replace(self.refusal_link, "/…") if self.refusal_link else self.text

    @property
    def failure(self) -> str | Promise:
        """Return in plain words why the last attempt failed; nothing if none has."""
        kind = self.last_error.partition(":")[0]
        return FAILURES.get(kind, UNKNOWN_FAILURE) if kind else ""
