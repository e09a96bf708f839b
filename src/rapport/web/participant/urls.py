"""Addresses under /participant/."""

from django.urls import URLPattern

app_name = "participant"
urlpatterns: list[URLPattern] = []
