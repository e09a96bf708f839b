"""Reads of letters."""

from django.db.models import QuerySet

from rapport.core.access import find
from rapport.letters.models import Letter


def letters_of_scope(scope: str) -> QuerySet[Letter]:
    """Return the letters of a cohort, newest first, without those that carry a secret."""
    return Letter.objects.filter(scope=scope, is_secret=False).order_by("-created_at", "-pk")


def get_letter_of_scope(scope: str, *, id: str) -> Letter:  # noqa: A002
    return find(letters_of_scope(scope), id=id)
