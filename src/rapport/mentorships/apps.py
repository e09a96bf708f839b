"""Registers the app."""

from django.apps import AppConfig


class MentorshipsConfig(AppConfig):
    name = "rapport.mentorships"
