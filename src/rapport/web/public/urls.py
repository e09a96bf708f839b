"""Addresses that need no role."""

from django.urls import path

from rapport.web.public import home

urlpatterns = [
    path("", home.home, name="home"),
]
