"""Addresses under /account/ that are ours; the rest there is allauth's."""

from django.urls import path

from rapport.web.account import hats

app_name = "hats"
urlpatterns = [
    path("roles/", hats.hat_list, name="hat-list"),
    path("roles/wear/", hats.hat_wear, name="hat-wear"),
]
