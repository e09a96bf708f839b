"""Registers the door of the jobs, and its ear for wake-ups."""

from django.apps import AppConfig

from rapport.core import wake


class JobsConfig(AppConfig):
    name = "rapport.jobs"

    def ready(self) -> None:
        from rapport.jobs.queue import call_for_sweep  # noqa: PLC0415 - the services need the tables first

        wake.register(call_for_sweep)
