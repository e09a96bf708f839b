"""Addresses under /demo/."""

from django.urls import path

from rapport.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.panel, name="panel"),
    path("enter/<slug:key>/", views.enter, name="enter"),
    path("mail/", views.mail_list, name="mail-list"),
    path("mail/<str:name>/", views.mail, name="mail"),
]
