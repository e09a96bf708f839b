"""Reads of letters."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from rapport.core.access import find
from rapport.core.search import text_holds
from rapport.letters.choices import LetterState
from rapport.letters.models import Letter


def letters_of_scopes(
    scopes: Collection[str], *, kind: str = "", state: str = "", text: str = ""
) -> QuerySet[Letter]:
    """Return the letters filed under these ids that fit, newest first, without those that carry a secret.

    `text` is looked for in the reader's name and address.
    """
    found = Letter.objects.filter(scope__in=scopes, is_secret=False).order_by("-created_at", "-pk")
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(text_holds("to_name", text) | Q(to_address__contains=text.strip().lower()))
    return found


def letters_failed_of_scopes(scopes: Collection[str]) -> QuerySet[Letter]:
    """Return the letters filed under these ids that did not go out, newest first."""
    return letters_of_scopes(scopes, state=LetterState.FAILED)


def letters_failed_about(subjects: Iterable[str]) -> QuerySet[Letter]:
    """Return the letters about these things that did not go out, newest first."""
    failed = Letter.objects.filter(about__in=list(subjects), state=LetterState.FAILED, is_secret=False)
    return failed.order_by("-created_at", "-pk")


def dedupe_keys_known(keys: Iterable[str]) -> set[str]:
    """Return which of these keys have a letter already."""
    known = Letter.objects.filter(dedupe_key__in=list(keys)).values_list("dedupe_key", flat=True)
    return {key for key in known if key}


def get_letter_of_scopes(scopes: Collection[str], *, id: str) -> Letter:  # noqa: A002
    return find(letters_of_scopes(scopes), id=id)
