"""States of a letter."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterState(TextChoices):
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


TRANSITIONS = {
    LetterState.QUEUED: frozenset({LetterState.SENDING}),
    LetterState.SENDING: frozenset({LetterState.SENT, LetterState.QUEUED, LetterState.FAILED}),
    LetterState.SENT: frozenset[str](),
    LetterState.FAILED: frozenset({LetterState.QUEUED}),
}
