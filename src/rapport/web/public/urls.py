"""Addresses that need no role."""

from django.urls import path

from rapport.web import converters as _converters  # noqa: F401 - registers <role:…>
from rapport.web.public import health, home, join, style

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("join/<str:form_id>/", join.join, name="join"),
    path("join/<str:form_id>/<role:role>/", join.join_begin, name="join-begin"),
    path("style/", style.style_page, name="style"),
]
