"""Registers the ground floor."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "rapport.core"
