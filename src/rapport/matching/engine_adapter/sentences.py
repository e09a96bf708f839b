"""Words that all reasons share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from rapport.matching.engine_adapter.match_input import Person


def listed(words: Sequence[str]) -> str:
    """Return “a, b and c”."""
    if len(words) < 2:  # noqa: PLR2004 - two make a list
        return "".join(words)
    return _("%(words)s and %(last)s") % {"words": ", ".join(words[:-1]), "last": words[-1]}


def name_of(person: Person, side: str) -> str:
    """Return what to call `person`, at the start of a sentence or within."""
    if person.name:
        return person.name
    return _("The mentor") if side == "mentor" else _("The mentee")
