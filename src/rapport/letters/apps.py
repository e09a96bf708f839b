"""Registers the app, and lets every app declare its kinds of letters."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LettersConfig(AppConfig):
    name = "rapport.letters"

    def ready(self) -> None:
        """Import each app's letters: lists of kinds are whole whatever else was imported, and in the apps' order."""
        autodiscover_modules("letters")
