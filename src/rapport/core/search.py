"""Searching as people type: capitals and accents make no difference, the same on both databases."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Q, Transform
from django.db.models.sql.compiler import SQLCompiler

MARKS = "\u0300-\u036f"
SINGLE = str.maketrans("øłđðħıς", "olddhiσ")
DOUBLE = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}


def fold(text: str) -> str:
    """Return the text in small letters without the marks above and below them: "Müller", "MÜLLER" → "muller"."""
    bare = re.sub(f"[{MARKS}]", "", unicodedata.normalize("NFKD", text))
    small = bare.lower().translate(SINGLE)
    for letter, letters in DOUBLE.items():
        small = small.replace(letter, letters)
    return small


def words_of(text: str) -> list[str]:
    """Return the words that somebody typed, folded."""
    return fold(text).split()


def text_holds(path: str, text: str) -> Q:
    """Return the condition that a text, folded, holds each of the words that somebody typed."""
    return text_holds_words(path, words_of(text))


def text_holds_words(path: str, words: Iterable[Any]) -> Q:
    """Return the same for words that are folded already, or for slots that such words go into."""
    return Q(*(Q((f"{path}__folded__contains", word)) for word in words))


@CharField.register_lookup
class Folded(Transform):
    """What `fold` returns, in the database: SQLite calls it, PostgreSQL says the same in its own words."""

    lookup_name = "folded"
    output_field = CharField()
    function = "rapport_fold"

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        template = f"regexp_replace(normalize(%(expressions)s, NFKD), '[{MARKS}]', '', 'g')"
        template = f"translate(lower({template} COLLATE \"und-x-icu\"), '{_letters(0)}', '{_letters(1)}')"
        for letter, letters in DOUBLE.items():
            template = f"replace({template}, '{letter}', '{letters}')"
        return self.as_sql(compiler, connection, template=template, **context)


def _letters(which: int) -> str:
    return "".join(chr(pair[which]) for pair in SINGLE.items())
