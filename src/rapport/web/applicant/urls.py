"""Addresses under /applicant/."""

from django.urls import path

from rapport.web.applicant import applications, offers, steps

app_name = "applicant"
urlpatterns = [
    path("", applications.application_list, name="application-list"),
    path("<str:application_id>/", applications.application, name="application"),
    path("<str:application_id>/steps/<int:number>/", steps.step, name="step"),
    path("<str:application_id>/files/<slug:key>/", applications.file, name="file"),
    path("<str:application_id>/check/", steps.check, name="check"),
    path("<str:application_id>/accept/", offers.offer_accept, name="offer-accept"),
    path("<str:application_id>/withdraw/", applications.withdraw, name="withdraw"),
]
