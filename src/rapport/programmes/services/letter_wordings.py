"""The words of a programme's letters: written anew, given up for ours. Earlier ones are kept."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from rapport.audit.services import record_act
from rapport.core import clock
from rapport.core.actors import Actor
from rapport.letters.kinds import LetterKind, Wording
from rapport.programmes.errors import WordingFaulty
from rapport.programmes.models import LetterWording, Programme


@transaction.atomic
def word_letter(
    programme: Programme, kind: LetterKind, *, language: str, wording: Wording, by: Actor
) -> LetterWording | None:
    """Let a programme's letters of a kind say this from now on, and return its own words for them.

    What they say already makes no new version, be it said in own words or in ours.
    """
    clean = Wording(" ".join(wording.subject.split()), wording.text.replace("\r\n", "\n").strip())
    if not (clean.subject and clean.text) or any(kind.faults(clean)):
        raise WordingFaulty
    versions = _locked_versions(programme, kind, language)
    before = versions.filter(ended_at=None).first()
    if clean == (before.wording if before else _shipped(kind, language)):
        return before
    latest = versions.order_by("-version").first()
    versions.filter(ended_at=None).update(ended_at=clock.now())
    new = LetterWording.objects.create(
        programme=programme,
        kind=kind.key,
        language=language,
        version=latest.version + 1 if latest else 1,
        subject=clean.subject,
        text=clean.text,
        written_by=by.person,
    )
    record_act("letter-worded", new, by=by, detail=_detail(new))
    return new


@transaction.atomic
def use_shipped_words(programme: Programme, kind: LetterKind, *, language: str, by: Actor) -> None:
    """Let a programme's letters of a kind say what we ship again."""
    for own in _locked_versions(programme, kind, language).filter(ended_at=None):
        own.ended_at = clock.now()
        own.save(update_fields=["ended_at"])
        record_act("letter-wording-ended", own, by=by, detail=_detail(own))


def _shipped(kind: LetterKind, language: str) -> Wording:
    with override(language):
        return kind.shipped


def _locked_versions(programme: Programme, kind: LetterKind, language: str) -> QuerySet[LetterWording]:
    """Let one person at a time word a programme's letters."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    return LetterWording.objects.filter(programme=programme, kind=kind.key, language=language)


def _detail(wording: LetterWording) -> dict[str, str | int]:
    return {"kind": wording.kind, "language": wording.language, "version": wording.version}
