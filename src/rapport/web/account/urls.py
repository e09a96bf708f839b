"""Addresses under /account/."""

from django.urls import URLPattern

app_name = "hats"
urlpatterns: list[URLPattern] = []
