"""Registers the demo's door."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "rapport.demo"
