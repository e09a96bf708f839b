"""The product's addresses and the floor's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """Render a template with one value, behind the same middleware."""
    return render(request, "bare.html", {"name": "world"})


urlpatterns = [path("bare/", bare), path("", include("rapport.config.urls"))]
