"""Reads of what programmes say in letters in place of our words."""

from collections.abc import Collection

from django.db.models import CharField, OuterRef, QuerySet, Subquery

from rapport.core.prepared import Prepared, Slot
from rapport.letters.kinds import LetterKind, Wording
from rapport.programmes.models import LetterWording, Profile, Programme

WordingKey = tuple[int, str, str]
"""The programme's key, the kind of letter, the language."""


def wordings_in_use(programmes: Collection[int], kinds: Collection[str]) -> dict[WordingKey, Wording]:
    """Return the own words of these programmes for these kinds of letters, as far as a letter can be written with them."""
    found = LetterWording.objects.filter(programme__in=programmes, kind__in=kinds, ended_at=None)
    return {(each.programme_id, each.kind, each.language): each.wording for each in found if each.is_sound}


def wording_in_use(programme: Programme, kind: str, *, language: str) -> Wording | None:
    """Return the own words of a programme for one kind of letter in a language, in the same case."""
    found = _own_words.ask_one(programme=programme.pk, kind=kind, language=language)
    return found.wording if found and found.is_sound else None


@Prepared
def _own_words() -> QuerySet[LetterWording]:
    kind, language = Slot("kind", CharField()), Slot("language", CharField())
    return LetterWording.objects.filter(
        programme=Slot("programme"), kind=kind, language=language, ended_at=None
    )


def wordings_of_programme(programme: Programme) -> list[LetterWording]:
    """Return all own words of a programme that are in use, each with the name of who has written them as `writer`."""
    return list(_with_writer(programme).filter(ended_at=None))


def versions_of_wording(programme: Programme, kind: LetterKind, *, language: str) -> list[LetterWording]:
    """Return everything that a programme has ever said in a letter, the newest first, with its `writer`."""
    return list(_with_writer(programme).filter(kind=kind.key, language=language).order_by("-version"))


def _with_writer(programme: Programme) -> QuerySet[LetterWording]:
    """Say who wrote each as the organisation calls them."""
    known = Profile.objects.filter(organisation=programme.organisation_id, person=OuterRef("written_by"))
    return LetterWording.objects.filter(programme=programme).annotate(
        writer=Subquery(known.values("name")[:1])
    )
