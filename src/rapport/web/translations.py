"""Texts in each language, looked up once: Django asks up to nine catalogues in turn, most of the time for nothing."""

from functools import lru_cache

from django.conf import settings
from django.utils.translation.trans_real import translation

TEXTS = 10_000


def remember_texts() -> None:
    """Keep what a text of ours says in each language for as long as the server runs: catalogues do not change."""
    for language, _name in settings.LANGUAGES:
        catalogue = translation(language)
        catalogue.gettext = lru_cache(TEXTS)(catalogue.gettext)  # type: ignore[method-assign]
