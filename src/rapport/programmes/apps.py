"""Registers the app."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "rapport.programmes"
