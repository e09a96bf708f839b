"""Registers the browser's door, and how its forms speak."""

from django.apps import AppConfig

from rapport.web.form_sentences import speak_plainly


class WebConfig(AppConfig):
    name = "rapport.web"

    def ready(self) -> None:
        speak_plainly()
