"""Registers the app."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "rapport.recruitment"
