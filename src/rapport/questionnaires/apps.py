"""Registers the app."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "rapport.questionnaires"
