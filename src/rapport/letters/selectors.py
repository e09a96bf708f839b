"""Reads of letters."""

from django.db.models import QuerySet

from rapport.letters.choices import LetterState
from rapport.letters.models import Letter


def letters_of_chain(chain: str) -> QuerySet[Letter]:
    """Return an organisation's letters, newest first, without those that carry a secret."""
    return Letter.objects.filter(chain=chain, is_secret=False).order_by("-created_at", "-pk")


def letters_waiting() -> int:
    return Letter.objects.filter(state=LetterState.QUEUED).count()
