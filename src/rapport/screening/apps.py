"""Registers screening, and what it asks of those who are accepted."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "rapport.screening"

    def ready(self) -> None:
        from rapport.recruitment.selectors import first_steps  # noqa: PLC0415 - tables come first
        from rapport.screening.selectors.standing import checks_to_begin_with  # noqa: PLC0415

        first_steps.register(checks_to_begin_with)
