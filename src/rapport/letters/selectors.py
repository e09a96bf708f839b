"""Reads of letters."""

from collections.abc import Iterable

from django.db.models import QuerySet

from rapport.core.access import find
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter


def letters_of_scope(scope: str) -> QuerySet[Letter]:
    """Return the letters of a cohort, newest first, without those that carry a secret."""
    return Letter.objects.filter(scope=scope, is_secret=False).order_by("-created_at", "-pk")


def letters_failed_of_scope(scope: str) -> QuerySet[Letter]:
    """Return the letters of a cohort that did not go out, newest first."""
    return letters_of_scope(scope).filter(state=LetterState.FAILED)


def letters_failed_about(subjects: Iterable[str]) -> QuerySet[Letter]:
    """Return the letters about these things that did not go out, newest first."""
    failed = Letter.objects.filter(about__in=list(subjects), state=LetterState.FAILED, is_secret=False)
    return failed.order_by("-created_at", "-pk")


def dedupe_keys_known(keys: Iterable[str]) -> set[str]:
    """Return which of these keys have a letter already."""
    known = Letter.objects.filter(dedupe_key__in=list(keys)).values_list("dedupe_key", flat=True)
    return {key for key in known if key}


def get_letter_of_scope(scope: str, *, id: str) -> Letter:  # noqa: A002
    return find(letters_of_scope(scope), id=id)
