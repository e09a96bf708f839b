"""Registers screening."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "rapport.screening"
