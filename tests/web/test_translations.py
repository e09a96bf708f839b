"""A text that was looked up is kept for its language alone, and says nothing of how safe it is."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import translation

from rapport.web.translations import remember_texts


def test_each_language_keeps_its_own_words(settings):
    settings.LANGUAGES = [("de", "Deutsch"), ("fr", "français")]
    remember_texts()

    for _again in range(2):
        with override("de"):
            german = gettext("Sunday")
        with override("fr"):
            french = gettext("Sunday")
        assert (german, french) == ("Sonntag", "dimanche")


def test_a_text_is_looked_up_once():
    remember_texts()
    with override("en-gb"):
        gettext("Nobody has said this before.")
        before = translation("en-gb").gettext.cache_info().misses
        gettext("Nobody has said this before.")

        assert translation("en-gb").gettext.cache_info().misses == before


def test_a_text_is_as_safe_as_the_one_who_asks_says():
    remember_texts()
    with override("en-gb"):
        said = [
            gettext(SafeString("Fish & chips")),
            gettext("Fish & chips"),
            gettext(SafeString("Fish & chips")),
        ]

    assert [isinstance(each, SafeString) for each in said] == [True, False, True]
