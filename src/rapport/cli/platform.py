"""Starts Django inside a command, once its arguments are known."""

import os


def start() -> None:
    """Read the settings and load the apps. What is written is for this user's eyes alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    import django

    django.setup()
