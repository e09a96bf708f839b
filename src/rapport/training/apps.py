"""Registers training, and what it asks of those who are accepted."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "rapport.training"

    def ready(self) -> None:
        from rapport.recruitment.selectors import first_steps  # noqa: PLC0415 - tables come first
        from rapport.training.selectors.standing import courses_to_begin_with  # noqa: PLC0415

        first_steps.register(courses_to_begin_with)
