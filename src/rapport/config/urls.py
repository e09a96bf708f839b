"""Every address: the doors' own lists, under their prefixes."""

from django.urls import include, path

urlpatterns = [
    path("", include("rapport.web.public.urls")),
    path("account/", include("rapport.web.account.urls")),
    path("account/", include("allauth.account.urls")),
    path("demo/", include("rapport.demo.urls")),
    path("coordinator/", include("rapport.web.coordinator.urls")),
    path("reviewer/", include("rapport.web.reviewer.urls")),
    path("applicant/", include("rapport.web.applicant.urls")),
    path("participant/", include("rapport.web.participant.urls")),
]
