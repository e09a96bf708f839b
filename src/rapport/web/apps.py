"""Registers the browser's door, how its forms speak, and in which languages."""

from django.apps import AppConfig

from rapport.web.form_sentences import speak_plainly
from rapport.web.plain_texts import say_plain_texts
from rapport.web.translations import remember_texts


class WebConfig(AppConfig):
    name = "rapport.web"

    def ready(self) -> None:
        speak_plainly()
        remember_texts()
        say_plain_texts()
