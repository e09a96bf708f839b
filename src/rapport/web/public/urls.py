"""Addresses that need no role."""

from django.urls import path

from rapport.web.public import health, home, style

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("style/", style.style_page, name="style"),
]
