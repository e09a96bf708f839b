"""Registers training."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "rapport.training"
