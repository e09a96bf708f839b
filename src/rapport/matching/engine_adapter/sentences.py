"""Words that all reasons share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapport.matching.engine_adapter.match_input import Person


@dataclass(frozen=True, slots=True)
class Voices:
    """One reason for three readers: whoever looks at both, the mentee, and the mentor."""

    of_both: str
    to_mentee: str
    to_mentor: str

    def with_words(self, words: Mapping[str, str]) -> "Voices":
        """Return the same with its gaps filled."""
        return Voices(self.of_both % words, self.to_mentee % words, self.to_mentor % words)


def to_either(of_both: str, to_one: str) -> Voices:
    """Return a reason that both of the two read alike."""
    return Voices(of_both, to_one, to_one)


def listed(words: Sequence[str]) -> str:
    """Return “a, b and c”."""
    if len(words) < 2:  # noqa: PLR2004 - two make a list
        return "".join(words)
    return _("%(words)s and %(last)s") % {"words": ", ".join(words[:-1]), "last": words[-1]}


def name_of(person: Person, side: str, *, is_within: bool = False) -> str:
    """Return what to call `person`, at the start of a sentence or within."""
    if person.name:
        return person.name
    if is_within:
        return _("the mentor") if side == "mentor" else _("the mentee")
    return _("The mentor") if side == "mentor" else _("The mentee")
