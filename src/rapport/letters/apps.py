"""Registers the app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "rapport.letters"
